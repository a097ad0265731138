// Sends clicks to the bot. A clicked control is busy until the response, and shows a failure beside itself.

import { h } from '../dom.js';
import { icon } from './icons.js';

/** By surface, block and action: "waiting", or the text of a failure. It outlives the nodes, which are rendered again after each change. */
const clicks = new Map();

const keyOf = (surface, block, element) => `${surface.key}/${block.block_id}/${element.action_id}`;

/** Makes a control show the outcome of its last click. The wrapper contains the control and the text beside it. */
export function followed(control, surface, block, element) {
  const place = h('span', { class: 's-control', 'data-click': keyOf(surface, block, element) }, control,
    h('span', { class: 's-click-trouble', role: 'status' }));
  show(place);
  return place;
}

/** Sends a click; a second one during the wait is ignored. `choice` has the selected strings, none for a button. */
export async function click(surface, block, element, choice = null) {
  const key = keyOf(surface, block, element);
  if (clicks.get(key) === 'waiting') return;
  set(key, 'waiting');
  try {
    await surface.beforeClick?.();
    const answer = await surface.ctx.act('click',
      { ...surface.at, blockId: block.block_id, actionId: element.action_id, ...(choice === null ? {} : { choice: choice.join('\n') }) });
    set(key, answer?.failure ? wordsFor(answer.failure) : answer ? null : 'Did not work');
  } catch {
    set(key, 'Did not reach the playground');
  }
}

function wordsFor(failure) {
  if (/timeout/.test(failure)) return 'The bot did not answer in time';
  return /refused|unreach|dispatch/.test(failure) ? 'The bot could not be reached' : `The bot failed (${failure})`;
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
