// Text-like inputs: text, numbers, URLs, dates and times.

import { h } from '../dom.js';
import { asField, changed, isInput, startOf } from './fields.js';
import { words } from './text.js';

export function textField(what) {
  const { element } = what;
  const most = element.max_length ?? 3000;
  const node = element.multiline ? h('textarea', { class: 's-text', rows: '4', maxlength: String(most) })
    : h('input', { class: 's-text', type: 'text', maxlength: String(most), autocomplete: 'off' });
  const left = h('span', { class: 's-counter', 'aria-hidden': 'true' });
  const count = () => {
    const rest = most - node.value.length;
    left.textContent = rest <= Math.max(20, most / 10) ? String(rest) : '';
    if (element.multiline) grow(node);
  };
  return typing(what, node, { extra: left, oninput: count, atFirst: count });
}

export function typedField(what) {
  const { element } = what;
  const type = { number_input: 'number', email_text_input: 'email', url_text_input: 'url' }[element.type];
  const step = type === 'number' ? (element.is_decimal_allowed ? 'any' : '1') : null;
  const node = h('input', { class: 's-text', type, min: element.min_value ?? null, max: element.max_value ?? null, step });
  return typing(what, node);
}

export function dateField(what) {
  return typing(what, h('input', { class: 's-text s-text-date', type: 'date' }));
}

export function timeField(what) {
  return typing(what, h('input', { class: 's-text s-text-date', type: 'time' }));
}

/** Slack stores Unix seconds; the input shows the reader's local time. */
export function dateTimeField(what) {
  return typing(what, h('input', { class: 's-text s-text-date', type: 'datetime-local' }), {
    toHeld: (typed) => (typed === '' ? null : Math.floor(new Date(typed).getTime() / 1000)),
    toTyped: (seconds) => {
      const moment = new Date(seconds * 1000);
      return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    },
  });
}

function typing(what, node,
  { toHeld = (typed) => (typed === '' ? null : typed), toTyped = String, extra = null, oninput = () => {}, atFirst = () => {} } = {}) {
  const { element, block, surface, label, name } = what;
  const held = () => toHeld(node.value);
  const show = (now) => {
    node.value = now === null || now === undefined ? '' : toTyped(now);
    oninput();
  };
  const { words: spoken, ...ties } = label;
  for (const [attribute, value] of Object.entries(ties)) if (value !== null) node.setAttribute(attribute, value);
  if (!ties['aria-labelledby']) node.setAttribute('aria-label', spoken ?? name);
  if (element.placeholder) node.setAttribute('placeholder', words(element.placeholder));
  if (element.focus_on_load) node.dataset.first = '';
  node.dataset.focus = `${block.block_id}/${element.action_id}`;
  let told = '';
  node.addEventListener('input', () => {
    oninput();
    surface.onedit?.(block.block_id, element, held());
  });
  // Dates change with every typed digit, so outside an input block the bot receives them when the user leaves the field.
  const done = () => {
    if ((isInput(block) && !block.dispatch_action) || node.value === told) return;
    told = node.value;
    changed(what, held);
  };
  node.addEventListener('blur', done);
  node.addEventListener('keydown', (event) => { if (event.key === 'Enter' && element.multiline !== true) done(); });
  show(startOf(what));
  told = node.value;
  requestAnimationFrame(atFirst);
  return asField(h('span', { class: 's-typed' }, node, extra), what, held, show);
}

/** Grows with the text, within the limits of the style sheet. */
function grow(area) {
  if (!area.isConnected) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}
