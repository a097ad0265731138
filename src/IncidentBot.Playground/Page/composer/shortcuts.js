// The "Shortcuts" button of the composer: the app's global shortcuts, as in Slack's plus menu.

import { act } from '../api.js';
import { context } from '../context.js';
import { h } from '../dom.js';
import { disclosure } from '../focus.js';
import { icon } from '../icons.js';
import { failed } from './sending.js';

let count = 0;

export function shortcuts(fail) {
  const id = `shortcuts-${count += 1}`;
  const button = h('button', { type: 'button', class: 'shortcuts-button', 'aria-controls': id, 'aria-haspopup': 'true' }, icon('bolt'), 'Shortcuts');
  const box = h('div', { class: 'floating shortcuts-box', id, role: 'group', 'aria-label': 'Shortcuts' });
  const door = disclosure(button, box, { opened: () => {
    const known = context.shortcuts.filter((shortcut) => shortcut.type === 'global');
    box.replaceChildren(...known.map((shortcut) => entry(shortcut, async () => {
      door.close(true);
      const answer = await act('shortcut', { callbackId: shortcut.callbackId, channel: context.channel?.id });
      if (answer?.failure) fail(failed(`“${shortcut.name}”`, answer.failure));
    })), h('p', { class: 'quiet' }, 'Every message has more: point at it, or move to it with Tab.'));
    box.querySelector('button')?.focus();
  } });
  return { button, box };
}

const entry = ({ name, description }, choose) =>
  h('button', { type: 'button', class: 'shortcut', onclick: choose }, h('strong', {}, name), h('span', { class: 'quiet' }, description));
