// The input of a view: it survives rendering, and is replaced only when the server sends a value that it never sent before.

import { keyed } from '../dom.js';
import { drawBlock, markInput } from './blocks.js';
import { heldBy, stringsOf } from './values.js';

/** By view, block and action: what was typed and not sent, and every value that the server had. */
const drafts = new Map();
const seen = new Map();

const keyOf = (view, block, action) => `${view}/${block}/${action}`;
const wordsOf = (held) => JSON.stringify(stringsOf(held));

/** The surface of a view's blocks. `onedit(block)` is called after each input. */
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

/** Renders the view's blocks into the container; an unchanged block keeps its node and its caret. */
export function drawForm(container, view, surface) {
  keyed(container, view.blocks, (block) => block.block_id, (block) => drawBlock(block, surface), () => view.id);
  for (const { field } of fieldsIn(container)) {
    const key = keyOf(view.id, field.block, field.action);
    const value = view.state?.[field.block]?.[field.action];
    if (!value) continue;
    const held = heldBy(field, value);
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

/** The values of the inputs for the server. Menus outside input blocks were already sent to the bot. */
export function valuesIn(container, view) {
  return fieldsIn(container).filter(({ field }) => field.isSubmitted).flatMap(({ field }) => {
    const strings = stringsOf(field.held());
    const key = keyOf(view.id, field.block, field.action);
    seen.set(key, (seen.get(key) ?? new Set()).add(JSON.stringify(strings)));
    if (strings.length === 0) return [{ field: field.block, value: '' }];
    // The server knows the bot's external options only by /pick, which was already called.
    return field.type === 'external_select' ? [] : strings.map((value) => ({ field: field.block, value }));
  });
}

/** Shows the errors beside their inputs and returns those without an input. */
export function markErrors(container, errors) {
  for (const node of container.children) markInput(node, errors[node.dataset.key]);
  const hasInput = (block) => [...container.children].some((node) => node.dataset.key === block && node.querySelector(':scope > .s-input-error'));
  return Object.entries(errors).filter(([block]) => !hasInput(block)).map(([, text]) => text);
}

/** The focusable control of a node: for radio buttons the selected one. */
export const firstControl = (node) => ['[data-first]', 'input:checked', 'input, textarea, .s-menu'].map((which) => node?.querySelector(which)).find(Boolean);

/** Deletes the input of closed views. */
export function forget(living) {
  for (const map of [drafts, seen]) for (const key of map.keys()) if (!living.some((id) => key.startsWith(`${id}/`))) map.delete(key);
}

const fieldsIn = (container) => [...container.querySelectorAll('.s-field')];
