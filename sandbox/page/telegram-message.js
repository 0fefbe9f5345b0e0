/** One message on a driver's phone. */

import { el, link } from "./dom.js";
import { richText } from "./entities.js";
import { icon } from "./icons.js";
import { fromSeconds, timeLabel } from "./times.js";

/** `actions` are {tap(message, button), command(text), edit(message)}. */
export function telegramMessage(message, actions) {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const bubble = el("div", { class: "bubble" },
    message.reply_to_message && quote(message.reply_to_message),
    attachment(message),
    text && el("div", { class: "bubble-text" }, richText(text, entities, actions.command)),
    el("div", { class: "bubble-foot" },
      message.own && message.text && el("button", { type: "button", class: "link edit-own", onclick: () => actions.edit(message) }, "Edit"),
      message.edit_date && el("span", {}, "edited"),
      timeLabel(fromSeconds(message.date, new Date()))));
  return el("article", { class: `message ${message.own ? "own" : "other"}`, "data-message-id": message.message_id },
    bubble, given(message.reaction), inlineKeyboard(message, actions));
}

function given(reaction) {
  if (!reaction?.length) return null;
  return el("div", { class: "given", role: "note", "aria-label": "Reaction" }, reaction.map((one) => one.emoji ?? "★"));
}

function quote(message) {
  const text = message.text ?? message.caption ?? "a message without text";
  return el("blockquote", { class: "reply-quote" }, text.length > 90 ? `${text.slice(0, 90)}…` : text);
}

function attachment(message) {
  if (message.photo?.length) return picture(message.photo.at(-1), message);
  if (message.document) return fileCard(message.document, message.document.file_name ?? "File");
  if (message.voice) return fileCard(message.voice, `Voice message, ${message.voice.duration ?? 0} s`);
  if (message.video) return fileCard(message.video, message.video.file_name ?? "Video");
  if (message.location) return position(message.location, message.venue?.title);
  if (message.contact) return el("div", { class: "card-line" }, `${message.contact.first_name} ${message.contact.phone_number}`);
  if (message.text === undefined && message.caption === undefined) return el("div", { class: "card-line" }, "A message this page cannot draw.");
  return null;
}

function picture(photo, message) {
  if (!photo.url) return el("div", { class: "card-line" }, icon("photo"), "Photo");
  return el("img", { class: "picture", src: photo.url, alt: message.caption ?? "Photo" });
}

function fileCard(file, name) {
  const label = [icon("file"), el("span", {}, name)];
  return el("div", { class: "card-line" }, file.url ? link(file.url, ...label) : label);
}

function position({ latitude, longitude }, title) {
  return el("div", { class: "card-line position" }, icon("pin"),
    el("span", {}, title ?? "Location", el("small", {}, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`)));
}

function inlineKeyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "inline-keyboard" }, rows.map((row) =>
    el("div", { class: "keyboard-row" }, row.map((button) => inlineButton(message, button, actions)))));
}

function inlineButton(message, button, actions) {
  if (button.url) return link(button.url, button.text, " ↗");
  const waiting = message.tapped !== undefined && message.tapped === button.callback_data;
  return el("button", { type: "button", class: waiting ? "waiting" : "", "data-focus": button.callback_data,
    "data-callback": button.callback_data, onclick: () => actions.tap(message, button) }, button.text);
}
