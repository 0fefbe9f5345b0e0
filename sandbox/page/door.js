/** The control door: what a person does on the page goes to the sandbox through POST /_/VERB. */

import { toast } from "./toast.js";

/** Ask for a verb; the answer, or null after telling the person why it was refused. */
export async function ask(verb, body) {
  try {
    const response = await fetch(`/_/${verb}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    toast(answer.error ?? `The sandbox answered ${response.status} to ${verb}.`, "problem");
  } catch {
    toast("The sandbox does not answer. Is it still running?", "problem");
  }
  return null;
}

/** A chosen file's bytes in base64, as the control door takes them. */
export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces = [];
  for (let start = 0; start < bytes.length; start += 0x8000) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  }
  return btoa(pieces.join(""));
}
