// Text objects: mrkdwn with its formatting, plain text with emoji only.

import { h } from '../dom.js';
import { emojiNode } from './emoji.js';
import { renderMrkdwn } from './mrkdwn.js';

/** The nodes of a text object; a missing one is empty. */
export function renderText(object, ctx) {
  if (object?.type === 'mrkdwn') return renderMrkdwn(object.text, ctx);
  return plainText(object?.text ?? '', object?.emoji !== false);
}

/** Plain text: line breaks stay, and short names become emoji unless disabled. */
export function plainText(text, emoji = true) {
  const out = document.createDocumentFragment();
  text.split('\n').forEach((line, index) => {
    if (index > 0) out.append(h('br'));
    for (const piece of emoji ? line.split(/(:[a-z0-9_+'-]+:)/) : [line]) out.append((emoji && /^:.+:$/.test(piece) && emojiNode(piece.slice(1, -1))) || piece);
  });
  return out;
}

/** The text of a text object, for labels and for searches in menus. */
export const words = (object) => plainText(object?.text ?? '', object?.emoji !== false).textContent;
