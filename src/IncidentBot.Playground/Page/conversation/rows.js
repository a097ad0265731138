// The rows of a message list: messages, day dividers, and the divider of unread messages.

import { dayKey, dayName, millis } from '../words.js';

export function rowsOf(messages, newLine, today) {
  const rows = [];
  let day = null;
  let wasNew = false;
  for (const message of messages) {
    const at = millis(message.ts);
    if (dayKey(at) !== day) {
      day = dayKey(at);
      rows.push({ kind: 'day', key: `day ${day}`, label: dayName(at, today) });
    }
    if (!wasNew && newLine && Number(message.ts) >= Number(newLine.ts)) {
      wasNew = true;
      rows.push({ kind: 'new', key: `new ${newLine.ts}`, label: 'New' });
    }
    rows.push({ kind: 'message', key: `${message.onlyForMe ? 'mine' : 'message'} ${message.ts}`, message });
  }
  return rows;
}
