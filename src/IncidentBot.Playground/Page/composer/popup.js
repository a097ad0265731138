// The suggestion list above the composer: a listbox whose active option is referenced by the text field, so that typing keeps the focus.

import { avatar } from '../avatar.js';
import { h } from '../dom.js';

let count = 0;

/** Builds the popup for `field`. `pick(item, from)` is called with the selection. Returns {show, hide, key}. */
export function popup(field, pick) {
  const id = `offers-${count += 1}`;
  const title = h('p', { class: 'offers-title', id: `${id}-title` });
  const list = h('ul', { role: 'listbox', id, 'aria-labelledby': `${id}-title` });
  const box = h('div', { class: 'offers', hidden: true }, title, list);
  let offer = null;
  let at = -1;

  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', id);
  field.setAttribute('aria-haspopup', 'listbox');
  hide();

  function show(next) {
    if (!next) { hide(); return; }
    if (offer && JSON.stringify(offer) === JSON.stringify(next)) return;
    offer = next;
    title.textContent = next.title;
    list.replaceChildren(...next.items.map((item, index) => option(item, `${id}-${index}`, () => choose(index))));
    box.hidden = false;
    // A multi-line field is a combobox only while it has suggestions.
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-expanded', 'true');
    activate(next.eager ? 0 : -1);
  }

  function hide() {
    offer = null;
    box.hidden = true;
    for (const attribute of ['role', 'aria-expanded', 'aria-activedescendant']) field.removeAttribute(attribute);
  }

  function activate(index) {
    at = index;
    [...list.children].forEach((child, place) => child.setAttribute('aria-selected', String(place === at)));
    if (at < 0) { field.removeAttribute('aria-activedescendant'); list.scrollTop = 0; return; }
    field.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  }

  function choose(index) {
    const { items, from } = offer;
    hide();
    pick(items[index], from);
  }

  /** Handles a key for the list. Returns whether it did. */
  function key(event) {
    if (!offer || event.isComposing) return false;
    const number = offer.items.length;
    if (event.key === 'ArrowDown') activate((at + 1) % number);
    else if (event.key === 'ArrowUp') activate((at <= 0 ? number : at) - 1);
    else if (event.key === 'Tab' && !event.shiftKey) choose(Math.max(at, 0));
    else if (event.key === 'Enter' && !event.shiftKey && at >= 0) choose(at);
    else if (event.key === 'Escape') hide();
    else return false;
    return true;
  }

  return { box, show, hide, key };
}

function option({ label, usage, detail, picture, person }, id, choose) {
  const line = h('li', { role: 'option', id, 'aria-selected': 'false' },
    person ? avatar(person, 'avatar--small') : picture ? h('span', { class: 'offer-picture', 'aria-hidden': 'true' }, picture) : null,
    h('span', { class: 'offer-label' }, label), usage ? h('code', { class: 'offer-usage' }, usage) : null,
    detail ? h('span', { class: 'offer-detail' }, detail) : null);
  // The field keeps the focus; a click must not take it.
  line.addEventListener('pointerdown', (event) => event.preventDefault());
  line.addEventListener('click', choose);
  return line;
}
