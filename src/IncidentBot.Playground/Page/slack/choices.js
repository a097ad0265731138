// Radio buttons and checkboxes, with a description line where the app provides one.

import { h } from '../dom.js';
import { asField, changed, freshId, startOf } from './fields.js';
import { renderText } from './text.js';

export function radioButtons(what) {
  return group(what, 'radio', (options) => options[0] ?? null, (held) => (held ? [held.value] : []));
}

export function checkboxes(what) {
  return group(what, 'checkbox', (options) => options, (held) => (held ?? []).map((option) => option.value));
}

function group(what, type, toHeld, toValues) {
  const { element, block, surface, label, name } = what;
  const groupName = freshId('choice');
  const rows = (element.options ?? []).map((option) => row(option, type, groupName, surface.ctx, () => changed(what, held)));
  const boxes = rows.map((one) => one.querySelector('input'));
  const held = () => toHeld(element.options.filter((_, index) => boxes[index].checked));
  const show = (now) => boxes.forEach((box, index) => { box.checked = toValues(now).includes(element.options[index].value); });
  const { words, ...ties } = label;
  const ownLabel = ties['aria-labelledby'] ? null : words ?? name;
  const node = h('div', { class: 's-choices', role: type === 'radio' ? 'radiogroup' : 'group', 'aria-label': ownLabel, ...ties }, rows);
  boxes.forEach((box, index) => { box.dataset.focus = `${block.block_id}/${element.action_id}/${index}`; });
  show(startOf(what));
  return asField(node, what, held, show);
}

function row(option, type, name, ctx, onchange) {
  const note = option.description ? freshId('note') : null;
  const id = freshId('box');
  return h('div', { class: 's-choice' },
    h('input', { type, name, id, onchange, 'aria-describedby': note }),
    h('label', { for: id }, renderText(option.text, ctx), note ? h('span', { class: 's-option-note', id: note }, renderText(option.description, ctx)) : null));
}
