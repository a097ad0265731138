// What a person sees whose account was deactivated: nothing of the workspace, and a way back to somebody who may.

import { avatar } from './avatar.js';
import { h } from './dom.js';
import { playable } from './people.js';

export function showAway(root, become) {
  let shown = null;
  return ({ workspace }) => {
    if (!workspace) return;
    const { me } = workspace;
    const away = me.kind === 'deactivated';
    root.hidden = !away;
    document.body.dataset.away = String(away);
    if (!away) { shown = null; return; }
    if (shown === me.id) return;
    shown = me.id;
    const others = playable(workspace).filter((person) => person.kind !== 'deactivated');
    root.setAttribute('aria-label', 'Account deactivated');
    root.replaceChildren(h('div', { class: 'away-card' }, avatar(me, 'avatar--large'),
      h('h1', {}, 'This account has been deactivated'),
      h('p', {}, `${me.realName || me.name} has left Acme. Slack shows them nothing, and IncidentBot neither pages them nor gives them a role. What they once wrote stays in the story.`),
      h('p', { class: 'quiet' }, 'Go on as'),
      h('ul', {}, others.map((person) => h('li', {}, h('button', { type: 'button', class: 'button', onclick: () => become(person.id) }, avatar(person, 'avatar--small'), person.realName || person.name))))));
    root.querySelector('button')?.focus();
  };
}
