/** Light or dark: as the system says, until somebody says otherwise. */

import { el } from "./dom.js";
import { icon } from "./icons.js";

const KEY = "doorstep-sandbox-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** The button that turns the theme over. */
export function themeButton() {
  const button = el("button", { type: "button", class: "icon-button", "data-testid": "theme" });
  const show = () => {
    const own = localStorage.getItem(KEY);
    if (own) document.documentElement.dataset.theme = own;
    const dark = own ? own === "dark" : system.matches;
    button.replaceChildren(icon(dark ? "sun" : "moon"));
    button.setAttribute("aria-label", dark ? "Light theme" : "Dark theme");
    button.title = button.getAttribute("aria-label");
    button.onclick = () => {
      localStorage.setItem(KEY, dark ? "light" : "dark");
      show();
    };
  };
  system.addEventListener("change", show);
  show();
  return button;
}
