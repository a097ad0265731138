// Renders Block Kit's blocks by type.

import { h } from '../dom.js';
import { drawElement, notDrawn } from './elements.js';
import { freshId } from './fields.js';
import { icon } from './icons.js';
import { richText } from './richtext.js';
import { renderMrkdwn } from './mrkdwn.js';
import { renderText, words } from './text.js';

const kinds = { header, section, context, actions, input, divider, rich_text: richText, markdown, image };

/**
 * Renders the blocks of a message or view. `surface` describes the place: { key, at, ctx, state, beforeClick?, draft?, onedit? }. `at` identifies it
 * in clicks, and `state` has the server's values.
 */
export function renderBlocks(blocks, surface) {
  return h('div', { class: 's-blocks' }, blocks.map((block) => drawBlock(block, surface)));
}

/** Renders one block; for an unsupported block it shows the type. */
export function drawBlock(block, surface) {
  const draw = Object.hasOwn(kinds, block?.type) ? kinds[block.type] : null;
  return h('div', { class: `s-block s-block-${draw ? block.type.replace('_', '-') : 'unknown'}` }, draw ? draw(block, surface) : notDrawn(block?.type));
}

function header(block, { ctx }) {
  return h('h3', { class: 's-block-title' }, renderText(block.text, ctx));
}

function section(block, surface) {
  const said = [
    block.text ? h('div', { class: 's-section-text' }, renderText(block.text, surface.ctx)) : null,
    block.fields?.length
      ? h('div', { class: 's-section-fields' },
        block.fields.map((field) => h('div', { class: 's-section-field' }, renderText(field, surface.ctx))))
      : null,
  ];
  if (!block.accessory) return said;
  const name = block.accessory.placeholder?.text ?? (words(block.text).split('\n')[0] || 'Choose');
  return h('div', { class: 's-section-beside' }, h('div', { class: 's-section-said' }, said), h('div', { class: 's-section-accessory' },
    block.accessory.type === 'image' ? picture(block.accessory) : drawElement(block.accessory, block, surface, { words: name })));
}

function context(block, { ctx }) {
  return (block.elements ?? [])
    .map((element) => (element.type === 'image' ? picture(element) : h('div', { class: 's-context-item' }, renderText(element, ctx))));
}

function actions(block, surface) {
  return (block.elements ?? []).map((element) => drawElement(element, block, surface));
}

function divider() {
  return h('hr');
}

function input(block, surface) {
  const [label, hint, error] = [freshId('label'), freshId('hint'), freshId('error')];
  const field = drawElement(block.element, block, surface, {
    words: words(block.label), 'aria-labelledby': label, 'aria-describedby': [block.hint ? hint : null, error].filter(Boolean).join(' '),
    'aria-required': block.optional || !['plain_text_input', 'static_select', 'radio_buttons'].includes(block.element?.type) ? null : 'true',
  });
  const caption = h('div', { class: 's-input-label', id: label },
    renderText(block.label, surface.ctx), block.optional ? h('span', { class: 's-input-optional' }, ' (optional)') : null);
  caption.addEventListener('click', () => field.querySelector('input, textarea, button')?.focus());
  return [caption, field, h('div', { class: 's-input-error', id: error, role: 'alert' }),
    block.hint ? h('div', { class: 's-input-hint', id: hint }, renderText(block.hint, surface.ctx)) : null];
}

/** Shows an error beside the input of a block, or removes it. */
export function markInput(node, problem) {
  const place = node.querySelector(':scope > .s-input-error');
  if (!place || place.dataset.problem === (problem ?? '')) return;
  place.dataset.problem = problem ?? '';
  place.replaceChildren(...(problem ? [icon('warning'), h('span', {}, problem)] : []));
  node.classList.toggle('has-error', Boolean(problem));
  for (const control of node.querySelectorAll('[aria-describedby]')) {
    if (!control.getAttribute('aria-describedby').includes(place.id)) continue;
    if (problem) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
}

function markdown(block, { ctx }) {
  return h('div', { class: 's-section-text' }, renderMrkdwn(block.text, ctx));
}

/** External images are not loaded, so an image is shown as its description. */
function picture(element) {
  return h('span', { class: 's-not-drawn' }, `Picture: ${element.alt_text ?? ''}`);
}

function image(block) {
  return picture(block);
}
