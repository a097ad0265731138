// What the rendering of messages, modals and the Home tab may read and call: one object that always returns present values.

import { act } from './api.js';
import { openPlace, openThread } from './place.js';
import { now, state } from './store.js';
import { toast } from './toast.js';

let of = null;
let maps = { people: new Map(), groups: new Map(), channels: new Map() };

function current() {
  if (of !== state.workspace && state.workspace) {
    of = state.workspace;
    const byId = (list) => new Map(list.map((each) => [each.id, each]));
    maps = { people: byId(of.people), groups: byId(of.groups), channels: byId(of.channels) };
  }
  return maps;
}

export const context = {
  get me() { return state.workspace?.me; },
  get people() { return current().people; },
  get groups() { return current().groups; },
  get channels() { return current().channels; },
  get channel() { return current().channels.get(state.open); },
  get shortcuts() { return state.workspace?.shortcuts ?? []; },
  now,
  act,
  toast,
  openChannel: openPlace,
  openThread,
};

/** The names that `text` refers to by ID, so that a message is rendered again exactly when one of them changes. */
export function namesIn(text) {
  const { people, groups, channels } = current();
  const ids = text.match(/\b[CDGSUWB][A-Z0-9]{3,}\b/g) ?? [];
  return ids.map((id) => people.get(id)?.name ?? groups.get(id)?.handle ?? channels.get(id)?.name ?? '').join();
}
