/** Buttons that ask for a file on this machine. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

/** A hidden file input; `click()` it to ask. */
export function fileChooser(accept, take) {
  const input = el("input", { type: "file", accept, hidden: true, tabindex: "-1", onchange: async () => {
    if (input.files[0]) await take(input.files[0]);
    input.value = "";
  } });
  return input;
}

/** A tool under a composer that asks for a file and hands it to `take`. */
export function fileTool(label, drawing, accept, take) {
  const input = fileChooser(accept, take);
  return el("span", {}, input, el("button", { type: "button", class: "tool", onclick: () => input.click() }, icon(drawing), label));
}
