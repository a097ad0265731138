// What the page knows, in one object. Whoever changes it says so with `change`; whoever shows it has asked for `watch`.

/** Whose eyes the page opens with: she notices that something is wrong, so the tour begins with her. */
const First = 'U0MAYA001';

const watchers = [];
let asked = false;

export const state = {
  workspace: null,      // what the chosen person sees, as the server sent it last
  machine: null,        // what goes on behind it: the bot, Slack's API, the outbox, the tour
  ahead: 0,             // how far the bot's clock is ahead of this machine's, in milliseconds
  person: remembered('person') ?? First,
  open: null,           // a channel's id, or 'home'
  thread: null,         // the ts whose thread stands open beside the conversation
  newLine: null,        // {channel, ts}: where the unread messages began when the channel was opened
  target: null,         // {channel, ts}: a message to scroll to once it is there
  panel: remembered('panel') ?? 'tour',
  panelOpen: remembered('panelOpen') !== 'no',
  pane: 'chat',         // which part a phone shows
  gone: false,          // the playground itself does not answer
};

/** Takes over what changed and lets everybody draw once, after the current work. */
export function change(patch) {
  Object.assign(state, patch);
  if (asked) return;
  asked = true;
  queueMicrotask(draw);
}

export function watch(render) {
  watchers.push(render);
}

/** Milliseconds of the bot's clock, moving. */
export function now() {
  return Date.now() + state.ahead;
}

export function remember(name, value) {
  try { localStorage.setItem(`playground.${name}`, value); } catch { /* private windows may refuse; then nothing is remembered */ }
}

export function remembered(name) {
  try { return localStorage.getItem(`playground.${name}`); } catch { return null; }
}

function draw() {
  asked = false;
  for (const render of watchers) render(state);
}

/** Forgets who and where one was: the playground knows neither. */
export function startOver() {
  change({ person: First, open: null, thread: null });
}
