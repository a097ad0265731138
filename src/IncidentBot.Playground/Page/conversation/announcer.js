// Announces new messages of the open channel to screen readers, one line each, politely.

import { context } from '../context.js';
import { h } from '../dom.js';

const Kept = 8;
const Longest = 200;

export function announce(message) {
  const place = document.getElementById('announcer');
  const who = context.people.get(message.user)?.realName ?? 'IncidentBot';
  const text = (message.text ?? '').replace(/<@(\w+)[^>]*>/g, (_, id) => `@${context.people.get(id)?.name ?? id}`).replace(/<[^|>]*\|([^>]*)>/g, '$1');
  place.append(h('p', {}, `${who}${message.onlyForMe ? ', only to you' : ''}: ${text.slice(0, Longest)}`));
  while (place.children.length > Kept) place.firstChild.remove();
}
