// The list of messages. It scrolls with new messages only when it was at the bottom, and otherwise shows their number.

import { act } from '../api.js';
import { context, namesIn } from '../context.js';
import { h, keyed } from '../dom.js';
import { steady } from '../focus.js';
import { icon } from '../icons.js';
import { renderMessage } from '../slack/message.js';
import { change, now, state } from '../store.js';
import { count } from '../words.js';
import { announce } from './announcer.js';
import { rowsOf } from './rows.js';

const Near = 48;

export function showMessages(root) {
  const list = h('ol', { class: 'rows', 'aria-label': 'Messages' });
  const beginning = h('div', { class: 'beginning' });
  const scroller = h('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Messages' }, beginning, list);
  const pill = h('button', { type: 'button', class: 'latest', hidden: true, onclick: () => { toBottom(); scroller.focus(); } },
    icon('down'), h('span', {}, 'Jump to the latest'));
  root.append(scroller, pill);
  let shown = null;        // the person and channel of the list
  let last = null;         // the newest ts that was visible at the bottom
  let below = 0;
  let stuck = true;

  const toBottom = () => { scroller.scrollTop = scroller.scrollHeight; };
  const atBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < Near;
  const showPill = () => {
    pill.hidden = stuck;
    pill.lastChild.textContent = below ? `${count(below, 'new message')}, jump to the latest` : 'Jump to the latest';
  };
  scroller.addEventListener('scroll', () => {
    stuck = atBottom();
    if (stuck) below = 0;
    showPill();
  }, { passive: true });
  const grown = new ResizeObserver(() => { if (stuck) toBottom(); });
  grown.observe(scroller);
  grown.observe(list);

  return ({ workspace, open }) => {
    const channel = context.channel;
    const ready = channel && workspace.open?.channel === open;
    const name = `${workspace.me.id} ${open}`;
    if (!ready) {
      if (name !== shown) { shown = null; list.replaceChildren(); beginning.replaceChildren(); }
      return;
    }
    const messages = workspace.open.messages.filter((message) => !message.isReply || message.isBroadcast);
    const arriving = name !== shown;
    markNew(channel, messages);
    if (arriving) { list.replaceChildren(); stuck = true; below = 0; }
    const fresh = arriving ? [] : messages.filter((message) => !last || Number(message.ts) > Number(last));
    const mine = fresh.some((message) => message.user === workspace.me.id);
    const extra = (item) => workspace.me.id + namesIn(JSON.stringify(item.message ?? ''));
    steady(list, () => keyed(list, rowsOf(messages, state.newLine, now()), (row) => row.key, row, extra));
    begin(beginning, channel, messages.length);
    shown = name;
    last = messages.at(-1)?.ts ?? null;
    for (const message of fresh) if (message.user !== workspace.me.id) announce(message);
    if (!stuck) below += fresh.length;
    if (arriving && list.querySelector('.new-line')) list.querySelector('.new-line').scrollIntoView({ block: 'center' });
    else if (stuck || mine) toBottom();
    stuck = atBottom();
    showPill();
    seek(list, open);
    read(channel);
  };
}

function row({ kind, label, message }) {
  if (kind === 'message') return h('li', { class: 'row', 'data-ts': message.ts }, renderMessage(message, context));
  return h('li', { class: kind === 'new' ? 'new-line' : 'day-line' }, h('span', {}, label));
}

/** Records the first unread message, once per visit and whenever a message arrives while the page is not visible. */
function markNew(channel, messages) {
  if (state.newLine?.channel === channel.id || !channel.unread || !channel.isMember) return;
  const first = messages.find((message) => message.user !== context.me.id && Number(message.ts) > Number(channel.readTo));
  if (first) change({ newLine: { channel: channel.id, ts: first.ts } });
}

/** Marks the shown messages as read while the page is visible. */
function read(channel) {
  if (channel.unread && channel.isMember && document.hasFocus() && !document.hidden) act('read', { channel: channel.id });
}

function seek(list, open) {
  if (state.target?.channel !== open) return;
  const found = [...list.children].find((each) => each.dataset.ts === state.target.ts);
  if (!found) return;
  change({ target: null });
  found.scrollIntoView({ block: 'center' });
  found.classList.add('row--found');
  setTimeout(() => found.classList.remove('row--found'), 2500);
}

function begin(place, channel, number) {
  const text = channel.isDirect ? 'IncidentBot’s private messages to you are here.' : `The beginning of ${channel.name}.`;
  if (place.textContent === text) return;
  place.replaceChildren(h('p', {}, text));
  place.dataset.empty = String(number === 0);
}
