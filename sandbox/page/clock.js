/** The make-believe clock, which the bot goes by too; it can be put forward. */

import { setAgo } from "./ago.js";
import { ask } from "./door.js";
import { el } from "./dom.js";

const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });
const STEPS = [["+1 min", 60], ["+10 min", 600], ["+1 h", 3600]];

/** The clock's box and `set(now, offsetSeconds)`. */
export function sandboxClock() {
  const day = el("span", { class: "clock-day" });
  const time = el("span", {});
  const face = el("time", { class: "clock-face", "data-testid": "clock" }, day, " ", time);
  const ahead = el("span", { class: "clock-ahead", hidden: true });
  let difference = 0;
  const tick = () => {
    const now = new Date(Date.now() + difference);
    face.dateTime = now.toISOString();
    day.textContent = DAY.format(now);
    time.textContent = TIME.format(now);
    setAgo(difference);
  };
  setInterval(tick, 1000);
  tick();
  return {
    element: el("div", { class: "clock", role: "group", "aria-label": "Sandbox clock" },
      el("span", { class: "clock-time" }, face, el("abbr", { title: "The sandbox's clock, in UTC" }, "UTC"), ahead),
      el("span", { class: "clock-steps" }, STEPS.map(step))),
    set(now, offsetSeconds) {
      difference = Date.parse(now) - Date.now();
      ahead.hidden = !offsetSeconds || Math.abs(offsetSeconds) < 1;
      ahead.textContent = ahead.hidden ? "" : inWords(offsetSeconds);
      tick();
    },
  };
}

function step([label, seconds]) {
  return el("button", { type: "button", class: "chip", title: "Put the clock forward, for the bot too", "data-testid": `clock-${seconds}`,
    onclick: () => ask("clock.advance", { seconds }) }, label);
}

function inWords(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [[Math.floor(minutes / 1440), "d"], [Math.floor(minutes / 60) % 24, "h"], [minutes % 60, "min"]]
    .filter(([amount]) => amount).map(([amount, unit]) => `${amount} ${unit}`);
  return `${parts.join(" ") || "less than 1 min"} ${seconds > 0 ? "ahead" : "behind"}`;
}
