// Reactions below a message, and a small picker for adding one.

import { h } from '../dom.js';
import { nameOf } from './avatar.js';
import { emojiNames, emojiNode, emojiOf } from './emoji.js';
import { icon } from './icons.js';
import { around, close, hang } from './popup.js';

const offered = 72;

/** The row of reactions: a click removes or adds the user's own. */
export function reactionRow(message, ctx) {
  if (!message.reactions?.length) return null;
  return h('div', { class: 's-reactions' }, message.reactions.map((reaction) => toggle(message, reaction, ctx)),
    picker(message, ctx, 's-reaction s-reaction-add', 'row/react'));
}

function toggle(message, { name, users }, ctx) {
  const isMine = users.includes(ctx.me.id);
  const who = names(users, ctx);
  return h('button', {
    class: 's-reaction', type: 'button', 'aria-pressed': String(isMine),
    'aria-label': `${name.replaceAll('_', ' ')}, ${users.length}: ${who}`, title: `${who} reacted with :${name}:`,
    'data-focus': `reaction/${name}`, onclick: () => react(message, name, !isMine, ctx),
  }, emojiNode(name) ?? h('span', {}, `:${name}:`), h('span', { class: 's-reaction-count' }, String(users.length)));
}

function names(users, ctx) {
  const all = users.map((id) => (id === ctx.me.id ? 'you' : nameOf(ctx.people.get(id))));
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const react = (message, emoji, add, ctx) => ctx.act('react', { channel: ctx.channel.id, ts: message.ts, emoji, add });

/** A button that opens the picker. */
export function picker(message, ctx, look = 's-icon-button', focus = 'bar/react', attributes = {}) {
  const trigger = h('button', { class: look, type: 'button', 'aria-label': 'Add a reaction', title: 'Add a reaction',
    'aria-haspopup': 'dialog', 'data-focus': focus, ...attributes }, icon('smile'));
  const search = h('input', { class: 's-menu-search', type: 'text', placeholder: 'Search emoji', 'aria-label': 'Search emoji',
    autocomplete: 'off', spellcheck: 'false' });
  const grid = h('div', { class: 's-emoji-grid' });
  const panel = h('div', { class: 's-emoji-picker', role: 'dialog', 'aria-label': 'Add a reaction' }, search, grid);
  const draw = () => {
    const typed = search.value.trim().toLowerCase().replaceAll(' ', '_').replaceAll(':', '');
    const found = emojiNames().filter((name) => name.includes(typed)).slice(0, offered);
    grid.replaceChildren(...(found.length > 0 ? found.map(choice) : [h('p', { class: 's-option-none' }, 'No emoji by that name')]));
    if (grid.firstElementChild?.matches('button')) grid.firstElementChild.tabIndex = 0;
  };
  const choice = (name) => h('button', { class: 's-emoji-choice', type: 'button', tabindex: '-1', title: `:${name}:`,
    'aria-label': name.replaceAll('_', ' '), onclick: () => choose(name) }, emojiOf(name));
  const choose = (name) => {
    close(panel);
    trigger.focus();
    if (name) react(message, name, true, ctx);
  };
  hang(trigger, panel, { align: 'end', onopen: () => { search.value = ''; draw(); setTimeout(() => search.focus()); } });
  search.addEventListener('input', draw);
  panel.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.target !== search) return walk(event, grid);
    if (event.key === 'Enter') choose(grid.querySelector('button')?.title.slice(1, -1));
    if (event.key === 'ArrowDown') grid.querySelector('button')?.focus();
    return undefined;
  });
  return around(trigger, panel);
}

/** The arrows move in the grid; the layout determines the number of columns. */
function walk(event, grid) {
  const all = [...grid.querySelectorAll('button')];
  const at = all.indexOf(document.activeElement);
  const row = all.filter((one) => one.offsetTop === all[0].offsetTop).length;
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + row, ArrowUp: at - row, Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  all[Math.max(0, Math.min(to, all.length - 1))].focus();
}
