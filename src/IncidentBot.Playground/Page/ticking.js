// Updates all countdowns of the page once a second, by the bot's clock.

import { h } from './dom.js';
import { now } from './store.js';
import { countdown, timeToTheSecond } from './words.js';

/** "in 4:05", and "now" when the time has come. A screen reader gets the time in place of the countdown. */
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
