/** The app's Home tab, as this person sees it. */

import { drawBlocks } from "./blocks.js";
import { el } from "./dom.js";

/** The Home tab's box; `show(view, surface)` redraws it when the view is another one. */
export function slackHome() {
  const box = el("div", { class: "home blocks", "data-testid": "slack-home", tabindex: "0", "aria-label": "Home tab" });
  let drawn;
  return {
    element: box,
    show(view, surface) {
      if (view === drawn) return;
      drawn = view;
      if (view) box.replaceChildren(...drawBlocks(view.blocks, surface(view)));
      else box.replaceChildren(el("div", { class: "empty" }, el("p", {}, "The Home tab is empty."),
        el("p", {}, "Doorstep fills it when it runs and somebody opens it.")));
    },
  };
}
