// The person switcher. Each person sees exactly what Slack would show them.

import { avatar } from './avatar.js';
import { h, keyed } from './dom.js';
import { disclosure, steady } from './focus.js';
import { icon } from './icons.js';

export const playable = (workspace) => workspace.people.filter((person) => person.role);

export function showPeople(root, become) {
  const face = h('span', { class: 'people-face' });
  const button = h('button', { type: 'button', class: 'people-button', 'aria-haspopup': 'menu', 'aria-controls': 'people-menu' }, face);
  const menu = h('div', { class: 'floating people-menu', id: 'people-menu', role: 'menu', 'aria-label': 'Switch person' });
  root.append(button, menu);
  const door = disclosure(button, menu, { opened: () => (menu.querySelector('[aria-checked=true]') ?? menu.firstChild)?.focus() });
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || !menu.hidden) return;
    event.preventDefault();
    door.open();
  });
  menu.addEventListener('keydown', (event) => walk(event, menu));

  let shown = null;
  return ({ workspace }) => {
    if (!workspace) return;
    const { me } = workspace;
    if (shown !== me.id + me.role) {
      shown = me.id + me.role;
      face.replaceChildren(avatar(me), h('span', { class: 'people-words' },
        h('span', { class: 'hidden-text' }, 'You are '), h('strong', {}, me.realName || me.name), h('span', { class: 'people-role' }, me.role)), icon('down'));
    }
    steady(menu, () => keyed(menu, playable(workspace), (person) => person.id, (person) => choice(person, person.id === me.id, () => {
      door.close(true);
      if (person.id !== me.id) become(person.id);
    }), (person) => String(person.id === me.id)));
  };
}

function choice(person, isMe, choose) {
  return h('button', { type: 'button', role: 'menuitemradio', tabindex: '-1', class: 'people-choice', 'aria-checked': String(isMe),
    'data-person': person.id, onclick: choose },
    avatar(person), h('span', { class: 'people-words' }, h('strong', {}, person.realName || person.name), h('span', { class: 'people-role' }, person.role)),
    isMe ? icon('tick') : null);
}

/** Arrows, Home and End move through a menu; Tab leaves it. */
function walk(event, menu) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[to].focus();
}
