// A subset of rich text: sections, lists, quotes and code, with styles, links, mentions and emoji.

import { h } from '../dom.js';
import { emojiNode } from './emoji.js';
import { entity } from './entities.js';

/** The nodes of a rich_text block. */
export function richText(block, { ctx }) {
  return (block.elements ?? []).map((element) => part(element, ctx));
}

function part(element, ctx) {
  const inside = () => (element.elements ?? []).map((one) => piece(one, ctx));
  switch (element.type) {
    case 'rich_text_list': return h(element.style === 'ordered' ? 'ol' : 'ul', {}, (element.elements ?? []).map((item) => h('li', {}, part(item, ctx))));
    case 'rich_text_quote': return h('blockquote', {}, inside());
    case 'rich_text_preformatted': return h('pre', {}, h('code', {}, inside()));
    default: return h('div', { class: 's-rich-section' }, inside());
  }
}

function piece(element, ctx) {
  switch (element.type) {
    case 'text': return styled(element.text ?? '', element.style);
    case 'link': return styled(entity(`${element.url}|${element.text ?? element.url}`, ctx) ?? element.text ?? '', element.style);
    case 'emoji': return emojiNode(element.name) ?? `:${element.name}:`;
    case 'user': return entity(`@${element.user_id}`, ctx);
    case 'channel': return entity(`#${element.channel_id}`, ctx);
    case 'usergroup': return entity(`!subteam^${element.usergroup_id}`, ctx);
    case 'broadcast': return entity(`!${element.range}`, ctx) ?? '';
    case 'date': return entity(`!date^${element.timestamp}^${element.format}|${element.fallback ?? ''}`, ctx) ?? '';
    default: return '';
  }
}

function styled(node, style = {}) {
  return [['code', 'code'], ['strike', 's'], ['italic', 'em'], ['bold', 'strong']].reduce(
    (inner, [name, tag]) => (style?.[name] ? h(tag, {}, inner) : inner), node);
}
