// The lists of the promise panel and their rows: reminders and outbox messages. A state is shown as a word and a sign, never by colour alone.

import { h, keyed } from '../dom.js';
import { due } from '../ticking.js';
import { timeOfDay, timeToTheSecond } from '../words.js';

const Reminder = {
  armed: ['◷', 'scheduled'],
  spoken: ['✓', 'sent'],
  superseded: ['–', 'no longer needed'],
  dropped: ['–', 'dropped'],
};
const Outbox = {
  waiting: ['◷', 'waiting', 'wait'],
  sending: ['↗', 'in flight', 'wait'],
  sent: ['✓', 'sent', 'good'],
  skipped: ['–', 'no longer needed', 'plain'],
  dead: ['✕', 'given up', 'bad'],
};
const Clock = { customers: 'customers’ clock', room: 'room’s clock', watch: 'watching' };

/** A list with the present entries and a few past ones; a button shows the rest. Returns {parts, show}. */
export function entries(key, entry, isOpen, keep) {
  const first = h('ul', { class: 'entries' });
  const rest = h('ul', { class: 'entries' });
  const summary = h('summary', {}, '');
  const earlier = h('details', { class: 'earlier' }, summary, rest);
  const show = (items) => {
    let past = 0;
    const near = items.filter((item) => isOpen(item) || (past += 1) <= keep);
    const far = items.filter((item) => !near.includes(item));
    keyed(first, near, key, entry);
    keyed(rest, far, key, entry);
    earlier.hidden = !far.length;
    summary.textContent = `${far.length} earlier`;
  };
  return { parts: [first, earlier], show };
}

export function reminderEntry({ incident, what, clock, dueAt, state, decidedAt }) {
  const [sign, word] = Reminder[state] ?? ['', state];
  const armed = state === 'armed';
  return h('li', { class: `entry${armed ? '' : ' entry--past'}`, 'data-tone': armed ? 'wait' : state === 'spoken' ? 'good' : 'plain' },
    h('span', { class: 'entry-sign', 'aria-hidden': 'true' }, sign),
    h('span', { class: 'entry-words' },
      h('span', { class: armed || state === 'spoken' ? null : 'struck' }, h('b', {}, incident), ` ${what}`),
      h('span', { class: 'quiet' }, Clock[clock] ?? clock)),
    h('span', { class: 'entry-when' },
      armed ? due(dueAt) : [word, decidedAt ? ` ${timeOfDay(decidedAt)}` : ''],
      armed ? h('span', { class: 'quiet' }, timeOfDay(dueAt)) : null));
}

export function outboxEntry({ incident, what, where, state, attempts, dueAt, createdAt, doneAt, error }) {
  const [sign, word, tone] = Outbox[state] ?? ['', state, 'plain'];
  const tries = attempts > 1 ? `${attempts} tries` : null;
  const later = state === 'waiting' && attempts > 0 ? h('span', { class: 'quiet' }, 'next try ', due(dueAt)) : null;
  return h('li', { class: `entry${state === 'sent' || state === 'skipped' ? ' entry--past' : ''}`, 'data-tone': tone },
    h('span', { class: 'entry-sign', 'aria-hidden': 'true' }, sign),
    h('span', { class: 'entry-words' },
      h('span', {}, incident ? [h('b', {}, incident), ' '] : null, what),
      where ? h('span', { class: 'quiet entry-where' }, `→ ${where}`) : null,
      error && state !== 'sent' ? h('span', { class: 'entry-error' }, error) : null, later),
    h('span', { class: 'entry-when', title: `Stored ${timeToTheSecond(createdAt)}${doneAt ? `, done ${timeToTheSecond(doneAt)}` : ''}` },
      word, h('span', { class: 'quiet' }, [tries, timeOfDay(doneAt ?? createdAt)].filter(Boolean).join(' · '))));
}
