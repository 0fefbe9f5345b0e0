/** For developers: the bot's calls that the sandbox refused, and the faults that were played. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { timeLabel } from "./times.js";

/** The button in the top bar and the drawer it opens; `show(events)`. */
export function refusedDrawer() {
  const list = el("ol", { class: "refused-list", reversed: true });
  const drawer = el("aside", { id: "refused", class: "drawer", popover: "auto", "aria-label": "Refused calls", "data-testid": "refused" },
    el("header", {}, el("h2", {}, "Refused calls"), el("button", { type: "button", class: "icon-button", popovertarget: "refused",
      popovertargetaction: "hide", "aria-label": "Close" }, icon("close"))),
    el("p", { class: "hint" }, "What the bot asked of a service and was refused, as the real service would have done."), list);
  document.body.append(drawer);
  const count = el("span", { class: "count" });
  const button = el("button", { type: "button", class: "quiet-button", popovertarget: "refused", "data-testid": "refused-open" },
    icon("warning"), el("span", { class: "wide-only" }, "Refused calls"), count);
  let shown = -1;
  return {
    element: button,
    show(events) {
      if (events.length === shown) return;
      shown = events.length;
      count.textContent = String(events.length);
      button.classList.toggle("has-some", events.length > 0);
      list.replaceChildren(...(events.length ? [...events].reverse().map(entry) : [el("li", { class: "hint" }, "None so far.")]));
    },
  };
}

function entry(event) {
  const { method, error, reason, description, ...rest } = event.data;
  const where = event.service === "fault" ? "fault" : event.kind;
  return el("li", {},
    el("div", { class: "refused-title" }, el("b", {}, [where, method].filter(Boolean).join(" ")), timeLabel(new Date(event.at))),
    el("p", {}, error ?? reason ?? description ?? ""),
    el("details", {}, el("summary", {}, "Details"), el("pre", {}, JSON.stringify(rest, null, 2))));
}
