// The content of <…> in mrkdwn: people, groups, channels, dates and links.

import { h } from '../dom.js';
import { nameOf } from './avatar.js';
import { fullDate, slackDate } from './dates.js';

/** The node for the content of the brackets, or null when Slack does not know it, so that it stays as typed. */
export function entity(inside, ctx) {
  const [target, label] = split(inside);
  const id = target.slice(2);
  if (target.startsWith('@')) return person(target.slice(1), label, ctx);
  if (target.startsWith('#')) return channel(target.slice(1), label, ctx);
  if (target.startsWith('!subteam^')) return mention(label || `@${ctx?.groups?.get(target.slice(9))?.handle ?? 'group'}`, false);
  if (target.startsWith('!date^')) return date(target, label, ctx);
  if (/^!(here|channel|everyone)$/.test(target)) return mention(`@${target.slice(1)}`, true);
  return target.startsWith('!') || id === '' ? null : link(target, label);
}

/** As text only, for entities inside code. */
export function entityAsText(inside, ctx) {
  return entity(inside, ctx)?.textContent ?? `<${inside}>`;
}

function split(inside) {
  const bar = inside.indexOf('|');
  return bar < 0 ? [inside, ''] : [inside.slice(0, bar), inside.slice(bar + 1)];
}

function person(id, label, ctx) {
  const known = ctx?.people?.get(id);
  const name = known ? nameOf(known) : label.replace(/^@/, '') || 'unknown';
  return mention(`@${name}`, id === ctx?.me?.id, ctx?.openPerson && known ? () => ctx.openPerson(id) : null);
}

function mention(text, isMe, open = null) {
  const look = `s-mention${isMe ? ' s-mention-me' : ''}`;
  return open ? h('button', { class: look, type: 'button', onclick: open }, text) : h('span', { class: look }, text);
}

function channel(id, label, ctx) {
  const known = ctx?.channels?.get(id);
  const name = `#${known?.name ?? (label || 'a channel you cannot see')}`;
  return known ? h('button', { class: 's-mention s-mention-channel', type: 'button', onclick: () => ctx.openChannel(id) }, name)
    : h('span', { class: 's-mention' }, name);
}

function date(target, fallback, ctx) {
  const [, seconds, pattern, address] = target.split('^');
  const moment = Number(seconds) * 1000;
  if (!seconds || !pattern || !(Math.abs(moment) <= 8.64e15)) return fallback ? document.createTextNode(decode(fallback)) : null;
  const words = h('time', { datetime: new Date(moment).toISOString(), title: fullDate(moment) },
    slackDate(decode(pattern), moment, ctx?.now?.() ?? Date.now()));
  return address ? link(address, '', words) : words;
}

function link(address, label, content = null) {
  const url = decode(address);
  const words = content ?? decode(label || address.replace(/^mailto:/, ''));
  return /^(https?:\/\/|mailto:)/i.test(url) ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, words) : null;
}

/** Slack escapes these three characters only. */
export const decode = (text) => text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name]);
