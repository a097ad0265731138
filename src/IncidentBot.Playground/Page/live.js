// The live stream: one EventSource at a time, for one person and one channel. It reports when the playground stops responding.

const Patience = 1500;
const Again = 3000;

let source = null;
let wanted = null;
let silence = null;
let retry = null;

/** Follows `person`'s view of `channel`; either may be null. Does nothing when it already follows them. */
export function follow(person, channel, heard) {
  const address = `/api/live?${new URLSearchParams([...(person ? [['as', person]] : []), ...(channel ? [['channel', channel]] : [])])}`;
  if (address === wanted) return;
  wanted = address;
  open(address, heard);
}

function open(address, heard) {
  source?.close();
  clearTimeout(retry);
  const mine = source = new EventSource(address);
  mine.onopen = () => back(heard);
  mine.addEventListener('workspace', (event) => heard.workspace(JSON.parse(event.data)));
  mine.addEventListener('machine', (event) => heard.machine(JSON.parse(event.data)));
  mine.onerror = () => {
    silence ??= setTimeout(() => heard.gone(true), Patience);
    if (mine !== source || mine.readyState !== EventSource.CLOSED) return;
    // A refusal ends an EventSource permanently. The person or channel may belong to an earlier run, so it reconnects without them.
    retry = setTimeout(() => { heard.refused(); open(wanted, heard); }, Again);
  };
}

function back(heard) {
  clearTimeout(silence);
  silence = null;
  heard.gone(false);
}
