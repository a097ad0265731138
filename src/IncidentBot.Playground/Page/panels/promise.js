// Shows the product's promise: what is owed, what was kept, what comes next, and that nothing is lost or sent twice.

import { h, keyed } from '../dom.js';
import { icon } from '../icons.js';
import { due } from '../ticking.js';
import { entries, outboxEntry, reminderEntry } from './entries.js';

export function showPromise(root) {
  const verdict = h('p', { class: 'verdict', role: 'status' });
  const figures = h('dl', { class: 'figures' });
  const next = h('div', { class: 'next' });
  const reminderKey = (each) => `${each.incident} ${each.what} ${each.clock} ${each.dueAt} ${each.state}`;
  const reminders = entries(reminderKey, reminderEntry, (each) => each.state === 'armed', 3);
  const outbox = entries((each) => each.id, outboxEntry, (each) => each.state !== 'sent' && each.state !== 'skipped', 8);
  const noReminders = h('p', { class: 'nothing' }, 'Every incident schedules its own.');
  const noOutbox = h('p', { class: 'nothing' }, 'There was no message yet.');
  root.append(
    h('header', { class: 'page-head' }, h('h2', {}, 'Nothing lost, nothing sent twice'), verdict), figures,
    part('next', 'Next', null, next),
    part('outbox', 'Messages owed to Slack', 'Stored before anything is sent: they survive a kill and wait until an outage is over.', outbox.parts, noOutbox),
    part('reminders', 'Reminders', 'Each update promises the next. The bot watches the promise for you.', reminders.parts, noReminders));
  let shownNext = null;

  return ({ machine }) => {
    if (!machine) return;
    const { proof } = machine;
    const text = judge(machine);
    if (verdict.textContent !== text) verdict.textContent = text;
    verdict.dataset.tone = proof.lost || proof.doubled ? 'bad' : proof.waiting ? 'wait' : 'good';
    keyed(figures, figuresOf(proof), (each) => each.name, figure);
    if (JSON.stringify(machine.next) !== shownNext) {
      shownNext = JSON.stringify(machine.next);
      next.replaceChildren(...(machine.next
        ? [h('p', { class: 'next-text', dir: 'auto' }, machine.next.text), h('p', { class: 'next-when' }, due(machine.next.at))]
        : [h('p', { class: 'nothing' }, 'No reminder is scheduled.')]));
    }
    reminders.show(machine.reminders);
    outbox.show(machine.outbox);
    noReminders.hidden = machine.reminders.length > 0;
    noOutbox.hidden = machine.outbox.length > 0;
  };
}

function part(id, title, caption, ...content) {
  return h('section', { class: 'part', 'aria-labelledby': `part-${id}` },
    h('h3', { id: `part-${id}` }, title), caption ? h('p', { class: 'quiet' }, caption) : null, content);
}

function judge({ proof, bot, slack }) {
  if (proof.lost || proof.doubled) return 'The promise is broken. Please tell us how you did it.';
  if (bot.state === 'dead') return `The bot is dead. ${proof.waiting ? waits(proof.waiting) : 'Its data is'} in its database, safe until the start.`;
  if (proof.waiting && slack !== 'up') return `Slack does not work normally. ${waits(proof.waiting)}; nothing is lost.`;
  if (proof.waiting) return `${waits(proof.waiting)} and will be sent soon.`;
  return proof.owed ? 'Every message was sent, exactly once.' : 'There is no message yet. Declare an incident and watch.';
}

const waits = (number) => (number === 1 ? 'One message waits' : `${number} messages wait`);

function figuresOf({ owed, delivered, waiting, lost, doubled, dead }) {
  return [
    { name: 'Owed', value: owed, means: 'messages the bot must send' },
    { name: 'Delivered', value: delivered, means: 'sent, or no longer needed', good: owed > 0 && delivered === owed },
    { name: 'Waiting', value: waiting, means: 'stored, not sent yet', wait: waiting > 0 },
    { name: 'Lost', value: lost, means: 'forgotten', good: lost === 0, bad: lost > 0 },
    { name: 'Doubled', value: doubled, means: 'sent twice', good: doubled === 0, bad: doubled > 0 },
    ...(dead ? [{ name: 'Given up', value: dead, means: 'Slack refused permanently', bad: true }] : []),
  ];
}

function figure({ name, value, means, good, wait, bad }) {
  const tone = bad ? 'bad' : wait ? 'wait' : good ? 'good' : 'plain';
  return h('div', { class: 'figure', 'data-tone': tone }, h('dt', {}, name),
    h('dd', {}, h('span', { class: 'figure-value' }, good ? icon('tick') : null, String(value)), h('span', { class: 'quiet' }, means)));
}
