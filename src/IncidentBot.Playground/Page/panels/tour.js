// The guided tour: six short steps, checked off by what really happened, not by a "next" button.

import { compose } from '../composer/composer.js';
import { h, keyed } from '../dom.js';
import { icon } from '../icons.js';
import { playable } from '../people.js';
import { become } from '../place.js';
import { change, state } from '../store.js';
import { setPanel, uncover } from '../tools.js';
import { lite } from './lite.js';

export function showTour(root) {
  const bar = h('progress', { class: 'tour-bar', max: '6', value: '0', 'aria-label': 'Steps done' });
  const far = h('p', { class: 'quiet' });
  const steps = h('ol', { class: 'steps' });
  const end = h('section', { class: 'tour-end', hidden: true },
    h('div', { class: 'tour-end-mark', 'aria-hidden': 'true' }, icon('tick')),
    h('h3', {}, 'The tour is complete'),
    h('p', {}, 'An incident was declared, led, published to customers and resolved, and its promises survived an outage. '
      + 'Nothing was lost, and nothing was sent twice.'),
    h('p', {}, 'The workspace stays open: try another person, another severity, a worse moment to kill the bot.'),
    h('button', { type: 'button', class: 'button', onclick: () => setPanel(false) }, 'Close the tour'));
  root.append(h('header', { class: 'page-head' }, h('h2', {}, 'One incident, six steps'), far, bar), end, steps);

  return ({ machine, workspace }) => {
    const tour = machine?.tour;
    if (!tour || !workspace) return;
    const done = tour.steps.filter((step) => step.done).length;
    bar.max = tour.steps.length;
    bar.value = done;
    far.textContent = tour.done ? `All ${tour.steps.length} steps done.` : done ? `${done} of ${tour.steps.length} done.`
      : 'Everything here is real: the bot, its database, its public page. Only Slack is not.';
    end.hidden = !tour.done;
    const marked = tour.steps.map((step, index) => ({ ...step, number: index + 1, open: !tour.done && index === tour.current }));
    keyed(steps, marked, (step) => step.number, stepOf);
  };
}

function stepOf({ number, title, text, how, done, open }) {
  const mark = h('span', { class: 'step-mark', 'aria-hidden': 'true' }, done ? icon('tick') : String(number));
  const name = h('h3', {}, title, done ? h('span', { class: 'hidden-text' }, ' (done)') : null);
  const body = h('div', { class: 'step-body' }, h('p', {}, lite(text)), how.length ? h('ul', { class: 'how' }, how.map(howOf)) : null);
  return h('li', { class: `step${done ? ' step--done' : ''}${open ? ' step--open' : ''}`, 'aria-current': open ? 'step' : null }, mark,
    open ? h('div', { class: 'step-words' }, name, body)
      : h('details', { class: 'step-words' }, h('summary', {}, name), body));
}

/** A line of advice with its action: a switch to the person, or a button for the command, which it does not send. */
function howOf(line) {
  const typed = /`(\/inc(?:ident)?(?:\s[^`]*)?)`/.exec(line)?.[1];
  const put = () => { uncover(); change({ pane: 'chat' }); setTimeout(() => compose(typed)); };
  const who = playable(state.workspace).find((person) => line.includes(`Become *${person.realName}*`));
  return h('li', {}, h('span', {}, lite(line)),
    who ? h('button', { type: 'button', class: 'button button--small', onclick: () => become(who.id) }, `Become ${who.realName}`) : null,
    typed ? h('button', { type: 'button', class: 'button button--small', onclick: put }, 'Put it in the composer') : null);
}
