/** A list of messages that is redrawn message by message and keeps the newest in view. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

const CLOSE_TO_THE_END = 120;

/**
 * `show(conversation, rows)` draws rows of {key, parts, draw}: a row is drawn again only when one of its
 * `parts` (compared by identity) changed, so a button keeps its focus while others' messages come in.
 */
export function messageList({ testid, label, empty }) {
  const list = el("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": label,
    tabindex: "0", "data-testid": testid });
  const newer = el("button", { type: "button", class: "newer", hidden: true, onclick: () => toEnd() }, icon("down"), "New messages");
  let conversation = null;
  let drawn = new Map();

  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
    newer.hidden = true;
  };
  const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < CLOSE_TO_THE_END;
  let following = true;
  list.addEventListener("scroll", () => {
    following = isAtEnd();
    if (following) newer.hidden = true;
  });
  // A picture that arrives late and a keyboard that opens below push the newest message out of view.
  const stay = () => { if (following) toEnd(); };
  list.addEventListener("load", stay, true);
  new ResizeObserver(stay).observe(list);

  function show(shown, rows) {
    const changedPlace = shown !== conversation;
    if (changedPlace) drawn = new Map();
    conversation = shown;
    if (changedPlace) following = true;
    const grew = rows.some((row) => !drawn.has(row.key));
    drawn = redraw(list, drawn, rows, empty);
    if (following || (grew && rows.at(-1)?.own)) toEnd();
    else if (grew) newer.hidden = false;
  }
  return { element: el("div", { class: "messages-frame" }, list, newer), show };
}

function redraw(list, before, rows, empty) {
  const after = new Map();
  for (const { key, parts, draw } of rows) {
    const old = before.get(key);
    const same = old && old.parts.length === parts.length && old.parts.every((part, index) => part === parts[index]);
    after.set(key, same ? old : { parts, node: keepFocus(old?.node, draw()) });
  }
  const wanted = [...after.values()].map((row) => row.node);
  settle(list, wanted.length ? wanted : [empty()]);
  for (const { node } of after.values()) node.restoreFocus?.();
  return after;
}

/** Make `wanted` the children without touching the ones already in place. */
function settle(list, wanted) {
  const keep = new Set(wanted);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}

function keepFocus(old, fresh) {
  const focus = old?.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  if (focus !== undefined) {
    fresh.restoreFocus = () => {
      delete fresh.restoreFocus;
      fresh.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    };
  }
  return fresh;
}
