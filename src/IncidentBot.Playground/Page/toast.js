// Short temporary messages. They are above open dialogs, and a screen reader announces them without losing its place.

import { h } from './dom.js';

const Stay = 6000;

/** Shows `text`. `kind` is 'note' or 'problem'; a problem stays until it is dismissed or its longer timeout ends. */
export function toast(text, kind = 'note') {
  const place = document.getElementById('toasts');
  const away = () => { shown.remove(); if (!place.children.length && place.matches(':popover-open')) place.hidePopover(); };
  const shown = h('div', { class: `toast toast--${kind}` },
    h('span', {}, text),
    h('button', { type: 'button', class: 'quiet-button', 'aria-label': 'Dismiss', onclick: away }, '✕'));
  place.popover = 'manual';
  if (place.matches(':popover-open')) place.hidePopover();
  place.append(shown);
  place.showPopover();
  while (place.children.length > 3) place.firstChild.remove();
  setTimeout(away, kind === 'problem' ? Stay * 2 : Stay);
}
