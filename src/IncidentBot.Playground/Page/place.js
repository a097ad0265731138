// The present person, channel and thread. The address bar stores the place, and so does a memory for each person.

import { act } from './api.js';
import { change, remember, remembered, state } from './store.js';

/** Opens a channel, or 'home'. With `ts` it scrolls to that message. */
export function openPlace(id, ts = null) {
  if (id !== state.open) {
    change({ open: id, thread: null, newLine: null });
    if (state.workspace) remember(`open.${state.workspace.me.id}`, id);
    if (location.hash !== `#${id}`) history.pushState(null, '', `#${id}`);
    if (id === 'home') act('home');
  }
  change({ pane: 'chat', target: ts ? { channel: id, ts } : null });
}

export const openThread = (ts) => change({ thread: ts, pane: 'chat' });

/** Switches to another person, at their last place. */
export function become(person) {
  const open = remembered(`open.${person}`);
  remember('person', person);
  history.replaceState(null, '', open ? `#${open}` : location.pathname);      // another person's place is not theirs
  change({ person, open, thread: null, newLine: null, target: null });
}

/** Opens a place that this person may see: the remembered one, the one in the address bar, or #general. */
export function settle(workspace) {
  const visible = (id) => id === 'home' || workspace.channels.some((channel) => channel.id === id);
  if (!state.open || !visible(state.open)) {
    const members = workspace.channels.filter((channel) => channel.isMember && !channel.isArchived && !channel.isDirect);
    const first = members.find((channel) => channel.name === 'general') ?? members[0] ?? workspace.channels[0];
    const wanted = [remembered(`open.${workspace.me.id}`), location.hash.slice(1)].find((id) => id && visible(id));
    change({ open: wanted ?? first?.id ?? 'home', thread: null, newLine: null });
    if (state.open === 'home' && workspace.me.kind !== 'deactivated') act('home');
  }
  if (location.hash !== `#${state.open}`) history.replaceState(null, '', `#${state.open}`);
}

addEventListener('popstate', () => {
  const id = location.hash.slice(1);
  if (id && id !== state.open && (id === 'home' || state.workspace?.channels.some((channel) => channel.id === id))) openPlace(id);
});
