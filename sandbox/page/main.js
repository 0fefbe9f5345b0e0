/** Puts the page together: the world and the log come in, three panes are drawn. */

import { sandboxClock } from "./clock.js";
import { el } from "./dom.js";
import { hint } from "./hint.js";
import { followLog } from "./log.js";
import { refusedDrawer } from "./refused.js";
import { slackPane } from "./slack.js";
import { emptySlack, foldSlack } from "./slack-state.js";
import { customerPane } from "./sms.js";
import { emptySms, foldSms } from "./sms-state.js";
import { tabBar } from "./tabs.js";
import { driverPane } from "./telegram.js";
import { emptyTelegram, foldTelegram } from "./telegram-state.js";
import { themeButton } from "./theme.js";

const NOBODY = { telegram_users: [], slack_users: [], slack_channels: [], slack_shortcuts: [], phones: [] };
const nothing = () => ({ telegram: emptyTelegram(), slack: emptySlack(), sms: emptySms(), refused: [] });
const FOLDS = { telegram: foldTelegram, slack: foldSlack, sms: foldSms };

const app = {
  world: NOBODY,
  state: nothing(),
  lastReplayed: 0,
  /** Whether an event came while the page was open rather than from before. */
  isLive: (id) => id > app.lastReplayed,
  isShown: (pane) => tabs.shows(pane),
  refresh,
};
const tabs = tabBar(refresh);
const clock = sandboxClock();
const refused = refusedDrawer();
const panes = { telegram: driverPane(app), slack: slackPane(app), sms: customerPane(app) };
const connection = el("p", { class: "connection", role: "status", hidden: true }, "The sandbox does not answer. Trying again…");

document.getElementById("bar").append(clock.element, refused.element, themeButton());
document.getElementById("below-bar").append(connection, hint((question) => {
  tabs.open("driver");
  panes.telegram.fill(question);
}), tabs.element);
document.getElementById("panes").append(...Object.values(panes).map((pane) => pane.element));

function fold(event) {
  FOLDS[event.service]?.(app.state[event.service], event);
  if (event.service === "refused" || event.service === "fault") app.state.refused.push(event);
}

let drawing = false;
/** Draw once for however many events came in together. */
function refresh() {
  if (drawing) return;
  drawing = true;
  setTimeout(() => {
    drawing = false;
    for (const pane of Object.values(panes)) pane.render();
    tabs.render();
    refused.show(app.state.refused);
  }, 0);
}

followLog({
  begin(world, events) {
    app.world = world;
    app.state = nothing();
    app.lastReplayed = events.at(-1)?.id ?? 0;
    events.forEach(fold);
    const { now, offset_seconds } = world.clock ?? { now: world.now, offset_seconds: 0 };
    clock.set(now, offset_seconds);
    connection.hidden = true;
    document.body.dataset.ready = "true";
    refresh();
  },
  apply(event) {
    fold(event);
    panes[event.service]?.noticed(event);
    if (event.service === "clock") clock.set(event.data.now, event.data.offset_seconds);
    refresh();
  },
  lost() {
    connection.hidden = false;
  },
});
refresh();
