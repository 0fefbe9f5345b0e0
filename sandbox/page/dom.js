/** Build DOM trees by hand: text is always a text node, so nothing anybody writes can become markup. */

const AS_PROPERTY = new Set(["value", "checked", "selected", "disabled", "multiple", "hidden"]);

/** An element with attributes, listeners (`onclick: …`) and children; null and false children are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  // A select takes its value only once its options are there.
  if (tag === "select" && attributes.value !== undefined) node.value = attributes.value;
  return node;
}

function set(node, name, value) {
  if (value === undefined || value === null) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (AS_PROPERTY.has(name)) node[name] = value;
  else if (value !== false) node.setAttribute(name, value === true ? "" : value);
}

/** The link target, or null when a click on it could do more than open a page, a mail or a call. */
export function safeUrl(url) {
  try {
    const { protocol, href } = url.startsWith("/") ? new URL(url, location.href) : new URL(url);
    return ["http:", "https:", "mailto:", "tel:", "tg:"].includes(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** A link that opens beside the page; plain text when the address is not safe to follow. */
export function link(url, ...label) {
  const href = safeUrl(url);
  if (href === null) return el("span", {}, ...label);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...label);
}
