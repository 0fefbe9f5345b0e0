/** Files in Slack messages. The sandbox gives their bytes to people through the control door alone. */

import { ask, base64 } from "./door.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";

const fetched = new Map();

/** A picture, or a card that saves the file. */
export function slackFile(file) {
  const name = file.title || file.name || "File";
  if (file.mimetype?.startsWith("image/")) {
    const picture = el("img", { class: "picture", alt: name });
    bytesOf(file.id).then((url) => { if (url) picture.src = url; });
    return picture;
  }
  const save = async () => {
    const url = await bytesOf(file.id);
    if (url) el("a", { href: url, download: file.name ?? name }).click();
  };
  return el("button", { type: "button", class: "link card-line", onclick: save }, icon("file"), name);
}

/** What slack.say takes for a chosen file. */
export async function fileToSend(file) {
  return { name: file.name, data: await base64(file), ...(file.type ? { mimetype: file.type } : {}) };
}

function bytesOf(id) {
  if (!fetched.has(id)) fetched.set(id, load(id));
  return fetched.get(id);
}

async function load(id) {
  const file = await ask("slack.file", { id });
  if (!file) return null;
  const bytes = Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0));
  return URL.createObjectURL(new Blob([bytes], { type: file.mimetype }));
}
