// The page for a person whose account was deactivated: no workspace, and a switch to an active person.

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
      h('p', {}, `${me.realName || me.name} has left Acme. Slack shows them nothing, and IncidentBot neither pages them nor gives them a role. `
        + 'Their messages stay in the timeline.'),
      h('p', { class: 'quiet' }, 'Continue as'),
      h('ul', {}, others.map((person) => h('li', {},
        h('button', { type: 'button', class: 'button', onclick: () => become(person.id) },
          avatar(person, 'avatar--small'), person.realName || person.name))))));
    root.querySelector('button')?.focus();
  };
}
