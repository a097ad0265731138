// Slack's mrkdwn as DOM nodes. Typed text may be hostile: everything becomes text nodes, and only http, https and mailto become links.

import { h } from '../dom.js';
import { emojiNode } from './emoji.js';
import { decode, entity, entityAsText } from './entities.js';

/** Text with Slack's formatting, mentions, dates and emoji. */
export function renderMrkdwn(text, ctx) {
  const out = document.createDocumentFragment();
  String(text ?? '').split('```').forEach((part, index, parts) => {
    if (index % 2 === 1 && index < parts.length - 1) out.append(h('pre', {}, h('code', {}, asTyped(part.replace(/^\n|\n$/g, ''), ctx))));
    else lines(index % 2 === 1 ? `\`\`\`${part}` : trimAround(part, index, parts.length), ctx, out);
  });
  return out;
}

/** Removes the line breaks around a ``` block, which would be shown as empty lines. */
function trimAround(part, index, count) {
  if (index > 0) part = part.replace(/^\n/, '');
  return index < count - 1 ? part.replace(/\n$/, '') : part;
}

function lines(text, ctx, out) {
  if (text === '') return;
  let quote = null;
  let toTheEnd = false;
  let isFirst = true;
  for (const line of text.split('\n')) {
    const rest = toTheEnd ? null : /^(?:&gt;|>){3} ?(.*)$/.exec(line);
    toTheEnd ||= rest !== null;
    const quoted = rest?.[1] ?? (toTheEnd ? line : /^(?:&gt;|>) ?(.*)$/.exec(line)?.[1]);
    const isQuoted = quoted !== undefined;
    if (isQuoted && !quote) out.append(quote = h('blockquote'));
    else if (isQuoted) quote.append(h('br'));
    else if (!isFirst && !quote) out.append(h('br'));
    if (!isQuoted) quote = null;
    inline(isQuoted ? quoted : line, ctx, quote ?? out);
    isFirst = false;
  }
}

const tags = { '*': 'strong', _: 'em', '~': 's' };
const isWord = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** One line. An unclosed mark is remembered, so that a line with many marks stays cheap. */
function inline(text, ctx, out) {
  const endless = new Set();
  let plain = '';
  const flush = () => { if (plain) out.append(decode(plain)); plain = ''; };
  for (let at = 0; at < text.length;) {
    const piece = codeAt(text, at, ctx) ?? entityAt(text, at, ctx) ?? emojiAt(text, at) ?? addressAt(text, at) ?? styledAt(text, at, ctx, endless);
    if (piece) {
      flush();
      out.append(piece.node);
      at = piece.end;
    } else plain += text[at++];
  }
  flush();
}

function codeAt(text, at, ctx) {
  if (text[at] !== '`') return null;
  const end = text.indexOf('`', at + 1);
  return end > at + 1 ? { node: h('code', {}, asTyped(text.slice(at + 1, end), ctx)), end: end + 1 } : null;
}

function entityAt(text, at, ctx) {
  if (text[at] !== '<') return null;
  const end = text.indexOf('>', at + 1);
  const node = end < 0 ? null : entity(text.slice(at + 1, end), ctx);
  return node && { node, end: end + 1 };
}

function emojiAt(text, at) {
  if (text[at] !== ':') return null;
  const name = /^:([a-z0-9_+'-]{1,60}):/.exec(text.slice(at, at + 64))?.[1];
  const node = name && emojiNode(name);
  return node ? { node, end: at + name.length + 2 } : null;
}

function addressAt(text, at) {
  if (text[at] !== 'h' || isWord(text[at - 1])) return null;
  const found = /^https?:\/\/[^\s<>|`]*[^\s<>|`.,;:!?)*_~'"]/.exec(text.slice(at, at + 3000))?.[0];
  return found ? { node: entity(found, null), end: at + found.length } : null;
}

function styledAt(text, at, ctx, endless) {
  const mark = text[at];
  if (!tags[mark] || endless.has(mark) || isWord(text[at - 1]) || text[at - 1] === mark || !/\S/.test(text[at + 1] ?? ' ')
    || text[at + 1] === mark) return null;
  const end = closing(text, at, mark);
  if (end < 0) {
    endless.add(mark);
    return null;
  }
  const node = h(tags[mark]);
  inline(text.slice(at + 1, end), ctx, node);
  return { node, end: end + 1 };
}

/** The end of a mark: after a letter, not before one, outside code and brackets. */
function closing(text, at, mark) {
  for (let i = at + 1; i < text.length; i++) {
    const other = { '`': '`', '<': '>' }[text[i]];
    if (other) {
      const end = text.indexOf(other, i + 1);
      if (end > 0) i = end;
    } else if (text[i] === mark && /\S/.test(text[i - 1]) && !isWord(text[i + 1])) return i;
  }
  return -1;
}

const asTyped = (text, ctx) => decode(text.replace(/<([^<>\n]+)>/g, (_, inside) => entityAsText(inside, ctx)));
