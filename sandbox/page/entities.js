/** Telegram message text with its entities, as DOM nodes. Offsets count UTF-16 units, as strings here do. */

import { el, link } from "./dom.js";

const DRAW = {
  bold: (entity, inner) => el("b", {}, inner),
  italic: (entity, inner) => el("i", {}, inner),
  underline: (entity, inner) => el("u", {}, inner),
  strikethrough: (entity, inner) => el("s", {}, inner),
  spoiler: (entity, inner) => el("span", { class: "spoiler", tabindex: "0" }, inner),
  code: (entity, inner) => el("code", {}, inner),
  pre: (entity, inner) => el("pre", {}, inner),
  blockquote: (entity, inner) => el("blockquote", {}, inner),
  expandable_blockquote: (entity, inner) => el("blockquote", {}, inner),
  text_link: (entity, inner) => link(entity.url, inner),
  url: (entity, inner, text) => link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, inner),
  email: (entity, inner, text) => link(`mailto:${text}`, inner),
  phone_number: (entity, inner, text) => link(`tel:${text.replace(/[^+\d]/g, "")}`, inner),
  bot_command: (entity, inner, text, onCommand) =>
    el("button", { type: "button", class: "link", onclick: () => onCommand(text) }, inner),
};

/** The nodes for a text; `onCommand(text)` is what a tap on a /command does. */
export function richText(text, entities = [], onCommand = () => {}) {
  // Of two that start together the longer one is the outer one.
  const ordered = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return between(text, ordered, 0, text.length, onCommand);
}

function between(text, entities, start, end, onCommand) {
  const nodes = [];
  let position = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < position || entity.offset >= end) continue;
    if (entity.offset > position) nodes.push(text.slice(position, entity.offset));
    const inner = between(text, entities.slice(index + 1), entity.offset, stop, onCommand);
    const draw = DRAW[entity.type];
    nodes.push(...(draw ? [draw(entity, inner, text.slice(entity.offset, stop), onCommand)] : inner));
    position = stop;
  }
  if (position < end) nodes.push(text.slice(position, end));
  return nodes;
}
