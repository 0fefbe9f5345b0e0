/** The driver's phone: who holds it, the chat with the bot, keyboards, photo, file and location. */

import { choose, chosen } from "./choices.js";
import { composer } from "./composer.js";
import { ask, base64 } from "./door.js";
import { el } from "./dom.js";
import { fileChooser, fileTool } from "./file-chooser.js";
import { icon } from "./icons.js";
import { askLocation } from "./location-dialog.js";
import { menuButton } from "./menu.js";
import { messageList } from "./message-list.js";
import { personPicker } from "./pickers.js";
import { suggestions } from "./suggestions.js";
import { commandsFor, messagesOf, replyKeyboard } from "./telegram-state.js";
import { telegramMessage } from "./telegram-message.js";
import { toast } from "./toast.js";
import { isUnread, markRead, markUnread } from "./unread.js";

const TYPING_LASTS = 5000;

/** The pane; `app` gives {world, state, refresh, isShown}. */
export function driverPane(app) {
  const user = () => chosen("driver", app.world.telegram_users[0]?.id, app.world.telegram_users.map((one) => one.id));
  const send = (verb, body) => ask(verb, { user: user(), ...body });
  const commands = () => commandsFor(app.state.telegram, app.world.telegram_users.find((one) => one.id === user())?.language_code);
  const say = (text) => send("tg.say", { text });

  const picker = personPicker({ testid: "driver-select", label: "Driver", change(value) {
    choose("driver", Number(value));
    app.refresh();
  } });
  const list = messageList({ testid: "driver-messages", label: "Chat with the bot", empty: emptyChat });
  const notices = el("div", { class: "pane-notices" });
  const keyboard = el("div", { class: "reply-keyboard", hidden: true });
  const writing = composer({
    name: "driver", label: "Message to the bot", placeholder: "Message", send: say,
    suggestions: suggestions({ "/": () => commands().map(({ command, description }) =>
      ({ text: `/${command}`, detail: description })) }),
    tools: [
      photoButton(),
      el("button", { type: "button", class: "tool", onclick: sendLocation }, icon("pin"), "Location"),
      fileTool("File", "file", null, sendDocument),
    ],
  });

  function photoButton() {
    const picture = fileChooser("image/*", async (file) => send("tg.photo", { data: await base64(file), name: file.name }));
    return el("span", {}, picture, menuButton({ label: "Photo", face: [icon("photo"), "Photo"], attributes: { class: "tool" }, items: [
      { label: "Choose a picture…", choose: () => picture.click() },
      { label: "Send a sample picture", choose: () => send("tg.photo", {}) },
    ] }));
  }
  async function sendDocument(file) {
    await send("tg.document", { data: await base64(file), name: file.name, ...(file.type ? { content_type: file.type } : {}) });
  }
  async function sendLocation() {
    const place = await askLocation();
    if (place) await send("tg.location", place);
  }
  const actions = {
    tap: (message, button) => send("tg.tap", { message_id: message.message_id, data: button.callback_data }),
    command: say,
    edit: (message) => writing.startEdit(message.text, (text) => send("tg.edit", { message_id: message.message_id, text })),
  };
  const more = menuButton({ label: "Chat menu", items: () => [
    ...commands().map(({ command, description }) =>
      ({ label: `/${command}`, detail: description, choose: () => say(`/${command}`) })),
    { label: "Send a voice message", detail: "One silent second", choose: () => send("tg.voice", {}) },
    app.state.telegram.blocked.has(user())
      ? { label: "Unblock the bot", choose: () => send("tg.unblock", {}) }
      : { label: "Block the bot", detail: "The bot cannot write to this driver any more", choose: () => send("tg.block", {}) },
  ] });

  function render() {
    const { world, state } = app;
    const chat = user();
    if (app.isShown("driver")) markRead(`telegram:${chat}`);
    picker.show(world.telegram_users.map((person) => ({ value: String(person.id), note: person.note,
      label: [person.first_name, person.last_name].filter(Boolean).join(" "), unread: isUnread(`telegram:${person.id}`) })), String(chat));
    writing.use(`telegram:${chat}`);
    drawNotices(state.telegram, chat);
    drawKeyboard(replyKeyboard(state.telegram, chat));
    list.show(`telegram:${chat}`, [...messagesOf(state.telegram, chat).values()].map((message) =>
      ({ key: message.message_id, parts: [message], own: message.own, draw: () => telegramMessage(message, actions) })));
  }
  function drawNotices(telegram, chat) {
    const typing = telegram.typing.get(chat);
    const isTyping = typing && app.isLive(typing.at) && Date.now() - typing.since < TYPING_LASTS;
    notices.replaceChildren(...[
      isTyping && el("div", { class: "typing" }, "The bot is typing", el("i"), el("i"), el("i")),
      telegram.blocked.has(chat) && el("div", { class: "blocked" }, icon("block"), "This driver has blocked the bot. ",
        el("button", { type: "button", class: "link", onclick: () => send("tg.unblock", {}) }, "Unblock")),
    ].filter(Boolean));
    if (isTyping) setTimeout(app.refresh, TYPING_LASTS);
  }
  function drawKeyboard(markup) {
    keyboard.hidden = !markup;
    keyboard.replaceChildren(...(markup?.keyboard ?? []).map((row) => el("div", { class: "keyboard-row" }, row.map((key) => {
      const text = typeof key === "string" ? key : key.text;
      return el("button", { type: "button", onclick: () => (key.request_location ? sendLocation() : say(text)) }, text);
    }))));
  }
  function noticed(event) {
    const chat = event.data.chat?.id ?? event.data.chat;
    if (event.kind === "message" && event.data.from === "bot") markUnread(`telegram:${chat}`);
    if (event.kind !== "tap_answer" || !event.data.text) return;
    if (app.state.telegram.taps.get(event.data.callback_query_id)?.chat === user()) toast(event.data.text);
  }
  const element = el("section", { class: "pane driver", id: "driver-pane", "aria-label": "A driver's phone" },
    el("header", { class: "pane-head" }, el("h2", {}, "Driver"), el("span", { class: "service" }, "Telegram"), more, picker.element),
    list.element, notices, keyboard, writing.element);
  return { element, render, noticed, fill: writing.fill };
}

function emptyChat() {
  return el("div", { class: "empty" }, el("p", {}, "Nothing said yet."),
    el("p", {}, "Ask what a driver asks at a locked gate, or type /start and an invitation code."));
}
