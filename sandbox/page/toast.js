/** Short notices that go away by themselves. */

import { el } from "./dom.js";

const SHOWN_FOR = 6000;

/** Show a notice; kind "problem" is red and announced at once. */
export function toast(text, kind = "notice") {
  const box = document.getElementById("toasts");
  const notice = el("div", { class: `toast ${kind}`, role: kind === "problem" ? "alert" : "status" }, text);
  notice.addEventListener("click", () => notice.remove());
  box.append(notice);
  // Above an open modal only what entered the top layer later is seen.
  box.hidePopover?.();
  box.showPopover?.();
  setTimeout(() => {
    notice.remove();
    if (!box.childElementCount) box.hidePopover?.();
  }, SHOWN_FOR);
}
