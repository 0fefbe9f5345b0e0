/** Block Kit's confirm dialog. */

import { textString } from "./block-text.js";
import { el } from "./dom.js";

/** Whether the person said yes; at once when nothing needs to be asked. */
export function confirmed(question) {
  if (!question) return Promise.resolve(true);
  const dialog = el("dialog", { class: "small-dialog", "aria-label": textString(question.title), "data-testid": "confirm" },
    el("form", { method: "dialog" },
      el("h2", {}, textString(question.title)), el("p", {}, textString(question.text)),
      el("div", { class: "dialog-buttons" },
        el("button", { type: "submit", value: "", class: "button" }, textString(question.deny) || "No"),
        el("button", { type: "submit", value: "yes", class: `button ${question.style ?? "primary"}` }, textString(question.confirm) || "Yes"))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue === "yes");
  }));
}
