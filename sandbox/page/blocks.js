/** Block Kit as DOM nodes. What a person does with an element goes to the surface (a message, a modal, the Home tab). */

import { textNodes, unsupported } from "./block-text.js";
import { drawElement } from "./block-elements.js";
import { el } from "./dom.js";
import { richTextBlock } from "./rich-text.js";

/**
 * The nodes for a list of blocks. `surface` is {names, users, channels, act(block, element, done), value(block, element),
 * keep(block, element, value), problem(block)}.
 */
export function drawBlocks(blocks, surface) {
  return blocks.map((block) => {
    const draw = BLOCKS[block.type];
    const node = draw ? draw(block, surface) : unsupported("block", block.type);
    if (block.block_id) node.dataset.blockId = block.block_id;
    return node;
  });
}

const BLOCKS = {
  header: (block, { names }) => el("h3", { class: "block-header" }, textNodes(block.text, names)),
  divider: () => el("hr", { class: "block-divider" }),
  section,
  context: (block, { names }) => el("div", { class: "block-context" }, block.elements.map((part) =>
    (part.type === "image" ? image(part, "context-image") : el("span", {}, textNodes(part, names))))),
  actions: (block, surface) => el("div", { class: "block-actions" }, block.elements.map((part) => drawElement(part, block, surface))),
  context_actions: (block, surface) => el("div", { class: "block-actions" }, block.elements.map((part) => drawElement(part, block, surface))),
  image: (block, { names }) => el("figure", { class: "block-image" },
    block.title && el("figcaption", {}, textNodes(block.title, names)), image(block, "picture")),
  input,
  rich_text: (block, { names }) => richTextBlock(block, names),
  markdown: (block) => el("div", { class: "block-section" }, el("div", { class: "section-text" }, block.text)),
};

function section(block, surface) {
  return el("div", { class: "block-section" },
    el("div", { class: "section-text" }, textNodes(block.text, surface.names),
      block.fields && el("div", { class: "section-fields" }, block.fields.map((field) => el("div", {}, textNodes(field, surface.names))))),
    block.accessory && el("div", { class: "section-accessory" },
      block.accessory.type === "image" ? image(block.accessory, "accessory-image") : drawElement(block.accessory, block, surface)));
}

function image(part, className) {
  const source = part.image_url ?? part.slack_file?.url;
  return el("img", { class: className, src: source, alt: part.alt_text ?? "", loading: "lazy" });
}

function input(block, surface) {
  const grouped = ["radio_buttons", "checkboxes"].includes(block.element.type);
  const label = [textNodes(block.label, surface.names), block.optional && el("small", {}, " (optional)")];
  const problem = surface.problem(block);
  const control = drawElement(block.element, block, surface);
  if (control.tagName === "SELECT") control.removeAttribute("aria-label"); // the question above it is its name
  return el("div", { class: problem ? "block-input has-problem" : "block-input" },
    el(grouped ? "fieldset" : "label", { class: "field" },
      el(grouped ? "legend" : "span", {}, label), control),
    problem && el("p", { class: "problem", role: "alert" }, problem),
    block.hint && el("p", { class: "hint" }, textNodes(block.hint, surface.names)));
}
