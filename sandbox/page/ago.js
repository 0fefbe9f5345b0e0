/** How long ago something was, by the sandbox's clock, kept true while it is looked at. */

import { el } from "./dom.js";

const STEPS = [[86400, "day"], [3600, "hour"], [60, "minute"]];
let difference = 0;

/** Follow the sandbox's clock, which is this many milliseconds ahead of the browser's. */
export function setAgo(milliseconds) {
  difference = milliseconds;
  for (const node of document.querySelectorAll("[data-ago]")) node.textContent = inWords(Number(node.dataset.ago));
}

/** An element that says how long ago a moment was, given in seconds since 1970. */
export function ago(seconds) {
  const moment = new Date(seconds * 1000);
  return el("time", { "data-ago": seconds, datetime: moment.toISOString(), title: moment.toUTCString() }, inWords(seconds));
}

function inWords(seconds) {
  const passed = (Date.now() + difference) / 1000 - seconds;
  const [length, unit] = STEPS.find(([step]) => passed >= step) ?? [1, null];
  if (!unit) return "just now";
  const count = Math.floor(passed / length);
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
