/** Where a message is written: Enter sends, Shift+Enter breaks the line, Escape leaves an edit. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

/**
 * `send(text)` resolves to something falsy when it failed; the text is then given back.
 * `use(conversation)` keeps one draft per conversation.
 */
export function composer({ name, label, placeholder, send, tools = [], suggestions = null }) {
  const input = el("textarea", { rows: "1", placeholder, "aria-label": label, "data-testid": `${name}-input`, spellcheck: "false" });
  const button = el("button", { type: "submit", class: "send icon-button", "aria-label": "Send", title: "Send (Enter)",
    "data-testid": `${name}-send` }, icon("send"));
  const banner = el("div", { class: "editing", hidden: true });
  const drafts = new Map();
  let conversation = null;
  let edit = null;

  const fit = () => {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight + 2, 160)}px`;
    button.disabled = !input.value.trim();
  };
  const write = (text) => { input.value = text; fit(); };
  const leaveEdit = () => {
    if (!edit) return;
    edit = null;
    banner.hidden = true;
    write("");
  };
  const submit = async () => {
    const text = input.value.trim();
    if (!text) return;
    const deliver = edit?.save ?? send;
    const done = deliver(text);
    if (edit) leaveEdit(); else write("");
    if (!(await done) && !input.value) write(text);
  };
  const form = el("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); submit(); } },
    banner, el("div", { class: "composer-row" }, input, button), tools.length > 0 && el("div", { class: "composer-tools" }, tools));

  input.addEventListener("input", fit);
  const suggest = suggestions?.(input, form, fit);
  input.addEventListener("keydown", (event) => {
    if (suggest?.key(event)) return;
    if (event.key === "Escape" && edit) leaveEdit();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  fit();

  return {
    element: form,
    focus: () => input.focus(),
    fill(text) {
      leaveEdit();
      write(text);
      input.focus();
    },
    startEdit(text, save) {
      edit = { save };
      banner.replaceChildren("Editing your message", el("button", { type: "button", class: "link", onclick: leaveEdit }, "Cancel"));
      banner.hidden = false;
      write(text);
      input.focus();
    },
    use(shown) {
      if (shown === conversation) return;
      leaveEdit();
      drafts.set(conversation, input.value);
      conversation = shown;
      write(drafts.get(shown) ?? "");
    },
  };
}
