// The message field. Enter sends, Shift+Enter adds a line, and "/" starts a command. Each person has a separate draft in each channel.

import { context } from '../context.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { state } from '../store.js';
import { toast } from '../toast.js';
import { command } from '../trouble.js';
import { complete, usageOf } from './completion.js';
import { popup } from './popup.js';
import { send } from './sending.js';
import { shortcuts } from './shortcuts.js';

const drafts = new Map();
const typedBefore = new Map();     // by person, newest first

/** Builds a composer in `root`; `thread()` returns the thread to reply in. Returns its render function. */
export function showComposer(root, thread = () => null) {
  const field = h('textarea', { rows: '1', autocomplete: 'off', spellcheck: 'true' });
  const offers = popup(field, pick);
  const usage = h('p', { class: 'usage', hidden: true });
  const failure = h('div', { class: 'failure', role: 'alert', hidden: true });
  const button = h('button', { type: 'button', class: 'send', 'aria-label': 'Send', onclick: submit }, icon('send'));
  const global = shortcuts(fail);
  const box = h('div', { class: 'composer' }, offers.box, usage, field,
    h('div', { class: 'composer-bar' }, global.button,
      h('span', { class: 'composer-hint quiet' }, 'Enter sends, Shift+Enter makes a new line'), button), global.box);
  const instead = h('p', { class: 'instead', hidden: true });
  root.append(failure, box, instead);
  let name = null;
  let back = -1;
  let underWay = Promise.resolve();

  const history = () => typedBefore.get(state.workspace?.me.id) ?? [];

  function write(text, caret = text.length) {
    field.value = text;
    field.setSelectionRange(caret, caret);
    changed();
  }

  function changed() {
    drafts.set(name, field.value);
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
    button.disabled = !field.value.trim();
    offers.show(complete(field.value, field.selectionStart, state.workspace));
    const help = usageOf(field.value, state.workspace);
    usage.hidden = !help || !offers.box.hidden;
    if (help) usage.replaceChildren(h('code', {}, help.command, ' ', h('b', {}, help.usage)), ` ${help.does}`);
  }

  function pick(item, from) {
    const after = field.value.slice(field.selectionStart).replace(/^ /, '');
    write(field.value.slice(0, from) + item.insert + after, from + item.insert.length);
    field.focus();
  }

  async function submit() {
    const typed = field.value.trimEnd();
    if (!typed.trim()) return;
    const [sentFrom, channel, answered] = [name, context.channel.id, thread()];
    typedBefore.set(state.workspace.me.id, [typed, ...history().filter((each) => each !== typed)]);
    back = -1;
    fail(null);
    write('');
    // Messages are sent in the order of typing; the field stays usable meanwhile.
    const problem = await (underWay = underWay.then(() => send(typed, channel, answered)));
    if (!problem) return;
    if (name !== sentFrom) { drafts.set(sentFrom, drafts.get(sentFrom) || typed); return; }
    fail(problem);
    if (!field.value) write(typed);
  }

  function fail(problem) {
    failure.hidden = !problem;
    if (!problem) { failure.replaceChildren(); return; }
    const again = h('button',
      { type: 'button', class: 'button', onclick: async () => { await command(again, 'start'); fail(null); field.focus(); } },
      'Start it again');
    failure.replaceChildren(h('div', {}, h('strong', {}, problem.text), problem.hint ? h('p', {}, problem.hint) : null), problem.dead ? again : '',
      h('button', { type: 'button', class: 'quiet-button', 'aria-label': 'Dismiss', onclick: () => { fail(null); field.focus(); } }, '✕'));
  }

  field.addEventListener('input', () => { back = -1; changed(); });
  field.addEventListener('click', changed);
  field.addEventListener('blur', offers.hide);
  field.addEventListener('keydown', (event) => {
    if (offers.key(event)) { event.preventDefault(); event.stopPropagation(); return; }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    const older = history()[back + 1];
    if (event.key === 'ArrowUp' && !event.altKey && older !== undefined && (field.value === '' || field.value === history()[back])) {
      event.preventDefault();
      back += 1;
      write(older);
      offers.hide();
    }
  });
  document.addEventListener('compose', (event) => {
    if (thread()) return;
    if (state.open === 'home' || context.channel?.isDirect || context.channel?.isArchived) {
      toast('Open a channel first, then type the command there.');
      return;
    }
    write(event.detail);
    field.focus();
  });

  return ({ workspace, open }) => {
    const channel = context.channel;
    if (!channel) return;
    const reason = whyNot(channel);
    box.hidden = reason !== null;
    instead.hidden = reason === null;
    if (reason !== null && instead.textContent !== reason) instead.textContent = reason;
    if (reason !== null) fail(null);
    const place = [workspace.me.id, open, thread() ?? ''].join(' ');
    if (place === name) return;
    name = place;
    fail(null);
    const label = thread() ? 'Reply' : `Message #${channel.name}`;
    field.setAttribute('aria-label', label);
    field.placeholder = thread() ? 'Reply…' : `${label}, or type / for a command`;
    global.button.hidden = Boolean(thread());
    write(drafts.get(name) ?? '');
    offers.hide();
  };
}

/** Puts `text` into the channel's composer without sending it. */
export const compose = (text) => document.dispatchEvent(new CustomEvent('compose', { detail: text }));

function whyNot(channel) {
  if (channel.isArchived) return 'This channel is archived. Its messages can be read, but no new ones can be added.';
  if (channel.isDirect) return 'IncidentBot answers commands, not messages. Type /incident in any channel.';
  if (!channel.isMember) return 'You are not a member. Join the channel to write in it.';
  return null;
}
