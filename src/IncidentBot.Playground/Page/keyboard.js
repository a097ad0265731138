// Keyboard shortcuts, the dialog that lists them, and the jump to a channel or person.

import { h } from './dom.js';
import { jump } from './jump.js';
import { openPlace } from './place.js';
import { state } from './store.js';

const Keys = [
  ['Ctrl K', 'Jump to a channel or switch to a person (⌘ K on a Mac)'],
  ['Alt ↑  Alt ↓', 'The channel above or below'],
  ['/', 'Start to type'],
  ['↑', 'In the empty composer: what you typed last'],
  ['Esc', 'Close a list, a box or the thread'],
  ['?', 'This list'],
];

/** Listens for the shortcuts. Returns a function that shows the list of them. */
export function listen() {
  const dialog = h('dialog', { class: 'keys', 'aria-labelledby': 'keys-title' },
    h('header', {}, h('h2', { id: 'keys-title' }, 'Keyboard shortcuts'),
      h('button', { type: 'button', class: 'quiet-button', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕')),
    h('dl', {}, Keys.map(([key, does]) => h('div', {}, h('dt', {}, key.split('  ').map((each) => h('kbd', {}, each))), h('dd', {}, does)))));
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  const help = () => { if (!dialog.open) dialog.showModal(); };

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]') || !state.workspace) return;
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); jump(); }
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) { event.preventDefault(); neighbour(event.key === 'ArrowDown' ? 1 : -1); }
    else if (event.key === '?' && !typing) { event.preventDefault(); help(); }
    else if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.querySelector('#conversation textarea')?.focus();
    }
  });
  return help;
}

function neighbour(step) {
  const places = [...document.querySelectorAll('#sidebar :is(section > ul, .more[open]) a.place')].map((link) => link.hash.slice(1));
  const at = places.indexOf(state.open);
  if (places.length) openPlace(places[(at + step + places.length) % places.length]);
}
