/** Times as the page shows them: the sandbox's clock, in UTC. */

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const FULL = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });

/** A small time beside a message: "14:05", the whole date as a tooltip. */
export function timeLabel(date) {
  const label = document.createElement("time");
  label.dateTime = date.toISOString();
  label.title = `${FULL.format(date)} UTC`;
  label.textContent = CLOCK.format(date);
  return label;
}

/** Unix seconds (Telegram's `date`, Slack's `ts`) as a Date; `otherwise` when they are not a number. */
export function fromSeconds(seconds, otherwise) {
  const milliseconds = Number(seconds) * 1000;
  return Number.isFinite(milliseconds) && milliseconds > 0 ? new Date(milliseconds) : otherwise;
}
