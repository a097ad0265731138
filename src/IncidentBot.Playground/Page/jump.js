// Ctrl+K: type some letters of a channel or a person and press Enter to go there.

import { popup } from './composer/popup.js';
import { h } from './dom.js';
import { playable } from './people.js';
import { become, openPlace } from './place.js';
import { state } from './store.js';

let dialog = null;

export function jump() {
  dialog ??= build();
  dialog.showModal();
  dialog.field.value = '';
  dialog.field.dispatchEvent(new Event('input'));
  dialog.field.focus();
}

function build() {
  const field = h('input',
    { type: 'text', 'aria-label': 'Jump to a channel or switch to a person', placeholder: 'A channel or a person', autocomplete: 'off' });
  const offers = popup(field, ({ go }) => { made.close(); go(); });
  const made = h('dialog', { class: 'jump', 'aria-label': 'Jump' }, field, offers.box);
  const offer = () => {
    const items = found(field.value.trim().toLowerCase());
    offers.hide();
    offers.show(items.length ? { title: 'Enter goes there', from: 0, items, eager: true } : null);
  };
  field.addEventListener('input', offer);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return;      // the dialog closes itself
    if (offers.key(event)) event.preventDefault();
  });
  made.addEventListener('click', (event) => { if (event.target === made) made.close(); });
  made.field = field;
  document.body.append(made);
  return made;
}

function found(typed) {
  const { workspace } = state;
  const channels = workspace.channels.map((each) =>
    ({ label: each.isDirect ? 'Messages of IncidentBot' : `#${each.name}`, detail: each.topic, go: () => openPlace(each.id) }));
  const home = { label: 'Home of IncidentBot', detail: '', go: () => openPlace('home') };
  const people = playable(workspace).map((person) =>
    ({ label: person.realName || person.name, detail: `switch to them · ${person.role}`, person, go: () => become(person.id) }));
  return [...channels, home, ...people].filter((each) => each.label.toLowerCase().includes(typed)).slice(0, 9);
}
