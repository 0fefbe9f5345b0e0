/** Slack's <!date^SECONDS^{date} at {time}|otherwise>, in UTC like every time on this page. */

import { ago } from "./ago.js";
import { el, link } from "./dom.js";

const UTC = { timeZone: "UTC" };
const TOKENS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { dateStyle: "long" },
  date_short: { month: "short", day: "numeric", year: "numeric" },
  date_long: { dateStyle: "full" },
  date_pretty: { dateStyle: "long" },
  date_short_pretty: { month: "short", day: "numeric", year: "numeric" },
  date_long_pretty: { dateStyle: "full" },
  time: { hour: "2-digit", minute: "2-digit", hour12: false },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false },
};

/** The drawn date; the text given for older clients when the date cannot be read. */
export function slackDate(target, otherwise) {
  const [, seconds, format = "", url] = target.split("^");
  const moment = new Date(Number(seconds) * 1000);
  if (Number.isNaN(moment.getTime())) return el("span", {}, otherwise ?? target);
  if (format === "{ago}") return ago(Number(seconds));
  const text = format.replace(/\{(\w+)\}/g, (whole, token) =>
    (TOKENS[token] ? new Intl.DateTimeFormat("en-US", { ...TOKENS[token], ...UTC }).format(moment) : whole));
  return url ? link(url, text) : el("time", { datetime: moment.toISOString(), title: "UTC" }, text);
}
