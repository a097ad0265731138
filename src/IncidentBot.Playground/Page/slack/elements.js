// Renders every interactive element by type. An element gets { element, block, surface, name, label }: `surface` is the place that receives clicks,
// `name` its text for a screen reader, and `label` the attributes that connect it to an input block's label, hint and error. A field is a node with
// `field`: { block, action, type, isSubmitted, held(), show(held) }.

import { h } from '../dom.js';
import { actionMenu } from './actionmenu.js';
import { checkboxes, radioButtons } from './choices.js';
import { click, followed } from './clicks.js';
import { confirmed } from './confirm.js';
import { icon } from './icons.js';
import { dateField, dateTimeField, textField, timeField, typedField } from './inputs.js';
import { externalSelect, multiStaticSelect, staticSelect, usersSelect } from './selects.js';
import { renderText } from './text.js';

const kinds = {
  button, overflow,
  static_select: staticSelect, multi_static_select: multiStaticSelect, external_select: externalSelect, users_select: usersSelect,
  radio_buttons: radioButtons, checkboxes,
  plain_text_input: textField, number_input: typedField, email_text_input: typedField, url_text_input: typedField,
  datepicker: dateField, timepicker: timeField, datetimepicker: dateTimeField,
};

/** Renders an element, or a box that says that it is not supported. */
export function drawElement(element, block, surface, label = {}) {
  const draw = Object.hasOwn(kinds, element?.type) ? kinds[element.type] : null;
  if (!draw) return notDrawn(element?.type);
  return draw({ element, block, surface, label, name: label.words ?? element.placeholder?.text ?? 'Choose' });
}

/** The replacement for unsupported content, which is never empty. */
export function notDrawn(type) {
  return h('div', { class: 's-not-drawn' }, `The playground does not support “${type ?? 'an element without a type'}”.`);
}

function button({ element, block, surface }) {
  const look = { primary: 's-button s-button-primary', danger: 's-button s-button-danger' }[element.style] ?? 's-button';
  const press = async () => {
    if (await confirmed(element.confirm, surface.ctx)) click(surface, block, element);
  };
  const props = { class: look, 'aria-label': element.accessibility_label ?? null, onclick: press, 'data-focus': `${block.block_id}/${element.action_id}` };
  const isLink = /^(https?:|mailto:)/i.test(element.url ?? '');
  return followed(isLink
    ? h('a', { ...props, href: element.url, target: '_blank', rel: 'noopener noreferrer' }, renderText(element.text, surface.ctx), icon('outside'))
    : h('button', { ...props, type: 'button' }, renderText(element.text, surface.ctx)), surface, block, element);
}

function overflow({ element, block, surface }) {
  const choose = async (option) => {
    if (await confirmed(element.confirm, surface.ctx)) click(surface, block, element, [option.value]);
  };
  const items = () => (element.options ?? []).map((option) => ({
    label: renderText(option.text, surface.ctx), note: option.description && renderText(option.description, surface.ctx),
    address: /^https?:/i.test(option.url ?? '') ? option.url : null, onclick: () => choose(option),
  }));
  const menu = actionMenu({ label: 'More actions', items, look: 's-button s-button-overflow', align: 'start',
    attributes: { 'data-focus': `${block.block_id}/${element.action_id}` } });
  return followed(menu.element, surface, block, element);
}
