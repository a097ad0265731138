// One message: author, time, content, reactions and replies.

import { h } from '../dom.js';
import { avatar, nameOf } from './avatar.js';
import { renderBlocks } from './blocks.js';
import { fullDate, momentOf, timeOf } from './dates.js';
import { takesFocusOver } from './focus.js';
import { icon } from './icons.js';
import { messageBar } from './messagebar.js';
import { renderMrkdwn } from './mrkdwn.js';
import { reactionRow } from './reactions.js';

/** Renders a message of the open channel. */
export function renderMessage(message, ctx) {
  const look = [
    's-message', message.subtype ? 's-message-slack' : '', message.onlyForMe ? 's-message-mine' : '', message.pinned ? 's-message-pinned' : '',
  ].filter(Boolean).join(' ');
  const author = ctx.people.get(message.user) ?? { id: message.user, name: message.isBot ? 'Bot' : 'Unknown person', kind: message.isBot ? 'bot' : 'member' };
  const place = `${ctx.me.id}/${ctx.channel?.id}/${message.ts}${message.isReply ? '/reply' : ''}`;
  return takesFocusOver(h('article', { class: look, 'data-ts': message.ts, 'data-place': place, tabindex: '-1',
    'aria-label': `${nameOf(author)}, ${timeOf(momentOf(message.ts))}` },
    mark(message, ctx),
    avatar(author, message.subtype ? 's-avatar-small' : ''),
    h('div', { class: 's-message-main' },
      message.subtype ? [content(message, ctx, place), time(message)] : [heading(message, author, ctx), content(message, ctx, place)],
      message.onlyForMe ? null : reactionRow(message, ctx),
      threadFoot(message, ctx)),
    message.onlyForMe || message.subtype ? null : messageBar(message, ctx)));
}

/** The line above a message that explains what is special about it. */
function mark(message, ctx) {
  if (message.onlyForMe) return h('div', { class: 's-message-mark' }, icon('eye'), 'Only visible to you');
  if (message.isBroadcast) return h('div', { class: 's-message-mark' }, icon('reply'), 'Replied in a thread');
  if (!message.pinned) return null;
  const by = ctx.channel?.pins?.find((pin) => pin.ts === message.ts)?.by;
  return h('div', { class: 's-message-mark' }, icon('pin'), by ? `Pinned by ${by === ctx.me.id ? 'you' : nameOf(ctx.people.get(by))}` : 'Pinned');
}

function heading(message, author, ctx) {
  const name = nameOf(author);
  const opens = ctx.openPerson && ctx.people.has(message.user);
  return h('div', { class: 's-message-head' },
    opens
      ? h('button', { class: 's-message-name', type: 'button', 'data-focus': 'name', tabindex: '-1', onclick: () => ctx.openPerson(message.user) }, name)
      : h('span', { class: 's-message-name' }, name),
    author.kind === 'bot' ? h('span', { class: 's-badge' }, 'APP') : null,
    author.kind === 'guest' ? h('span', { class: 's-badge' }, 'GUEST') : null,
    time(message),
    message.edited && message.blocks?.length ? edited() : null);
}

function time(message) {
  const moment = momentOf(message.ts);
  return h('time', { class: 's-message-time', datetime: new Date(moment).toISOString(), title: fullDate(moment) }, timeOf(moment));
}

const edited = () => h('span', { class: 's-message-edited' }, '(edited)');

function content(message, ctx, place) {
  if (!message.blocks?.length) return h('div', { class: 's-message-text' }, renderMrkdwn(message.text, ctx), message.edited ? [' ', edited()] : null);
  const surface = { key: place, ctx, state: message.state, at: { surface: 'message', channel: ctx.channel?.id, ts: message.ts } };
  return h('div', { class: 's-message-text' }, renderBlocks(message.blocks, surface));
}

function threadFoot(message, ctx) {
  if (!message.replies || message.isReply) return null;
  const words = message.replies === 1 ? '1 reply' : `${message.replies} replies`;
  return h('button', { class: 's-thread-foot', type: 'button', 'data-focus': 'thread', onclick: () => ctx.openThread(message.ts) }, icon('reply'), words);
}
