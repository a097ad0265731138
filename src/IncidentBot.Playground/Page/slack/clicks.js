// Clicks on their way to the bot: what was pressed is busy until the answer, and says so beside itself when none came.

import { h } from '../dom.js';
import { icon } from './icons.js';

/** By surface, block and action: "waiting", or the words of a failure. It outlives the nodes, which are drawn anew with every change. */
const clicks = new Map();

const keyOf = (surface, block, element) => `${surface.key}/${block.block_id}/${element.action_id}`;

/** Makes a control show what became of its last click. The place holds the control and the words beside it. */
export function followed(control, surface, block, element) {
  const place = h('span', { class: 's-control', 'data-click': keyOf(surface, block, element) }, control, h('span', { class: 's-click-trouble', role: 'status' }));
  show(place);
  return place;
}

/** Sends a click; a second one while the first waits is not sent. `choice` holds the strings chosen, none for a button. */
export async function click(surface, block, element, choice = null) {
  const key = keyOf(surface, block, element);
  if (clicks.get(key) === 'waiting') return;
  set(key, 'waiting');
  try {
    await surface.beforeClick?.();
    const answer = await surface.ctx.act('click', { ...surface.at, blockId: block.block_id, actionId: element.action_id, ...(choice === null ? {} : { choice: choice.join('\n') }) });
    set(key, answer?.failure ? wordsFor(answer.failure) : answer ? null : 'Did not work');
  } catch {
    set(key, 'Did not reach the playground');
  }
}

function wordsFor(failure) {
  return /timeout/.test(failure) ? 'The bot did not answer in time' : /refused|unreach|dispatch/.test(failure) ? 'The bot could not be reached' : `The bot failed (${failure})`;
}

function set(key, what) {
  if (what === null) clicks.delete(key);
  else clicks.set(key, what);
  for (const place of document.querySelectorAll('[data-click]')) if (place.dataset.click === key) show(place);
}

function show(place) {
  const what = clicks.get(place.dataset.click) ?? null;
  const isWaiting = what === 'waiting';
  place.classList.toggle('is-waiting', isWaiting);
  for (const control of place.querySelectorAll('button, input')) {
    if (isWaiting) control.setAttribute('aria-busy', 'true');
    else control.removeAttribute('aria-busy');
  }
  place.lastElementChild.replaceChildren(...(what && !isWaiting ? [icon('warning'), what] : []));
}
