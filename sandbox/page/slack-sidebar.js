/** The list of places in Slack: the Home tab and the channels, with a dot where something new is. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { isUnread } from "./unread.js";

export const HOME = "home";

/** `go(place)` is called with a channel's id or HOME. */
export function slackSidebar(go) {
  const nav = el("nav", { class: "slack-places", "aria-label": "Channels" });
  const place = (id, face, name, current) => el("button", { type: "button", class: "place", "data-testid": `slack-channel-${id}`,
    "data-unread": String(isUnread(`slack:${id}`)), "aria-current": id === current ? "page" : null, onclick: () => go(id) },
  el("span", { class: "place-face", "aria-hidden": "true" }, face), el("span", { class: "place-name" }, name),
  isUnread(`slack:${id}`) && el("span", { class: "dot" }, el("span", { class: "for-readers" }, "new messages")));
  return {
    element: nav,
    show(channels, direct, current) {
      const focus = nav.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
      nav.replaceChildren(place(HOME, icon("home"), "Home", current), ...channels.map((channel) => place(channel.id, "#", channel.name, current)),
        ...(direct ? [place(direct, icon("chat"), "Doorstep", current)] : []));
      if (focus) nav.querySelector(`[data-testid="${CSS.escape(focus)}"]`)?.focus();
    },
  };
}
