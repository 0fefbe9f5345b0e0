/** Block Kit's text objects. */

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** The nodes of a plain_text or mrkdwn object (or of a bare string, as modals' hints sometimes are). */
export function textNodes(text, names) {
  if (!text) return [];
  if (typeof text === "string") return [text];
  if (text.type === "mrkdwn") return mrkdwn(text.text, names);
  return [text.emoji === false ? text.text : withEmoji(text.text)];
}

/** The text object as a string, for labels and options. */
export function textString(text) {
  return typeof text === "string" ? text : withEmoji(text?.text ?? "");
}

/** What cannot be drawn is said aloud: the real Slack would draw it, or refuse it. */
export function unsupported(kind, type) {
  return el("div", { class: "unsupported", role: "note" }, `This page cannot draw the ${kind} “${type}”.`);
}
