// Faces: initials on a colour that stays with a person, and the bot's own mark.

import { h } from '../dom.js';

const colours = 8;

/** What a person is called on the page. */
export const nameOf = (person) => person?.realName || person?.name || 'Somebody';

/** A person's picture; decoration only, the name stands beside it. */
export function avatar(person, look = '') {
  if (person?.kind === 'bot') return h('img', { class: `s-avatar s-avatar-bot ${look}`, src: '/page/mark.svg', alt: '' });
  return h('span', { class: `s-avatar s-avatar-${colourOf(person?.id ?? '')} ${look}`, 'aria-hidden': 'true' }, initials(nameOf(person)));
}

function initials(name) {
  const parts = name.split(/[\s._-]+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : ''].map((part) => [...(part ?? '')][0] ?? '').join('').toUpperCase();
}

/** Steady and evenly spread also for ids that differ in one letter only. */
function colourOf(id) {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return sum % colours;
}
