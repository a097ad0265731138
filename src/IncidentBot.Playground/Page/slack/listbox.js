// A list of options with one active option, controlled by a combobox: the focus stays on the combobox.

import { h } from '../dom.js';
import { icon } from './icons.js';

let made = 0;

/**
 * The list. An option is { value, label, note?, face?, group? }. `isChosen(option)` marks the selected ones, and `choose(option)` is called on a
 * click or Enter.
 */
export function listbox({ label, multiple = false, isChosen, choose, empty = 'Nothing matches' }) {
  const id = `list-${++made}`;
  const element = h('div', { class: 's-listbox', role: 'listbox', id, 'aria-label': label, 'aria-multiselectable': multiple ? 'true' : null });
  let steered = null;
  let shown = [];
  let active = -1;

  /** Shows the options; the active one is the first selected, or the one at `at`. */
  function draw(options, at = Math.max(0, options.findIndex(isChosen))) {
    shown = options;
    const rows = [];
    options.forEach((option, index) => {
      if (option.group && option.group !== options[index - 1]?.group) rows.push(h('div', { class: 's-option-group', role: 'presentation' }, option.group));
      rows.push(row(option, index));
    });
    element.replaceChildren(...(rows.length > 0 ? rows : [h('div', { class: 's-option-none', role: 'presentation' }, empty)]));
    activate(Math.min(at, options.length - 1));
  }

  function row(option, index) {
    const chosen = isChosen(option);
    return h('div', {
      class: 's-option', role: 'option', id: `${id}-${index}`, 'aria-selected': String(chosen),
      onmousedown: (event) => event.preventDefault(), onclick: () => choose(option), onmousemove: () => activate(index, false),
    }, option.face ?? null,
    h('span', { class: 's-option-words' },
      h('span', { class: 's-option-label' }, option.content?.() ?? option.label),
      option.note ? h('span', { class: 's-option-note' }, option.note) : null),
    chosen ? icon('tick') : null);
  }

  function activate(index, scroll = true) {
    element.querySelector('.is-active')?.classList.remove('is-active');
    active = index;
    const row = document.getElementById(`${id}-${index}`) ?? [...element.children].find((child) => child.id === `${id}-${index}`);
    if (!row) return steered?.removeAttribute('aria-activedescendant');
    row.classList.add('is-active');
    steered?.setAttribute('aria-activedescendant', row.id);
    if (scroll) row.scrollIntoView({ block: 'nearest' });
    return undefined;
  }

  /** Whether the list handled the key. */
  function key(event) {
    const last = shown.length - 1;
    const moves = { ArrowDown: Math.min(active + 1, last), ArrowUp: Math.max(active - 1, 0), Home: 0, End: last,
      PageDown: Math.min(active + 8, last), PageUp: Math.max(active - 8, 0) };
    if (event.key in moves) activate(moves[event.key]);
    else if (event.key === 'Enter' && shown[active]) choose(shown[active]);
    else return false;
    event.preventDefault();
    return true;
  }

  /** Moves to the next option that starts with the typed text. */
  function seek(typed) {
    const begins = (option) => option.label.toLowerCase().startsWith(typed);
    const order = shown.map((_, index) => (index + Math.max(active, 0) + (typed.length === 1 ? 1 : 0)) % shown.length);
    const found = order.find((index) => begins(shown[index]));
    if (found !== undefined) activate(found);
  }

  return { element, draw, key, seek, steer: (combobox) => { steered = combobox; combobox.setAttribute('aria-controls', id); },
    toCurrent: () => activate(active), redraw: (options) => draw(options, active) };
}
