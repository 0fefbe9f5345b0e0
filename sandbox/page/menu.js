/** A button that opens a small list of choices. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

/** `items` is [{label, detail?, choose}] or a function that gives it when the menu opens. */
export function menuButton({ label, face = icon("more"), items, attributes = {} }) {
  const button = el("button", { type: "button", class: "icon-button", "aria-label": label, title: label,
    "aria-haspopup": "menu", ...attributes }, face);
  button.addEventListener("click", () => open(button, typeof items === "function" ? items() : items));
  return button;
}

/** The list stands outside the message that it belongs to, so that it stays open when the message is drawn again. */
function open(button, items) {
  const list = el("div", { class: "menu", popover: "auto", role: "menu" }, items.map(({ label, detail, choose }) =>
    el("button", { type: "button", role: "menuitem", onclick: () => { list.hidePopover(); choose(); } },
      el("span", {}, label), detail && el("small", {}, detail))));
  list.addEventListener("toggle", (event) => { if (event.newState === "closed") list.remove(); });
  list.addEventListener("keydown", (event) => moveBy(event, list));
  // Everything outside an open modal is out of reach.
  (button.closest("dialog") ?? document.body).append(list);
  list.showPopover();
  place(list, button);
  list.querySelector("button")?.focus();
}

function moveBy(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...list.querySelectorAll("button")];
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
}

function place(list, button) {
  const anchor = button.getBoundingClientRect();
  const room = { width: list.offsetWidth, height: list.offsetHeight };
  const left = Math.min(anchor.left, innerWidth - room.width - 8);
  const below = anchor.bottom + 4 + room.height < innerHeight;
  list.style.left = `${Math.max(8, left)}px`;
  list.style.top = `${Math.max(8, below ? anchor.bottom + 4 : anchor.top - room.height - 4)}px`;
}
