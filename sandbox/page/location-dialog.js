/** Asks where the driver stands. */

import { el } from "./dom.js";

const PLACES = { Phoenix: [33.44838, -112.07404], Miami: [25.76168, -80.19179] };

/** Resolves to {latitude, longitude}, or null when the person changed their mind. */
export function askLocation() {
  const latitude = coordinate("Latitude", 90, PLACES.Phoenix[0]);
  const longitude = coordinate("Longitude", 180, PLACES.Phoenix[1]);
  const place = ([north, east]) => { latitude.input.value = north; longitude.input.value = east; };
  const dialog = el("dialog", { class: "small-dialog", "aria-label": "Send a location" },
    el("form", { method: "dialog" },
      el("h2", {}, "Send a location"),
      el("div", { class: "chips" }, Object.entries(PLACES).map(([name, point]) =>
        el("button", { type: "button", class: "chip", onclick: () => place(point) }, name))),
      latitude.label, longitude.label,
      el("div", { class: "dialog-buttons" },
        el("button", { type: "submit", value: "", formnovalidate: true, class: "button" }, "Cancel"),
        el("button", { type: "submit", value: "send", class: "button primary" }, "Send location"))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue === "send" ? { latitude: Number(latitude.input.value), longitude: Number(longitude.input.value) } : null);
  }));
}

function coordinate(name, limit, value) {
  const input = el("input", { type: "number", step: "any", min: -limit, max: limit, required: true, value: String(value) });
  return { input, label: el("label", { class: "field" }, el("span", {}, name), input) };
}
