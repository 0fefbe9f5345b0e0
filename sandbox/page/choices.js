/** Who and what is chosen in this browser tab; kept through a reload, different in every tab. */

const KEY = "doorstep-sandbox";
const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");

/** The choice under this name, or `otherwise` when nothing (or nothing among `known`) was chosen. */
export function chosen(name, otherwise, known = null) {
  const value = kept[name];
  return value === undefined || (known && !known.includes(value)) ? otherwise : value;
}

/** Choose; null takes the choice back. */
export function choose(name, value) {
  if (value === null) delete kept[name];
  else kept[name] = value;
  sessionStorage.setItem(KEY, JSON.stringify(kept));
}
