// A menu of actions (role=menu): the overflow element, and further actions for a message.

import { h } from '../dom.js';
import { icon } from './icons.js';
import { around, close, hang, isOpen, open } from './popup.js';

/** A button that opens the menu. `items()` returns { label: node or text, note?, address?, onclick }. */
export function actionMenu({ label, items, look = 's-icon-button', align = 'end', attributes = {} }) {
  const trigger = h('button', { class: look, type: 'button', 'aria-label': label, title: label, 'aria-haspopup': 'menu', ...attributes }, icon('more'));
  const panel = h('div', { class: 's-action-menu', role: 'menu', 'aria-label': label });
  const rows = () => [...panel.querySelectorAll('[role=menuitem]')];
  let wasByKey = false;

  hang(trigger, panel, {
    align,
    onopen: () => {
      panel.replaceChildren(...items().map((item) => row(item, () => { close(panel); trigger.focus(); })));
      setTimeout(() => rows()[0]?.focus({ focusVisible: wasByKey }));
    },
    onclose: () => { wasByKey = false; },
  });
  trigger.addEventListener('keydown', (event) => {
    wasByKey = true;
    if (event.key !== 'ArrowDown' || isOpen(panel)) return;
    event.preventDefault();
    event.stopPropagation();
    open(panel);
  });
  panel.addEventListener('keydown', (event) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    event.stopPropagation();
    if (event.key === 'Tab') return close(panel);
    const typed = event.key.toLowerCase();
    const isLetter = event.key.length === 1 && event.key !== ' ';
    const begins = isLetter ? all.find((one, index) => index > at && one.textContent.toLowerCase().startsWith(typed)) : null;
    if (to === undefined && !begins) return undefined;
    event.preventDefault();
    return (begins ?? all[to])?.focus();
  });
  return { element: around(trigger, panel), trigger };
}

function row(item, done) {
  const content = h('span', { class: 's-option-words' },
    h('span', { class: 's-option-label' }, item.label), item.note ? h('span', { class: 's-option-note' }, item.note) : null);
  const props = { class: 's-option', role: 'menuitem', tabindex: '-1', onclick: () => { done(); item.onclick?.(); } };
  return item.address
    ? h('a', { ...props, href: item.address, target: '_blank', rel: 'noopener noreferrer' }, content, icon('outside'))
    : h('button', { ...props, type: 'button' }, content);
}
