// The data of the page, in one object. `change` updates it; `watch` subscribes to updates.

/** The initial person: she notices the problem, so the tour starts with her. */
const First = 'U0MAYA001';

const watchers = [];
let asked = false;

export const state = {
  workspace: null,      // the workspace as the present person sees it, from the server
  machine: null,        // the machine: the bot, Slack's API, the outbox, the tour
  ahead: 0,             // the lead of the bot's clock over this machine's, in milliseconds
  person: remembered('person') ?? First,
  open: null,           // a channel's ID, or 'home'
  thread: null,         // the ts of the thread open beside the conversation
  newLine: null,        // {channel, ts}: the first unread message when the channel was opened
  target: null,         // {channel, ts}: a message to scroll to when it is rendered
  panel: remembered('panel') ?? 'tour',
  panelOpen: remembered('panelOpen') !== 'no',
  pane: 'chat',         // the part that a phone shows
  gone: false,          // the playground does not respond
};

/** Stores the changes and renders all parts once, after the current work. */
export function change(patch) {
  Object.assign(state, patch);
  if (asked) return;
  asked = true;
  queueMicrotask(draw);
}

export function watch(render) {
  watchers.push(render);
}

/** The present time of the bot's clock, in milliseconds. */
export function now() {
  return Date.now() + state.ahead;
}

export function remember(name, value) {
  try { localStorage.setItem(`playground.${name}`, value); } catch { /* a private window may refuse; then nothing is stored */ }
}

export function remembered(name) {
  try { return localStorage.getItem(`playground.${name}`); } catch { return null; }
}

function draw() {
  asked = false;
  for (const render of watchers) render(state);
}

/** Deletes the remembered person and place, which the playground does not know. */
export function startOver() {
  change({ person: First, open: null, thread: null });
}
