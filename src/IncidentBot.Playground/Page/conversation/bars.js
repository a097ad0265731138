// The two bars below the header: bookmarks and pinned messages. Both link to their message.

import { context, namesIn } from '../context.js';
import { h, keyed } from '../dom.js';
import { icon } from '../icons.js';
import { openPlace } from '../place.js';
import { emojiOf } from '../slack/emoji.js';
import { renderMrkdwn } from '../slack/mrkdwn.js';
import { count } from '../words.js';

export function showBars(root) {
  const bookmarks = h('ul', { class: 'bar', 'aria-label': 'Bookmarks' });
  const pins = h('ul', { class: 'bar-list' });
  const summary = h('summary', {}, icon('pin'), h('span', {}, ''));
  const pinned = h('details', { class: 'pinned' }, summary, pins);
  root.append(bookmarks, pinned);

  return ({ workspace }) => {
    const channel = context.channel;
    const messages = workspace.open?.channel === channel?.id ? workspace.open?.messages ?? [] : [];
    keyed(bookmarks, channel?.bookmarks ?? [], (each) => each.title + each.link, bookmark);
    bookmarks.hidden = !bookmarks.children.length;
    const shown = (channel?.pins ?? []).map((pin) => ({ ...pin, text: textOf(messages.find((message) => message.ts === pin.ts)) }));
    keyed(pins, shown, (each) => each.ts, (each) => pin(each, channel.id), (each) => namesIn(each.text));
    pinned.hidden = !shown.length;
    if (!shown.length) pinned.open = false;
    summary.lastChild.textContent = count(shown.length, 'pinned message');
  };
}

function bookmark({ title, link, emoji }) {
  const content = [emoji ? emojiOf(emoji.replaceAll(':', '')) ?? icon('link') : icon('link'), h('span', { dir: 'auto' }, title)];
  const place = messageOf(link);
  if (place) return h('li', {}, h('button', { type: 'button', class: 'bar-item', onclick: () => openPlace(place.channel, place.ts) }, content));
  const safe = /^https?:\/\//.test(link) || link.startsWith('/');
  return h('li', {}, safe ? h('a', { class: 'bar-item', href: link, target: '_blank', rel: 'noreferrer' }, content)
    : h('span', { class: 'bar-item' }, content));
}

/** Slack's permalinks contain a channel and a message: …/archives/C123/p1700000000000100 */
function messageOf(link) {
  const [, channel, seconds, rest] = /\/archives\/(\w+)\/p(\d{10})(\d{6})/.exec(link) ?? [];
  return channel ? { channel, ts: `${seconds}.${rest}` } : null;
}

function pin({ ts, by, text }, channel) {
  const words = h('span', { class: 'bar-words', dir: 'auto' }, renderMrkdwn(text.split('\n')[0], context));
  for (const inner of words.querySelectorAll('a, button')) inner.replaceWith(inner.textContent);
  return h('li', {}, h('button', { type: 'button', class: 'pin', onclick: () => openPlace(channel, ts) },
    words, h('span', { class: 'quiet' }, `pinned by ${context.people.get(by)?.realName ?? 'an unknown person'}`)));
}

const textOf = (message) => message?.text || 'A message';
