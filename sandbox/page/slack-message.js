/** One message in a Slack channel or thread. */

import { drawBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { slackFile } from "./slack-files.js";
import { fromSeconds, timeLabel } from "./times.js";

const QUICK_REACTIONS = ["+1", "eyes", "white_check_mark", "pray", "x"];

/**
 * `place` is {names, user, thread: whether it stands in a thread, replies: how many hang below it, continues: whether the
 * message before is of the same author}; `actions` are {surface(message), open(message), react, edit, remove, dismiss,
 * shortcuts: what the app offers on every message, shortcut(message, one)}.
 */
export function slackMessage(message, place, actions) {
  const author = authorOf(message, place.names);
  const body = el("div", { class: "slack-body" },
    !place.continues && el("div", { class: "slack-author" }, el("b", {}, author.name), author.app && el("span", { class: "tag" }, "APP"),
      timeLabel(fromSeconds(message.ts, message.at))),
    message.to && el("div", { class: "only-you" }, icon("eye"), "Only visible to you ",
      el("button", { type: "button", class: "link", onclick: () => actions.dismiss(message) }, "Dismiss")),
    content(message, place, actions), (message.files ?? []).map(slackFile), reactions(message, place, actions), footer(message, place, actions));
  return el("article", { class: ["slack-message", place.continues && "continues", message.to && "ephemeral"].filter(Boolean).join(" "),
    "data-ts": message.ts }, place.continues ? el("span", { class: "avatar-space" }) : avatar(author), body, toolbar(message, place, actions));
}

/** Who a message is shown to be from. */
export function authorOf(message, names) {
  const app = Boolean(message.bot_id) || names.user(message.user) === "Doorstep";
  return { name: message.username ?? names.user(message.user) ?? (app ? "Doorstep" : message.user ?? "Somebody"), app, icon: message.icon_emoji };
}

function avatar({ name, app, icon: picture }) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  return el("span", { class: app ? "avatar app" : "avatar", style: `--hue: ${hue}`, "aria-hidden": "true" },
    picture ? emoji(picture.replaceAll(":", "")) : name.slice(0, 1).toUpperCase());
}

/** Whether blocks are drawn; those that Slack makes of what people type say no more than the text. */
export function hasCard(message) {
  return Boolean(message.blocks?.length) && Boolean(message.bot_id);
}

function content(message, place, actions) {
  if (hasCard(message)) return el("div", { class: "blocks" }, drawBlocks(message.blocks, actions.surface(message)));
  const attached = (message.attachments ?? []).map((one) => el("div", { class: "attached" },
    one.blocks ? drawBlocks(one.blocks, actions.surface(message)) : mrkdwn(one.text ?? one.fallback ?? "", place.names)));
  return el("div", { class: "slack-text" }, mrkdwn(message.text ?? "", place.names), edited(message), attached);
}

function edited(message) {
  return message.edited && !message.bot_id && el("small", { class: "edited" }, " (edited)");
}

function reactions(message, { user, names }, actions) {
  const named = Map.groupBy?.(message.reactions, (one) => one.name) ?? groupByName(message.reactions);
  if (!named.size) return null;
  return el("div", { class: "reactions" }, [...named].map(([name, given]) => {
    const who = given.map((one) => names.user(one.user) ?? one.user);
    return el("button", { type: "button", class: given.some((one) => one.user === user) ? "reaction mine" : "reaction",
      "data-reaction": name, "aria-label": `${name}, from ${who.join(", ")}`, title: `:${name}: ${who.join(", ")}`,
      onclick: () => actions.react(message, name, given.some((one) => one.user === user)) }, emoji(name), el("span", {}, String(given.length)));
  }));
}

function groupByName(list) {
  const groups = new Map();
  for (const one of list) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return groups;
}

function footer(message, { thread, replies }, actions) {
  // Plain talk has its reply button in the toolbar; a card asks for an answer, so it says where.
  if (thread || message.to || !(replies || hasCard(message))) return null;
  return el("button", { type: "button", class: replies ? "link thread-link" : "link thread-link quiet", "data-testid": "open-thread",
    "data-focus": "open-thread", onclick: () => actions.open(message) }, icon("reply"),
  replies ? `${replies} ${replies === 1 ? "reply" : "replies"}` : "Reply in thread");
}

function toolbar(message, { user, thread }, actions) {
  if (message.to) return null;
  const own = !message.bot_id && message.user === user;
  return el("div", { class: "slack-tools" },
    menuButton({ label: "Add a reaction", face: icon("smile"),
      items: QUICK_REACTIONS.map((name) => ({ label: `${emoji(name)}  ${name}`, choose: () => actions.react(message, name, false) })) }),
    !thread && el("button", { type: "button", class: "icon-button", "aria-label": "Reply in thread", title: "Reply in thread",
      onclick: () => actions.open(message) }, icon("reply")),
    actions.shortcuts.length > 0 && menuButton({ label: "Shortcuts", attributes: { "data-testid": "message-shortcuts" },
      items: actions.shortcuts.map((one) => ({ label: one.name, detail: "Doorstep", choose: () => actions.shortcut(message, one) })) }),
    own && el("button", { type: "button", class: "icon-button", "aria-label": "Edit message", title: "Edit message",
      onclick: () => actions.edit(message) }, icon("edit")),
    own && el("button", { type: "button", class: "icon-button", "aria-label": "Delete message", title: "Delete message",
      onclick: () => actions.remove(message) }, icon("trash")));
}
