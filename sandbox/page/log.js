/** The sandbox's event log: the page is a fold over it, first over what was, then over what comes. */

const PAUSE_BEFORE_RETRY = 1000;

/**
 * Follow the log for ever. Each connection starts with `begin(world, events)`, everything from the first
 * event on, so that a restarted sandbox leaves nothing of its predecessor on the page; then `apply(event)`.
 */
export function followLog({ begin, apply, lost }) {
  const again = () => {
    lost();
    setTimeout(connect, PAUSE_BEFORE_RETRY);
  };
  const connect = async () => {
    let events;
    try {
      events = await read("/_/log");
      begin(await read("/_/world"), events);
    } catch (error) {
      console.warn("The sandbox cannot be read, trying again.", error);
      again();
      return;
    }
    const source = new EventSource(`/_/events?after=${events.at(-1)?.id ?? 0}`);
    source.onmessage = (message) => apply(JSON.parse(message.data));
    source.onerror = () => {
      source.close();
      again();
    };
  };
  connect();
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`GET ${address} answered ${response.status}`);
  return response.json();
}
