// The common part of all fields: the source of their value, the target of a change, and their node.

import { click, followed } from './clicks.js';
import { confirmed } from './confirm.js';
import { heldBy, stringsOf } from './values.js';

let made = 0;

/** An ID that is unique on the page. */
export const freshId = (what) => `${what}-${++made}`;

/** The initial value of the field: what was typed before it was rendered again, else the server's value. */
export function startOf({ element, block, surface }) {
  const draft = surface.draft?.(block.block_id, element);
  return draft === undefined ? heldBy(element, surface.state?.[block.block_id]?.[element.action_id]) : draft;
}

/** Makes a node a field. */
export function asField(node, { element, block, surface }, held, show) {
  const place = isInput(block) ? node : followed(node, surface, block, element);
  place.classList.add('s-field');
  place.field = { block: block.block_id, action: element.action_id, type: element.type, isSubmitted: isInput(block), held, show };
  return place;
}

/** Handles a user's change of the field: inputs keep it for the submission, other elements send it to the bot. */
export function changed(what, held) {
  const { element, block, surface } = what;
  surface.onedit?.(block.block_id, element, held());
  if (!isInput(block) || block.dispatch_action) send(what, held);
}

async function send({ element, block, surface }, held) {
  if (await confirmed(element.confirm, surface.ctx)) click(surface, block, element, stringsOf(held()));
}

export const isInput = (block) => block.type === 'input';
