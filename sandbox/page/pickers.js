/** A select of people: who sits at this phone or desk. */

import { el } from "./dom.js";

/** `show(options, value)` redraws only when something changed, so an open list stays open. */
export function personPicker({ testid, label, change }) {
  const select = el("select", { "data-testid": testid, "aria-label": label, onchange: () => change(select.value) });
  let shown = "";
  return {
    element: select,
    show(options, value) {
      const wanted = JSON.stringify(options);
      if (wanted !== shown) {
        select.replaceChildren(...options.map((option) => el("option", { value: option.value },
          `${option.unread ? "● " : ""}${option.label}${option.note ? ` · ${option.note}` : ""}`)));
        shown = wanted;
      }
      if (select.value !== String(value)) select.value = value;
    },
  };
}
