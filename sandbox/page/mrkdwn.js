/** Slack's mrkdwn as DOM nodes: quotes and code blocks first, then what stands within a line. */

import { el, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { slackDate } from "./slack-dates.js";

const BEFORE = "(?<![\\p{L}\\p{N}])";
const AFTER = "(?![\\p{L}\\p{N}])";
const styled = (name, sign) => `${BEFORE}${sign}(?=\\S)(?<${name}>[^\\n]*?\\S)${sign}${AFTER}`;
const INLINE = new RegExp([
  "`(?<code>[^`\\n]+)`",
  "<(?<angle>[^<>\\n]+)>",
  "(?<url>https?://[^\\s<>|]*[^\\s<>|.,;:!?)\\]*_~])",
  ":(?<emoji>[a-z0-9_+-]+(?:::skin-tone-\\d)?):",
  styled("bold", "\\*"),
  styled("italic", "_"),
  styled("strike", "~"),
].join("|"), "gu");

/** The nodes for a mrkdwn text; `names` tells {user(id), channel(id)}. */
export function mrkdwn(text, names) {
  return text.split(/```/).flatMap((piece, index, all) => {
    const fenced = index % 2 === 1 && index < all.length - 1;
    if (fenced) return [el("pre", {}, plain(piece.replace(/^\n|\n$/g, "")))];
    return lines(index % 2 === 1 ? `\`\`\`${piece}` : piece, names);
  });
}

/** A plain text with its escapes undone. */
export function plain(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

function lines(text, names) {
  const nodes = [];
  let quoted = [];
  const endQuote = () => {
    if (quoted.length) nodes.push(el("blockquote", {}, inline(quoted.join("\n"), names)));
    quoted = [];
  };
  let open = [];
  const endText = () => {
    if (open.length) nodes.push(...inline(open.join("\n"), names));
    open = [];
  };
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quote) { endText(); quoted.push(quote[1]); } else { endQuote(); open.push(line); }
  }
  endQuote();
  endText();
  return nodes;
}

function inline(text, names) {
  const nodes = [];
  let position = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > position) nodes.push(plain(text.slice(position, match.index)));
    nodes.push(draw(match.groups, names));
    position = match.index + match[0].length;
  }
  if (position < text.length) nodes.push(plain(text.slice(position)));
  return nodes;
}

function draw(found, names) {
  if (found.code !== undefined) return el("code", {}, plain(found.code));
  if (found.angle !== undefined) return angle(found.angle, names);
  if (found.url !== undefined) return link(plain(found.url), plain(found.url));
  if (found.emoji !== undefined) return emoji(found.emoji);
  if (found.bold !== undefined) return el("b", {}, inline(found.bold, names));
  if (found.italic !== undefined) return el("i", {}, inline(found.italic, names));
  return el("s", {}, inline(found.strike, names));
}

function angle(content, names) {
  const [target, ...rest] = content.split("|");
  const label = rest.length ? plain(rest.join("|")) : null;
  if (target.startsWith("@")) return el("span", { class: "mention" }, `@${names.user(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith("#")) return el("span", { class: "mention" }, `#${names.channel(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith("!date^")) return slackDate(target, label);
  if (target.startsWith("!")) return el("span", { class: "mention" }, label ?? `@${target.slice(1)}`);
  return link(plain(target), label ?? plain(target));
}
