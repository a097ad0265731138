// Everything on the page that counts down moves here, once a second, by the bot's clock.

import { h } from './dom.js';
import { now } from './store.js';
import { countdown, timeToTheSecond } from './words.js';

/** "in 4:05", and "now" once the moment has come. A screen reader gets the moment instead of the ticking. */
export function due(at) {
  const moving = h('span', { class: 'due-moving', 'aria-hidden': 'true', 'data-due': String(at) }, words(at));
  return h('span', { class: 'due' }, moving, h('span', { class: 'hidden-text' }, `at ${timeToTheSecond(at)}`));
}

export function tick() {
  for (const element of document.querySelectorAll('[data-due]')) {
    const text = words(Number(element.dataset.due));
    if (element.textContent !== text) element.textContent = text;
  }
}

const words = (at) => (at > now() ? `in ${countdown(at - now())}` : 'now');
