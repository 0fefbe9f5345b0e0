/** The modal on top of this person's pile, as a <dialog>. What was typed lives here until it is sent. */

import { textString } from "./block-text.js";
import { drawBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";

const REQUIRED = "Please fill this in.";

/** `actions` are {submit(view, values), close(view), act(view, block, element, done, values)}; `names` as slackNames gives. */
export function slackModal(actions) {
  const dialog = el("dialog", { class: "modal", "data-testid": "modal" });
  document.body.append(dialog);
  const typed = new Map();
  let view = null;
  let problems = {};
  let sending = false;

  const key = (block, element) => `${block.block_id}\n${element.action_id}`;
  const values = () => typed.get(view.id);
  const isEmpty = (value) => value === null || value === undefined || value.length === 0;
  const gathered = () => {
    const result = {};
    // A field that the app has meanwhile taken out of the view keeps its value here, but is not sent.
    const fields = new Set(view.blocks.flatMap((block) =>
      [block.element, block.accessory, ...(block.elements ?? [])].filter(Boolean).map((element) => key(block, element))));
    for (const [name, value] of values()) {
      if (!fields.has(name)) continue;
      const [block, action] = name.split("\n");
      (result[block] ??= {})[action] = value;
    }
    return result;
  };
  const missing = () => Object.fromEntries(view.blocks
    .filter((block) => block.type === "input" && !block.optional && isEmpty(values().get(key(block, block.element))))
    .map((block) => [block.block_id, REQUIRED]));

  const submit = async () => {
    if (sending) return;
    const shown = view;
    problems = missing();
    draw(shown);
    if (Object.keys(problems).length) return;
    sending = true;
    const answer = await actions.submit(shown, gathered());
    sending = false;
    if (answer?.errors && view?.id === shown.id) {
      problems = answer.errors;
      draw(shown);
    }
  };
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (view) actions.close(view);
  });

  function draw(shown) {
    const focus = dialog.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
    const surface = {
      ...surfaceNames,
      value: (block, element) => values().get(key(block, element)),
      keep: (block, element, value) => values().set(key(block, element), value),
      act: (block, element, done) => actions.act(shown, block, element, done, gathered()),
      problem: (block) => problems[block.block_id],
    };
    dialog.setAttribute("aria-label", textString(shown.title));
    dialog.dataset.viewId = shown.id;
    dialog.replaceChildren(el("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(); } },
      el("header", {}, el("h2", {}, textString(shown.title)),
        el("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => actions.close(shown) }, icon("close"))),
      el("div", { class: "blocks" }, 
        problems[""] && el("p", { class: "problem", role: "alert" }, problems[""]), drawBlocks(shown.blocks, surface)),
      el("footer", {},
        el("button", { type: "button", class: "button", "data-testid": "modal-close", onclick: () => actions.close(shown) },
          textString(shown.close) || "Close"),
        shown.submit && el("button", { type: "submit", class: "button primary", "data-testid": "modal-submit" }, textString(shown.submit)))));
    const wanted = dialog.querySelector(".has-problem input, .has-problem textarea, .has-problem select")
      ?? (focus && dialog.querySelector(`[data-focus="${CSS.escape(focus)}"]`));
    wanted?.focus();
  }

  let surfaceNames = {};
  let drawn = null;
  let drawnProblems = null;
  /** Show the top view of this person, or nothing. */
  return function show(top, errors, names) {
    surfaceNames = { names, users: names.users, channels: names.channels };
    if (!top) {
      if (dialog.open) dialog.close();
      view = drawn = null;
      return;
    }
    if (top === drawn && errors === drawnProblems) return;
    if (!typed.has(top.id)) typed.set(top.id, new Map());
    view = drawn = top;
    drawnProblems = errors;
    problems = errors ?? {};
    draw(top);
    if (dialog.open) return;
    dialog.showModal();
    dialog.querySelector("[autofocus], .blocks :is(input, textarea, select, button)")?.focus();
  };
}
