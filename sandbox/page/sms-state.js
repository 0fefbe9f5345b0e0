/** What the customers' phones hold: a fold over the log's SMS events. Inbound is from customer to company. */

/** No texts yet. */
export function emptySms() {
  return { messages: new Map(), phones: new Map(), optedOut: new Set() };
}

/** The other end of a text, seen from the company. */
export function customerOf(message) {
  return message.direction === "inbound" ? message.from : message.to;
}

/** Take in one event. */
export function foldSms(state, event) {
  const { sid } = event.data;
  if (event.kind === "opted_out") state.optedOut.add(event.data.number);
  else if (event.kind === "opted_in") state.optedOut.delete(event.data.number);
  else if (event.kind === "message") {
    const message = { ...event.data, at: new Date(event.at) };
    state.messages.set(sid, message);
    state.phones.set(customerOf(message), true);
  } else if (event.kind === "status" && state.messages.has(sid)) {
    const { status, error_code } = event.data;
    state.messages.set(sid, { ...state.messages.get(sid), status, error_code });
  }
}
