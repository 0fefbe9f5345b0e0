/** Block Kit's interactive elements. */

import { textString, unsupported } from "./block-text.js";
import { confirmed } from "./confirm.js";
import { el, safeUrl } from "./dom.js";
import { menuButton } from "./menu.js";

/** The control for one element of a block. */
export function drawElement(element, block, surface) {
  const draw = ELEMENTS[element.type];
  if (!draw) return unsupported("element", element.type);
  const control = draw(element, block, surface);
  control.dataset.actionId = element.action_id;
  return control;
}

const ELEMENTS = {
  button,
  overflow,
  workflow_button: button,
  static_select: (element, block, surface) => select(element, block, surface, optionsOf(element), "initial_option"),
  users_select: (element, block, surface) => select(element, block, surface, surface.users, "initial_user"),
  channels_select: (element, block, surface) => select(element, block, surface, surface.channels, "initial_channel"),
  conversations_select: (element, block, surface) => select(element, block, surface, surface.channels, "initial_conversation"),
  multi_static_select: (element, block, surface) => select(element, block, surface, optionsOf(element), "initial_options", true),
  multi_users_select: (element, block, surface) => select(element, block, surface, surface.users, "initial_users", true),
  radio_buttons: (element, block, surface) => choices(element, block, surface, "radio"),
  checkboxes: (element, block, surface) => choices(element, block, surface, "checkbox"),
  plain_text_input: writing,
  email_text_input: writing,
  url_text_input: writing,
  number_input: writing,
  datepicker: (element, block, surface) => picker(element, block, surface, "date", "initial_date"),
  timepicker: (element, block, surface) => picker(element, block, surface, "time", "initial_time"),
};

function button(element, block, surface) {
  const press = async () => {
    if (!(await confirmed(element.confirm))) return;
    const url = element.url && safeUrl(element.url);
    if (url) window.open(url, "_blank", "noopener");
    surface.act(block, element, { value: element.value });
  };
  return el("button", { type: "button", class: `button ${element.style ?? ""}`, "data-focus": element.action_id,
    "aria-label": element.accessibility_label, onclick: press }, textString(element.text), element.url && " ↗");
}

function overflow(element, block, surface) {
  const items = element.options.map((option) => ({
    label: textString(option.text),
    detail: option.description && textString(option.description),
    async choose() {
      if (!(await confirmed(element.confirm))) return;
      const url = option.url && safeUrl(option.url);
      if (url) window.open(url, "_blank", "noopener");
      surface.act(block, element, { selected: option.value });
    },
  }));
  return menuButton({ label: "More actions", items, attributes: { "data-focus": element.action_id, class: "icon-button outlined" } });
}

function optionsOf(element) {
  const option = (one) => ({ value: one.value, label: textString(one.text) });
  if (!element.option_groups) return (element.options ?? []).map(option);
  return element.option_groups.map((group) => ({ group: textString(group.label), options: group.options.map(option) }));
}

function start(element, block, surface, initial) {
  const kept = surface.value(block, element);
  if (kept !== undefined) return kept;
  const first = element[initial];
  const value = Array.isArray(first) ? first.map((one) => one.value ?? one) : first?.value ?? first ?? null;
  surface.keep(block, element, value);
  return value;
}

function select(element, block, surface, options, initial, multiple = false) {
  let value = start(element, block, surface, initial);
  const isChosen = (option) => (multiple ? (value ?? []).includes(option.value) : option.value === value);
  const draw = (option) => (option.group ? el("optgroup", { label: option.group }, option.options.map(draw))
    : el("option", { value: option.value, selected: isChosen(option) }, option.label));
  const control = el("select", { multiple, "data-focus": element.action_id, "aria-label": textString(element.placeholder) || null },
    !multiple && el("option", { value: "", selected: value === null }, textString(element.placeholder) || "Choose"), options.map(draw));
  control.addEventListener("change", async () => {
    const chosen = multiple ? [...control.selectedOptions].map((option) => option.value) : control.value || null;
    if (!multiple && chosen !== null && !(await confirmed(element.confirm))) {
      control.value = value ?? "";
      return;
    }
    value = chosen;
    surface.keep(block, element, value);
    if (value !== null) acted(element, block, surface, value);
  });
  return control;
}

function choices(element, block, surface, type) {
  const radio = type === "radio";
  const value = start(element, block, surface, radio ? "initial_option" : "initial_options");
  const isChosen = (option) => (radio ? value === option.value : (value ?? []).includes(option.value));
  const name = `${block.block_id}/${element.action_id}`;
  const group = el("div", { class: "choices", role: radio ? "radiogroup" : "group" }, element.options.map((option) =>
    el("label", { class: "choice" }, el("input", { type, name, value: option.value, checked: isChosen(option) }),
      el("span", {}, textString(option.text), option.description && el("small", {}, textString(option.description))))));
  group.addEventListener("change", () => {
    const marked = [...group.querySelectorAll("input:checked")].map((input) => input.value);
    const now = radio ? marked[0] ?? null : marked;
    surface.keep(block, element, now);
    acted(element, block, surface, now);
  });
  return group;
}

function writing(element, block, surface) {
  const value = start(element, block, surface, "initial_value") ?? "";
  const kind = { email_text_input: "email", url_text_input: "url", number_input: "number" }[element.type] ?? "text";
  const attributes = { placeholder: textString(element.placeholder) || null, maxlength: element.max_length, autofocus: element.focus_on_load,
    "data-focus": element.action_id };
  const control = element.multiline ? el("textarea", { ...attributes, rows: "4", value })
    : el("input", { ...attributes, type: kind, step: element.is_decimal_allowed ? "any" : null, value });
  control.addEventListener("input", () => surface.keep(block, element, control.value || null));
  return control;
}

function picker(element, block, surface, type, initial) {
  const control = el("input", { type, value: start(element, block, surface, initial) ?? "", "data-focus": element.action_id });
  control.addEventListener("change", () => {
    surface.keep(block, element, control.value || null);
    if (control.value) acted(element, block, surface, control.value);
  });
  return control;
}

/** An input tells nobody before the modal is sent, unless it is asked to. */
function acted(element, block, surface, selected) {
  if (block.type !== "input" || block.dispatch_action) surface.act(block, element, { selected });
}
