// The bot's clock, in the local time zone, and the buttons that move it ahead.

import { post } from './api.js';
import { h } from './dom.js';
import { disclosure } from './focus.js';
import { icon } from './icons.js';
import { due } from './ticking.js';
import { now, state } from './store.js';
import { span, timeToTheSecond } from './words.js';

const Noticeable = 30_000;

/** On wide screens the buttons are always visible beside the clock, so that it has no menu. */
const wide = matchMedia('(min-width: 1180px)');

export function showClock(root) {
  const digits = h('span', { class: 'clock-digits', role: 'timer', 'aria-live': 'off' });
  const ahead = h('span', { class: 'clock-ahead' });
  const five = mover('+5 min', 'Move the bot’s clock five minutes on', { minutes: 5 });
  const thirty = mover('+30 min', 'Move the bot’s clock half an hour on', { minutes: 30 });
  const next = mover([icon('forward'), 'To the next reminder'], null, { to: 'next' });
  const what = h('p', { class: 'clock-next', id: 'clock-next' });
  next.setAttribute('aria-describedby', 'clock-next');
  const face = h('button', { type: 'button', class: 'clock-face', 'aria-controls': 'clock-moves' }, digits, ahead);
  const moves = h('div', { class: 'clock-moves', id: 'clock-moves' }, five, thirty, next, what);
  root.append(face, moves);
  disclosure(face, moves);
  const reach = () => { face.tabIndex = wide.matches ? -1 : 0; };
  wide.addEventListener('change', reach);
  reach();

  const tick = () => {
    if (!state.machine) return;
    const lead = state.ahead;
    digits.textContent = timeToTheSecond(now());
    ahead.textContent = lead > Noticeable ? `+${span(lead)}` : 'real time';
    face.title = lead > Noticeable ? `The bot’s clock is ${span(lead)} ahead of the real one.` : 'The bot’s clock shows the real time.';
  };
  let shown = null;
  const render = ({ machine }) => {
    if (!machine) return;
    const reason = machine.next ? null : 'No reminder is scheduled. Declare an incident first.';
    next.disabled = reason !== null;
    const content = JSON.stringify([reason, machine.next]);
    if (content !== shown) {
      shown = content;
      next.title = reason ?? machine.next.text;
      what.replaceChildren(...(machine.next ? [machine.next.text, ' ', due(machine.next.at)] : [reason]));
      what.dataset.empty = String(!machine.next);
    }
    tick();
  };
  return { render, tick };
}

function mover(content, title, body) {
  const button = h('button', { type: 'button', class: 'clock-move', title }, content);
  button.addEventListener('click', async () => {
    button.setAttribute('aria-busy', 'true');
    await post('/api/clock', body);
    button.removeAttribute('aria-busy');
  });
  return button;
}
