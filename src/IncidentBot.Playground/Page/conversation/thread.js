// The thread beside the conversation: its parent message, its replies, and a composer.

import { context, namesIn } from '../context.js';
import { showComposer } from '../composer/composer.js';
import { h, keyed } from '../dom.js';
import { steady } from '../focus.js';
import { icon } from '../icons.js';
import { renderMessage } from '../slack/message.js';
import { change, state } from '../store.js';
import { count } from '../words.js';

export function showThread(root) {
  const where = h('span', { class: 'quiet' });
  const close = h('button', { type: 'button', class: 'tool', 'aria-label': 'Close the thread', onclick: () => change({ thread: null }) }, icon('close'));
  const list = h('ol', { class: 'rows', 'aria-label': 'Thread' });
  const scroller = h('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Messages of the thread' }, list);
  const foot = h('div', { class: 'foot' });
  root.append(h('header', { class: 'head' }, h('div', { class: 'head-words' }, h('h2', {}, 'Thread'), where), close), scroller, foot);
  const composer = showComposer(foot, () => state.thread);
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    change({ thread: null });
    document.querySelector('#conversation textarea')?.focus();
  });
  let shown = null;

  return (now) => {
    const { workspace, thread, open } = now;
    const messages = workspace?.open?.channel === open ? workspace.open.messages : [];
    const story = thread ? messages.filter((message) => message.ts === thread || message.threadTs === thread) : [];
    root.hidden = !story.length;
    document.body.dataset.thread = String(!root.hidden);
    if (root.hidden) { shown = null; return; }
    const replies = story.length - 1;
    const place = context.channel.isDirect ? 'IncidentBot' : `#${context.channel.name}`;
    where.textContent = `${place}, ${replies ? count(replies, 'reply', 'replies') : 'no replies yet'}`;
    const stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 48;
    steady(list, () => keyed(list, story, (message) => message.ts, (message) => h('li', { class: 'row' }, renderMessage(message, context)),
      (message) => workspace.me.id + namesIn(JSON.stringify(message))));
    composer(now);
    if (stuck || shown !== thread) scroller.scrollTop = scroller.scrollHeight;
    if (shown !== thread) foot.querySelector('textarea')?.focus();
    shown = thread;
  };
}
