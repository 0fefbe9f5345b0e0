/** Links to a message: they lead to it within this page, as Slack's own windows do. */

const TO_A_MESSAGE = /^https:\/\/(?:[\w-]+\.)?slack\.com\/archives\/(\w+)\/p(\d+)(\d{6})$/;

/** Follow such links inside `element`; `go(channel, ts)` shows the message. */
export function followMessageLinks(element, go) {
  element.addEventListener("click", (event) => {
    const found = TO_A_MESSAGE.exec(event.target.closest("a")?.href ?? "");
    if (!found) return;
    event.preventDefault();
    const [, channel, seconds, rest] = found;
    go(channel, `${seconds}.${rest}`);
  });
}
