/** What the Slack workspace holds: a fold over the log's Slack events. */

/** An empty workspace. */
export function emptySlack() {
  return { channels: new Map(), views: new Map(), errors: new Map(), homes: new Map() };
}

/** A channel's messages by `ts`, oldest first; replies and ephemeral messages among them. */
export function channelMessages(state, channel) {
  if (!state.channels.has(channel)) state.channels.set(channel, new Map());
  return state.channels.get(channel);
}

/** The modals this person has open, the one on top last. */
export function viewsOf(state, user) {
  return state.views.get(user) ?? [];
}

const FOLD = {
  message(state, { channel, message }, event) {
    channelMessages(state, channel).set(message.ts, { ...message, at: new Date(event.at), reactions: [] });
  },
  update(state, { channel, ts, message }) {
    change(state, channel, ts, (before) => ({ ...before, ...message, ts, edited: message.edited ?? before.edited }));
  },
  delete(state, { channel, ts }) {
    channelMessages(state, channel).delete(ts);
  },
  ephemeral(state, data, event) {
    const ts = data.ts ?? data.message_ts ?? `ephemeral-${event.id}`;
    channelMessages(state, data.channel).set(ts, { ...data, ts, to: data.user, user: undefined, bot_id: "app",
      at: new Date(event.at), reactions: [] });
  },
  reaction(state, { channel, ts, name, user, added }) {
    change(state, channel, ts, (message) => {
      const others = message.reactions.filter((one) => one.name !== name || one.user !== user);
      return { ...message, reactions: added ? [...others, { name, user }] : others };
    });
  },
  view_open(state, { user, view }) {
    // Only a view that names the one below it is laid on top; any other takes the place of all.
    state.views.set(user, [...(view.previous_view_id ? viewsOf(state, user) : []), view]);
  },
  view_update(state, { user, view }) {
    state.errors.delete(view.id);
    state.views.set(user, viewsOf(state, user).map((open) => (open.id === view.id ? view : open)));
  },
  view_close(state, { user, view_id }) {
    state.errors.delete(view_id);
    state.views.set(user, viewsOf(state, user).filter((open) => open.id !== view_id));
  },
  view_errors(state, { view_id, errors }) {
    state.errors.set(view_id, errors);
  },
  home(state, { user, view }) {
    state.homes.set(user, view);
  },
};

/** Take in one event. */
export function foldSlack(state, event) {
  FOLD[event.kind]?.(state, event.data, event);
}

function change(state, channel, ts, changed) {
  const messages = channelMessages(state, channel);
  if (messages.has(ts)) messages.set(ts, changed(messages.get(ts)));
}

/** Whether a message stands below another one rather than in the channel. */
export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts && message.subtype !== "thread_broadcast";
}

/** What this person sees of a channel: without replies, and without what was shown to others alone. */
export function channelView(state, channel, user) {
  return [...channelMessages(state, channel).values()].filter((message) => !isReply(message) && isFor(message, user));
}

/** A thread: the message it hangs from, if it is still there, and the replies. */
export function threadView(state, channel, root, user) {
  return [...channelMessages(state, channel).values()].filter((message) =>
    (message.ts === root || message.thread_ts === root) && isFor(message, user));
}

function isFor(message, user) {
  return !message.to || message.to === user;
}
