/** What the drivers' phones hold: a fold over the log's Telegram events. */

/** Nothing said yet. */
export function emptyTelegram() {
  return { chats: new Map(), commands: new Map(), blocked: new Set(), typing: new Map(), taps: new Map() };
}

/** A chat's messages by id, oldest first. */
export function messagesOf(state, chat) {
  if (!state.chats.has(chat)) state.chats.set(chat, new Map());
  return state.chats.get(chat);
}

const FOLD = {
  message(state, { chat, from, message }) {
    if (from === "bot") state.typing.delete(chat);
    messagesOf(state, chat).set(message.message_id, { ...message, own: from === "user" });
  },
  edit(state, { chat, message }) {
    change(state, chat, message.message_id, () => message);
  },
  delete(state, { chat, message_id }) {
    messagesOf(state, chat).delete(message_id);
  },
  tap(state, { chat, message_id, data, callback_query_id }) {
    state.taps.set(callback_query_id, { chat, message_id });
    change(state, chat, message_id, (message) => ({ ...message, tapped: data }));
  },
  tap_answer(state, { callback_query_id }) {
    const tap = state.taps.get(callback_query_id);
    if (tap) change(state, tap.chat, tap.message_id, ({ tapped, ...message }) => message);
  },
  action(state, { chat, action }, event) {
    state.typing.set(chat, { action, at: event.id, since: Date.now() });
  },
  reaction(state, { chat, message_id, reaction }) {
    change(state, chat, message_id, (message) => ({ ...message, reaction }));
  },
  commands(state, { commands, language_code }) {
    state.commands.set(language_code ?? "", commands ?? []);
  },
  blocked(state, { chat }) {
    state.blocked.add(chat);
  },
  unblocked(state, { chat }) {
    state.blocked.delete(chat);
  },
};

/** Take in one event. */
export function foldTelegram(state, event) {
  const data = { ...event.data, chat: event.data.chat?.id ?? event.data.chat };
  FOLD[event.kind]?.(state, data, event);
}

function change(state, chat, id, changed) {
  const messages = messagesOf(state, chat);
  const before = messages.get(id);
  if (before) messages.set(id, { reaction: before.reaction, ...changed(before), own: before.own });
}

/** The commands in a person's language, or those for everybody. */
export function commandsFor(state, language) {
  return state.commands.get(language) ?? state.commands.get("") ?? [];
}

/** The reply keyboard that stands under the chat: that of the newest bot message which says something of it. */
export function replyKeyboard(state, chat) {
  const last = [...messagesOf(state, chat).values()].reverse().find((message) =>
    !message.own && (message.reply_markup?.keyboard || message.reply_markup?.remove_keyboard));
  return last?.reply_markup.keyboard ? last.reply_markup : null;
}
