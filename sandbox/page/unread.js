/** Which conversations got something new while nobody looked at them. */

const waiting = new Set();

/** Remember that something new came; a conversation is named e.g. "telegram:42", "slack:C01". */
export function markUnread(conversation) {
  waiting.add(conversation);
}

/** The conversation is on the screen now. */
export function markRead(conversation) {
  waiting.delete(conversation);
}

/** Whether this conversation has something new. */
export function isUnread(conversation) {
  return waiting.has(conversation);
}

/** Whether any conversation of a service ("telegram", "slack", "sms") has something new. */
export function anyUnread(service) {
  return [...waiting].some((conversation) => conversation.startsWith(`${service}:`));
}
