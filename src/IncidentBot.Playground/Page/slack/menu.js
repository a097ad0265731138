// A select menu with the same look in all browsers: a combobox with a listbox, and a search field for long lists.

import { h } from '../dom.js';
import { icon } from './icons.js';
import { listbox } from './listbox.js';
import { close, hang, isOpen, open } from './popup.js';

const muchToChooseFrom = 10;
let made = 0;

/**
 * Renders the menu. `options()` returns the options; `find(typed)`, if given, requests them instead (a promise). `chosen` is a list of options.
 * `onchange(chosen)` is called after each selection, for several when the menu closes. With `mayBeEmpty` the selection can be cleared.
 */
export function menu({ label, placeholder, options, find = null, chosen, multiple = false, most = Infinity, mayBeEmpty = false, onchange }) {
  let held = chosen;
  let before = '';
  const search = find || options().length > muchToChooseFrom ? searchField(label) : null;
  const faceId = `menu-face-${++made}`;
  const face = h('span', { class: 's-menu-face', id: faceId });
  const trigger = h('button',
    { class: 's-menu', type: 'button', role: search ? null : 'combobox', 'aria-haspopup': search ? 'dialog' : 'listbox' },
    face, icon('down'));
  const list = listbox({ label, multiple, choose, isChosen: (option) => held.some((one) => one.value === option.value) });
  list.steer(search ?? trigger);
  const panel = h('div', { class: 's-menu-panel' }, search, list.element);
  const clear = h('button',
    { class: 's-menu-clear', type: 'button', 'aria-label': `Clear ${label}`, onclick: () => { set([]); onchange(held); trigger.focus(); } },
    icon('close'));
  const element = h('span', { class: 's-menu-place' }, trigger, panel, mayBeEmpty ? clear : null);
  const asked = search && find ? debounced(search, list, find) : null;

  hang(trigger, panel, {
    onopen: () => {
      before = valuesOf(held);
      if (search) search.value = '';
      if (asked) asked();
      else list.draw(options());
      setTimeout(() => { search?.focus(); list.toCurrent(); });
    },
    onclose: () => { if (multiple && valuesOf(held) !== before) onchange(held); },
  });
  search?.addEventListener('input', () => (asked ? asked() : list.draw(matching(options(), search.value))));
  search?.addEventListener('keydown', (event) => list.key(event));
  if (!search) keysOn(trigger, panel, list);
  set(chosen);

  function choose(option) {
    if (multiple) {
      const without = held.filter((one) => one.value !== option.value);
      if (without.length === held.length && held.length >= most) return;
      set(without.length < held.length ? without : [...held, option]);
      list.redraw(search ? matching(options(), search.value) : options());
      return;
    }
    set([option]);
    close(panel);
    trigger.focus();
    onchange(held);
  }

  function set(now) {
    held = now;
    face.replaceChildren(...(held.length > 0 ? held.flatMap(shownOn) : [placeholder]));
    face.classList.toggle('is-empty', held.length === 0);
    element.classList.toggle('is-clearable', mayBeEmpty && held.length > 0);
  }

  return { element, trigger, faceId, set };
}

const valuesOf = (options) => options.map((option) => option.value).join('\n');
const shownOn = (option, index) => [index > 0 ? ', ' : '', option.face?.cloneNode(true) ?? '', option.content?.() ?? option.label];
const matching = (options, typed) => options.filter((option) => option.label.toLowerCase().includes(typed.trim().toLowerCase()));

function searchField(label) {
  return h('input', {
    class: 's-menu-search', type: 'text', placeholder: 'Search', autocomplete: 'off', spellcheck: 'false',
    role: 'combobox', 'aria-expanded': 'true', 'aria-autocomplete': 'list', 'aria-label': `Search in ${label}`,
  });
}

/** Requests options while the user types, at most four times a second, and shows only the latest response. */
function debounced(search, list, find) {
  let timer = 0;
  let question = 0;
  return () => {
    clearTimeout(timer);
    const mine = ++question;
    timer = setTimeout(async () => {
      const answer = await find(search.value);
      if (mine === question) list.draw(answer);
    }, search.value === '' ? 0 : 250);
  };
}

/** Arrows open a closed menu; arrows and first letters move in an open one. */
function keysOn(trigger, panel, list) {
  let typed = '';
  let forget = 0;
  trigger.addEventListener('keydown', (event) => {
    const isLetter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isOpen(panel)) {
      if (!isLetter && !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
      open(panel);
      if (!isLetter) return event.preventDefault();
    } else if (event.key === 'Tab') return close(panel);
    else if (event.key === ' ') {
      event.preventDefault();
      return list.key(new KeyboardEvent('keydown', { key: 'Enter' }));
    } else if (list.key(event)) return undefined;
    if (!isLetter) return undefined;
    typed += event.key.toLowerCase();
    clearTimeout(forget);
    forget = setTimeout(() => { typed = ''; }, 600);
    list.seek(typed);
    return undefined;
  });
}
