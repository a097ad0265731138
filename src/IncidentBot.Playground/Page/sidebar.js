// The left side: the workspace, its channels with unread counts, the channels to join, and the bot's own places.

import { h, keyed } from './dom.js';
import { steady } from './focus.js';
import { icon } from './icons.js';
import { change } from './store.js';

export function showSidebar(root, { join }) {
  const mine = h('ul', { class: 'places' });
  const others = h('ul', { class: 'places' });
  const apps = h('ul', { class: 'places' });
  const more = h('details', { class: 'more' }, h('summary', {}, 'More channels'), others);
  const guest = h('p', { class: 'sidebar-note' }, 'A guest sees only the channels they were invited to.');
  root.append(
    h('h1', { class: 'workspace-name' }, 'Acme'),
    h('section', { 'aria-labelledby': 'side-channels' }, h('h2', { id: 'side-channels' }, 'Channels'), mine, more, guest),
    h('section', { 'aria-labelledby': 'side-apps' }, h('h2', { id: 'side-apps' }, icon('bolt'), 'IncidentBot'), apps));
  // On a phone a click shows the conversation at once, also when its channel is already open.
  root.addEventListener('click', (event) => { if (event.target.closest('a')) change({ pane: 'chat' }); });

  return ({ workspace, open }) => {
    if (!workspace) return;
    const { channels, me } = workspace;
    const here = (id) => String(id === open);
    const joined = channels.filter((channel) => channel.isMember && !channel.isDirect).sort(byName);
    const joinable = channels.filter((channel) => !channel.isMember && !channel.isDirect && !channel.isArchived).sort(byName);
    steady(root, () => {
      keyed(mine, joined.map(summary), (each) => each.id, (each) => place(each, each.id === open), (each) => here(each.id));
      keyed(others, joinable.map(summary), (each) => each.id, (each) => place(each, each.id === open, join), (each) => here(each.id));
      keyed(apps, [{ id: 'home', name: 'Home', icon: 'home' }, ...channels.filter((each) => each.isDirect)
        .map((each) => ({ ...summary(each), name: 'Messages', icon: 'letter' }))],
        (each) => each.id, (each) => place(each, each.id === open), (each) => here(each.id));
    });
    more.hidden = joinable.length === 0;
    if (joinable.some((each) => each.id === open)) more.open = true;
    guest.hidden = me.kind !== 'guest';
  };
}

const byName = (one, other) => Number(one.isArchived) - Number(other.isArchived) || one.name.localeCompare(other.name);

/** Only what a row shows: a channel whose topic changes keeps its row. */
const summary = ({ id, name, isPrivate, isArchived, unread, mentions }) => ({ id, name, isPrivate, isArchived, unread, mentions });

function place(channel, isHere, join) {
  const { id, name, unread = 0, mentions = 0 } = channel;
  const link = h('a', { class: `place${unread ? ' place--unread' : ''}${channel.isArchived ? ' place--archived' : ''}`, href: `#${id}`,
    'aria-current': isHere ? 'page' : null },
    icon(channel.icon ?? (channel.isPrivate ? 'lock' : 'hash')),
    h('span', { class: 'place-name' }, name),
    channel.isArchived ? h('span', { class: 'place-note' }, 'archived') : null,
    unread && !mentions ? h('span', { class: 'hidden-text' }, `, ${unread} unread`) : null,
    mentions ? h('span', { class: 'badge' }, String(mentions), h('span', { class: 'hidden-text' }, mentions === 1 ? ' mention' : ' mentions')) : null);
  return h('li', {}, link, join ? h('button', { type: 'button', class: 'place-join', 'aria-label': `Join #${name}`, onclick: () => join(id) }, 'Join') : null);
}
