// A person's avatar: initials on a constant colour. The bot has its own.

import { h } from './dom.js';

const Colours = 8;

export function avatar(person, size = '') {
  if (person?.kind === 'bot') return h('img', { class: `avatar avatar--bot ${size}`, src: '/page/mark.svg', alt: '' });
  const name = person?.realName || person?.name || '?';
  const initials = name.split(/[\s._-]+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join('');
  return h('span', { class: `avatar avatar--${hue(person?.id ?? name)} ${size}`, 'aria-hidden': 'true' }, initials);
}

/** FNV-1a: IDs that differ in one or two letters get different colours too. */
const hue = (text) => ([...text].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 16_777_619), 2_166_136_261) >>> 0) % Colours;
