/** One pane at a time on a phone; all three side by side on a laptop. */

import { choose, chosen } from "./choices.js";
import { el } from "./dom.js";
import { anyUnread } from "./unread.js";

const TABS = [["driver", "Driver", "telegram"], ["slack", "Desk", "slack"], ["customer", "Customer", "sms"]];
const wide = matchMedia("(min-width: 1100px)");

/** The bar of tabs; `shows(pane)` tells whether a pane is on the screen. */
export function tabBar(refresh) {
  const current = () => chosen("tab", "driver", TABS.map(([pane]) => pane));
  const buttons = TABS.map(([pane, label, service]) => ({ pane, service, node: el("button", { type: "button", "data-testid": `tab-${pane}`,
    onclick: () => open(pane) }, label) }));
  const open = (pane) => {
    choose("tab", pane);
    // At once: what is opened may be given the focus next.
    document.body.dataset.tab = pane;
    refresh();
  };
  wide.addEventListener("change", refresh);
  return {
    element: el("nav", { class: "tabs", "aria-label": "Panes" }, buttons.map(({ node }) => node)),
    open,
    shows: (pane) => wide.matches || current() === pane,
    render() {
      document.body.dataset.tab = current();
      for (const { pane, service, node } of buttons) {
        node.dataset.unread = anyUnread(service);
        if (pane === current()) node.setAttribute("aria-current", "page");
        else node.removeAttribute("aria-current");
      }
      for (const { pane, service } of buttons) document.getElementById(`${pane}-pane`).dataset.unread = anyUnread(service);
    },
  };
}
