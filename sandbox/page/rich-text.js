/** Slack's rich_text blocks: sections, lists, quotes and preformatted text. */

import { unsupported } from "./block-text.js";
import { el, link } from "./dom.js";
import { emoji } from "./emoji.js";

/** One rich_text block. */
export function richTextBlock(block, names) {
  return el("div", { class: "rich-text" }, block.elements.map((element) => container(element, names)));
}

function container(element, names) {
  const inner = () => element.elements.map((part) => inline(part, names));
  switch (element.type) {
    case "rich_text_section": return el("div", {}, inner());
    case "rich_text_quote": return el("blockquote", {}, inner());
    case "rich_text_preformatted": return el("pre", {}, inner());
    case "rich_text_list":
      return el(element.style === "ordered" ? "ol" : "ul", { style: `margin-left: ${(element.indent ?? 0) * 1.25}em` },
        element.elements.map((item) => el("li", {}, item.elements.map((part) => inline(part, names)))));
    default: return unsupported("rich text", element.type);
  }
}

function inline(part, names) {
  switch (part.type) {
    case "text": return styled(part);
    case "link": return link(part.url, part.text ?? part.url);
    case "emoji": return emoji(part.name);
    case "user": return el("span", { class: "mention" }, `@${names.user(part.user_id) ?? part.user_id}`);
    case "channel": return el("span", { class: "mention" }, `#${names.channel(part.channel_id) ?? part.channel_id}`);
    case "broadcast": return el("span", { class: "mention" }, `@${part.range}`);
    default: return unsupported("rich text", part.type);
  }
}

function styled({ text, style = {} }) {
  return Object.entries({ code: "code", bold: "b", italic: "i", strike: "s" })
    .reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), text);
}
