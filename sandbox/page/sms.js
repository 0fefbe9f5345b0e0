/** A customer's phone: the texts to and from one number. */

import { choose, chosen } from "./choices.js";
import { composer } from "./composer.js";
import { ask, base64 } from "./door.js";
import { el, link } from "./dom.js";
import { fileTool } from "./file-chooser.js";
import { icon } from "./icons.js";
import { messageList } from "./message-list.js";
import { personPicker } from "./pickers.js";
import { customerOf } from "./sms-state.js";
import { timeLabel } from "./times.js";
import { isUnread, markRead, markUnread } from "./unread.js";

/** The pane; `app` gives {world, state, refresh, isShown}. */
export function customerPane(app) {
  const numbers = () => [...new Set([...app.world.phones.map((phone) => phone.number), ...app.state.sms.phones.keys()])];
  const number = () => chosen("customer", numbers()[0], numbers());
  const picker = personPicker({ testid: "customer-select", label: "Customer", change(value) {
    choose("customer", value);
    app.refresh();
  } });
  const list = messageList({ testid: "customer-messages", label: "Texts", empty: () => el("div", { class: "empty" },
    el("p", {}, "No texts yet."), el("p", {}, "When a code is missing, Doorstep asks this customer for it.")) });
  const writing = composer({ name: "customer", label: "Text to the company", placeholder: "Text message",
    send: (body) => ask("sms.say", { from: number(), body }), tools: [fileTool("Picture", "photo", "image/*", sendPicture)] });
  const notices = el("div", { class: "pane-notices" });

  async function sendPicture(file) {
    await ask("sms.say", { from: number(), media: [{ data: await base64(file), content_type: file.type }] });
  }

  function render() {
    const shown = number();
    if (app.isShown("customer")) markRead(`sms:${shown}`);
    const known = new Map(app.world.phones.map((phone) => [phone.number, phone]));
    picker.show(numbers().map((one) => ({ value: one, label: known.get(one)?.name || one, note: phoneNote(known.get(one), one),
      unread: isUnread(`sms:${one}`) })), shown ?? "");
    writing.use(`sms:${shown}`);
    notices.replaceChildren(...(app.state.sms.optedOut.has(shown)
      ? [el("div", { class: "blocked" }, icon("block"), "This number has opted out of texts. START takes it back.")] : []));
    const texts = [...app.state.sms.messages.values()].filter((message) => customerOf(message) === shown);
    list.show(`sms:${shown}`, texts.map((message) =>
      ({ key: message.sid, parts: [message], own: message.direction === "inbound", draw: () => textMessage(message) })));
  }
  function noticed(event) {
    if (event.kind === "message" && event.data.direction === "outbound") markUnread(`sms:${event.data.to}`);
  }
  const element = el("section", { class: "pane customer", id: "customer-pane", "aria-label": "A customer's phone" },
    el("header", { class: "pane-head" }, el("h2", {}, "Customer"), el("span", { class: "service" }, "SMS"), picker.element),
    list.element, notices, writing.element);
  return { element, render, noticed };
}

function phoneNote(phone, number) {
  return [phone?.note, phone?.name && number].filter(Boolean).join(", ");
}

function textMessage(message) {
  const own = message.direction === "inbound";
  const failed = ["failed", "undelivered"].includes(message.status);
  return el("article", { class: `message ${own ? "own" : "other"}`, "data-message-id": message.sid, "data-status": message.status },
    el("div", { class: "bubble" }, media(message.media),
      message.body && el("div", { class: "bubble-text" }, message.body),
      el("div", { class: "bubble-foot" }, timeLabel(message.at))),
    el("div", { class: failed ? "delivery failed" : "delivery" }, deliveryLine(message, own)));
}

function deliveryLine(message, own) {
  const parts = [];
  if (!own && message.status) parts.push(message.error_code ? `${message.status} (${message.error_code})` : message.status);
  if (message.segments > 1) parts.push(`${message.segments} segments`);
  else if (!own && message.segments) parts.push("1 segment");
  return parts.join(" · ");
}

function media(files) {
  if (!Array.isArray(files)) return null;
  return files.map((file) => {
    const url = file.url ?? file;
    if (String(file.content_type ?? "").startsWith("image/")) return el("img", { class: "picture", src: url, alt: "Picture" });
    return link(url, file.name ?? "Attachment");
  });
}
