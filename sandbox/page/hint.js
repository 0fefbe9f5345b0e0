/** What to do here, for somebody who has never seen it. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

const KEY = "doorstep-sandbox-hint";
const QUESTIONS = ["gate code for 3?", "which entrance?", "nobody home, what do I do"];

/** The strip with three questions to try; `ask(question)` puts one into the driver's message. */
export function hint(ask) {
  const strip = el("div", { class: "hint-strip", hidden: localStorage.getItem(KEY) === "gone" },
    el("p", {}, "Ask as a driver. What the bot cannot answer becomes a card at the desk; reply in its thread."),
    el("div", { class: "chips", role: "group", "aria-label": "Questions to try" }, QUESTIONS.map((question) =>
      el("button", { type: "button", class: "chip", "data-testid": "example", onclick: () => ask(question) }, question))),
    el("button", { type: "button", class: "icon-button", "aria-label": "Hide this hint", title: "Hide this hint", onclick() {
      localStorage.setItem(KEY, "gone");
      strip.hidden = true;
    } }, icon("close")));
  return strip;
}
