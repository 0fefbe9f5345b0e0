/** Slack: who sits at the desk, the channels, a thread, the Home tab and modals. */

import { choose, chosen } from "./choices.js";
import { composer } from "./composer.js";
import { ask } from "./door.js";
import { el } from "./dom.js";
import { fileTool } from "./file-chooser.js";
import { icon } from "./icons.js";
import { messageList } from "./message-list.js";
import { personPicker } from "./pickers.js";
import { fileToSend } from "./slack-files.js";
import { slackHome } from "./slack-home.js";
import { followMessageLinks } from "./slack-links.js";
import { authorOf, hasCard, slackMessage } from "./slack-message.js";
import { slackModal } from "./slack-modal.js";
import { asTyped, directChannel, slackNames, withMentions } from "./slack-names.js";
import { HOME, slackSidebar } from "./slack-sidebar.js";
import { channelMessages, channelView, isReply, threadView, viewsOf } from "./slack-state.js";
import { suggestions } from "./suggestions.js";
import { toast } from "./toast.js";
import { markRead, markUnread } from "./unread.js";

const SAME_BREATH = 300;

/** The pane; `app` gives {world, state, refresh, isShown}. */
export function slackPane(app) {
  const user = () => chosen("slackUser", app.world.slack_users[0]?.id, app.world.slack_users.map((one) => one.id));
  const places = () => [...app.world.slack_channels.map((one) => one.id), HOME, directChannel(user() ?? "")];
  const place = () => chosen("place", places()[0], places());
  const thread = () => chosen("thread", null);
  const dismissed = new Set();
  const send = async (verb, body) => {
    const answer = await ask(verb, { user: user(), ...body });
    // A failed command is told in the channel.
    const untold = answer?.acknowledged === false && verb !== "slack.command";
    if (untold) toast(`Doorstep gave Slack no answer: ${answer.problem}.`, "problem");
    return answer;
  };
  let names = slackNames(app.world);
  let namedWorld = app.world;

  const picker = personPicker({ testid: "slack-user", label: "Who you are in Slack", change(value) {
    choose("slackUser", value);
    if (place() === HOME) send("slack.home", {});
    app.refresh();
  } });
  const sidebar = slackSidebar((id) => {
    choose("place", id);
    choose("thread", null);
    if (id === HOME) send("slack.home", {});
    app.refresh();
  });
  const home = slackHome();
  const list = messageList({ testid: "slack-messages", label: "Messages in the channel", empty: () => el("div", { class: "empty" },
    el("p", {}, "Nothing here yet."), el("p", {}, "What the bot cannot answer becomes a card in the desk's channel.")) });
  const replies = messageList({ testid: "slack-thread-messages", label: "Thread", empty: () => el("div", { class: "empty" },
    el("p", {}, "This message is gone.")) });
  const people = { "@": () => app.world.slack_users.map((one) => ({ text: `@${one.name}`, detail: one.role })) };
  const main = composer({ name: "slack", label: "Message to the channel", placeholder: "Message", send: (text) => write(text),
    tools: [fileTool("File", "file", null, (file) => share(file))],
    suggestions: suggestions({ ...people, "/": () => [{ text: "/desk", detail: "Doorstep's command" }] }) });
  const below = composer({ name: "slack-thread", label: "Reply in the thread", placeholder: "Reply to the thread",
    send: (text) => write(text, thread()), suggestions: suggestions(people),
    tools: [fileTool("File", "file", null, (file) => share(file, thread()))] });
  const modal = slackModal({
    submit: (view, values) => send("slack.submit", { view_id: view.id, values }),
    close: (view) => send("slack.close_view", { view_id: view.id }),
    act: (view, block, element, done) => send("slack.click_view",
      { view_id: view.id, action_id: element.action_id, block_id: block.block_id, ...done }),
  });

  function write(text, root) {
    const command = !root && /^(\/\S+)\s*([^]*)$/.exec(text);
    if (command) return send("slack.command", { channel: place(), command: command[1], text: command[2] });
    return send("slack.say", { channel: place(), text: withMentions(text, app.world), ...(root ? { thread_ts: root } : {}) });
  }
  async function share(file, root) {
    await send("slack.say", { channel: place(), files: [await fileToSend(file)], ...(root ? { thread_ts: root } : {}) });
  }
  const surfaceNames = () => ({ names, users: names.users, channels: names.channels,
    value: () => undefined, keep: () => {}, problem: () => null });
  const actions = (editor) => ({
    surface: (message) => ({ ...surfaceNames(), act: (block, element, done) => send("slack.click",
      { channel: place(), ts: message.ts, action_id: element.action_id, block_id: block.block_id, ...done }) }),
    open(message) {
      choose("thread", message.thread_ts ?? message.ts);
      app.refresh();
      below.focus();
    },
    react: (message, name, remove) => send("slack.react", { channel: place(), ts: message.ts, name, ...(remove ? { remove } : {}) }),
    edit: (message) => editor.startEdit(asTyped(message.text, names), (text) =>
      send("slack.edit", { channel: place(), ts: message.ts, text: withMentions(text, app.world) })),
    shortcuts: app.world.slack_shortcuts.filter((one) => one.on_messages),
    shortcut: (message, one) => send("slack.shortcut", { channel: place(), ts: message.ts, callback_id: one.callback_id }),
    remove: (message) => send("slack.delete", { channel: place(), ts: message.ts }),
    dismiss(message) {
      dismissed.add(message.ts);
      app.refresh();
    },
  });
  const closeThread = () => { choose("thread", null); app.refresh(); };
  const threadTitle = el("h3", {});
  const threadBox = el("aside", { class: "thread", "data-testid": "slack-thread", hidden: true, "aria-label": "Thread" },
    el("header", {}, threadTitle, el("button", { type: "button", class: "icon-button", "aria-label": "Close thread",
      "data-testid": "slack-thread-close", onclick: closeThread }, icon("close"))), replies.element, below.element);
  const channelTitle = el("h3", { class: "channel-title" });
  const channelBox = el("div", { class: "channel" }, channelTitle, list.element, main.element);
  const element = el("section", { class: "pane slack", id: "slack-pane", "aria-label": "Slack" },
    el("header", { class: "pane-head" }, el("h2", {}, "Desk"), el("span", { class: "service" }, "Slack"), picker.element),
    el("div", { class: "slack-frame" }, sidebar.element, channelBox, home.element, threadBox));
  followMessageLinks(element, (channel, ts) => {
    choose("place", channel);
    choose("thread", ts);
    app.refresh();
  });

  function rows(messages, inThread, editor) {
    const all = [...channelMessages(app.state.slack, place()).values()];
    const count = new Map();
    for (const one of all) if (isReply(one)) count.set(one.thread_ts, (count.get(one.thread_ts) ?? 0) + 1);
    const shown = messages.filter((message) => !dismissed.has(message.ts));
    return shown.map((message, index) => {
      const replyCount = count.get(message.ts) ?? 0;
      const continues = isContinued(shown[index - 1], message, names);
      const seen = { names, user: user(), thread: inThread, replies: replyCount, continues };
      return { key: message.ts, parts: [message, seen.user, replyCount, continues, names], own: message.user === seen.user,
        draw: () => slackMessage(message, seen, actions(editor)) };
    });
  }
  function render() {
    const { world, state } = app;
    if (namedWorld !== world) { names = slackNames(world); namedWorld = world; }
    const here = place();
    const root = here === HOME ? null : thread();
    if (app.isShown("slack")) markRead(`slack:${here}`);
    picker.show(world.slack_users.map((one) => ({ value: one.id, label: one.name, note: one.role })), user());
    sidebar.show(world.slack_channels, directPlace(here), here);
    home.element.hidden = here !== HOME;
    channelBox.hidden = here === HOME;
    threadBox.hidden = !root;
    element.classList.toggle("with-thread", Boolean(root));
    if (here === HOME) home.show(state.slack.homes.get(user()), homeSurface);
    else showChannel(here, root);
    const top = app.isShown("slack") ? viewsOf(state.slack, user()).at(-1) : undefined;
    modal(top, state.slack.errors.get(top?.id), names);
  }
  function directPlace(here) {
    const direct = user() && directChannel(user());
    return direct && (direct === here || channelMessages(app.state.slack, direct).size) ? direct : null;
  }
  function homeSurface(view) {
    return { ...surfaceNames(), act: (block, element, done) => send("slack.click_view",
      { view_id: view.id, action_id: element.action_id, block_id: block.block_id, ...done }) };
  }
  function showChannel(here, root) {
    const name = names.channel(here);
    channelTitle.textContent = here.startsWith("D") ? name : `#${name}`;
    main.use(`${user()}/${here}`);
    list.show(`${user()}/${here}`, rows(channelView(app.state.slack, here, user()), false, main));
    if (!root) return;
    threadTitle.textContent = `Thread in ${channelTitle.textContent}`;
    below.use(`${user()}/${here}/${root}`);
    replies.show(`${user()}/${here}/${root}`, rows(threadView(app.state.slack, here, root, user()), true, below));
  }
  function noticed(event) {
    const { channel, user: to, message } = event.data;
    // Other people's direct conversations with the bot are theirs.
    if (channel?.startsWith("D") && channel !== directChannel(user())) return;
    if (event.kind === "message" && message.user !== user()) markUnread(`slack:${channel}`);
    if (event.kind === "ephemeral" && to === user()) markUnread(`slack:${channel}`);
  }
  return { element, render, noticed };
}

function isContinued(before, message, names) {
  if (!before || before.to || message.to || hasCard(message) || hasCard(before)) return false;
  return authorOf(before, names).name === authorOf(message, names).name && Number(message.ts) - Number(before.ts) < SAME_BREATH;
}
