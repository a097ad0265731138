// What is being typed into a view: it survives every new drawing, and gives way only when the server has something it never said before.

import { keyed } from '../dom.js';
import { drawBlock, markInput } from './blocks.js';
import { stringsOf } from './values.js';

/** By view, block and action: what was typed and not sent, and every value the server is known to hold or have held. */
const drafts = new Map();
const seen = new Map();

const keyOf = (view, block, action) => `${view}/${block}/${action}`;
const wordsOf = (held) => JSON.stringify(stringsOf(held));

/** Where a view's blocks stand. `onedit(block)` hears that somebody typed. */
export function viewSurface(view, ctx, surface, onedit = () => {}) {
  return {
    key: `${ctx.me.id}/${view.id}`, ctx, state: view.state, at: { surface },
    draft: (block, element) => {
      const draft = drafts.get(keyOf(view.id, block, element.action_id));
      return draft?.type === element.type ? draft.held : undefined;
    },
    onedit: (block, element, held) => {
      drafts.set(keyOf(view.id, block, element.action_id), { type: element.type, held });
      onedit(block);
    },
  };
}

/** Draws the view's blocks into the container; a block that did not change stays the same node, with the caret in it. */
export function drawForm(container, view, surface) {
  keyed(container, view.blocks, (block) => block.block_id, (block) => drawBlock(block, surface), () => view.id);
  for (const { field } of fieldsIn(container)) {
    const key = keyOf(view.id, field.block, field.action);
    const value = view.state?.[field.block]?.[field.action];
    if (!value) continue;
    const held = value[Object.keys(value).find((name) => name !== 'type')] ?? null;
    const words = wordsOf(held);
    const known = seen.get(key);
    if (!known) seen.set(key, new Set([words]));
    else if (!known.has(words)) {
      known.add(words);
      drafts.delete(key);
      if (wordsOf(field.held()) !== words) field.show(held);
    }
  }
}

/** What the inputs hold, as the server takes it. Menus outside input blocks have told the bot already. */
export function valuesIn(container, view) {
  return fieldsIn(container).filter(({ field }) => field.isSubmitted).flatMap(({ field }) => {
    const strings = stringsOf(field.held());
    const key = keyOf(view.id, field.block, field.action);
    seen.set(key, (seen.get(key) ?? new Set()).add(JSON.stringify(strings)));
    if (strings.length === 0) return [{ field: field.block, value: '' }];
    // What the bot offered on request the server only knows by /pick, which told it already.
    return field.type === 'external_select' ? [] : strings.map((value) => ({ field: field.block, value }));
  });
}

/** Puts the errors beside their inputs and returns those no input is there for. */
export function markErrors(container, errors) {
  for (const node of container.children) markInput(node, errors[node.dataset.key]);
  return Object.entries(errors).filter(([block]) => ![...container.children].some((node) => node.dataset.key === block && node.querySelector(':scope > .s-input-error'))).map(([, text]) => text);
}

/** The first control of a node, for the focus. */
export const firstControl = (node) => node?.querySelector('[data-first]') ?? node?.querySelector('input:not([type=radio]), input:checked, textarea, .s-menu, input');

/** Forgets what was typed into views that are gone. */
export function forget(living) {
  for (const map of [drafts, seen]) for (const key of map.keys()) if (!living.some((id) => key.startsWith(`${id}/`))) map.delete(key);
}

const fieldsIn = (container) => [...container.querySelectorAll('.s-field')];
