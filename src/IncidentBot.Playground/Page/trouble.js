// Fault injection: Slack's API in four states, and a bot that can really be killed. The state is always visible.

import { post } from './api.js';
import { h } from './dom.js';
import { disclosure } from './focus.js';
import { icon } from './icons.js';

const Slack = {
  up: { short: 'Slack works', name: 'Working', means: 'Every call gets a response.' },
  down: { short: 'Slack is down', name: 'Down', means: 'Every call of the bot fails.' },
  slow: { short: 'Slack is slow', name: 'Slow', means: 'Responses are late; some calls time out.' },
  limited: { short: 'Slack limits the bot', name: 'Rate limited', means: 'Calls are refused: “come back later”.' },
};
const Bot = { running: 'Bot runs', starting: 'Bot starts', dead: 'Bot is dead' };

export function showTrouble(root) {
  const slackWord = h('span', { class: 'trouble-word' });
  const botWord = h('span', { class: 'trouble-word' });
  const button = h('button', { type: 'button', class: 'trouble-button', 'aria-controls': 'trouble-box' },
    h('span', { class: 'hidden-text' }, 'Trouble: '), slackWord, botWord, icon('down'));
  const radios = Object.entries(Slack).map(([value, words]) => choice(value, words));
  const life = h('p', { class: 'trouble-life' });
  const kill = h('button', { type: 'button', class: 'button button--danger', 'data-bot': 'kill', onclick: () => command(kill, 'kill') }, 'Kill the bot');
  const start = h('button', { type: 'button', class: 'button button--main', 'data-bot': 'start', onclick: () => command(start, 'start') }, 'Start it again');
  const revive = h('button', { type: 'button', class: 'button revive', onclick: () => command(revive, 'start') }, 'Start it again');
  const box = h('div', { class: 'floating trouble-box', id: 'trouble-box', role: 'group', 'aria-label': 'Simulate a fault' },
    h('fieldset', { class: 'trouble-slack' }, h('legend', {}, 'Slack’s API is'), radios.map((each) => each.row)),
    h('div', { class: 'trouble-bot' }, h('h2', {}, 'The bot'), life, kill, start));
  root.append(button, revive, box);
  disclosure(button, box, { opened: () => box.querySelector('input:checked')?.focus() });

  return ({ machine }) => {
    if (!machine) return;
    const { bot, slack } = machine;
    mark(slackWord, slack === 'up' ? 'good' : 'bad', Slack[slack].short);
    mark(botWord, { running: 'good', starting: 'wait', dead: 'bad' }[bot.state], Bot[bot.state]);
    for (const { input } of radios) input.checked = input.value === slack;
    const [shown, other] = bot.state === 'dead' ? [start, kill] : [kill, start];
    const held = document.activeElement === other;
    shown.hidden = false;
    other.hidden = true;
    if (held) shown.focus();
    revive.hidden = bot.state !== 'dead';
    life.textContent = story(bot);
  };
}

const story = ({ state, lives, pid }) => ({
  running: `Running${pid ? ` as process ${pid}` : ''}, in its ${nth(lives)} life. Killing it is a real SIGKILL: it gets no chance to tidy up.`,
  starting: 'Starting: reading its database.',
  dead: 'Dead. Its pending messages are in its database, and it will send them after the start.',
})[state];

const nth = (number) => `${number}${{ 1: 'st', 2: 'nd', 3: 'rd' }[number % 100 > 10 && number % 100 < 14 ? 0 : number % 10] ?? 'th'}`;

function choice(value, { name, means }) {
  const input = h('input', { type: 'radio', name: 'slack', value, onchange: () => post('/api/slack', { trouble: value }) });
  return { input, row: h('label', { class: 'trouble-choice' }, input, h('span', {}, h('strong', {}, name), h('span', { class: 'quiet' }, means))) };
}

function mark(element, tone, text) {
  element.dataset.tone = tone;
  element.textContent = text;
}

/** Kills or starts the bot. */
export async function command(button, what) {
  if (button.hasAttribute('aria-busy')) return;
  button.setAttribute('aria-busy', 'true');
  await post('/api/bot', { do: what });
  button.removeAttribute('aria-busy');
}
