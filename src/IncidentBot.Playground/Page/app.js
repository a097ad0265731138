// The page, a view on the playground. It follows the live stream, stores the data, and lets each part render itself.

import { showAway } from './away.js';
import { showClock } from './clock.js';
import { context } from './context.js';
import { showConversation } from './conversation/conversation.js';
import { showThread } from './conversation/thread.js';
import { listen } from './keyboard.js';
import { follow } from './live.js';
import { showPanel } from './panels/panel.js';
import { showPeople } from './people.js';
import { become, openPlace, settle } from './place.js';
import { act } from './api.js';
import { showSidebar } from './sidebar.js';
import { showModals } from './slack/modal.js';
import { change, startOver, state, watch } from './store.js';
import { showTabbar } from './tabbar.js';
import { tick } from './ticking.js';
import { showTools, uncover } from './tools.js';
import { showTrouble } from './trouble.js';

const part = (id) => document.getElementById(id);
const clock = showClock(part('clock'));

const heard = {
  workspace: (workspace) => { change({ workspace, ahead: workspace.ahead }); settle(workspace); },
  machine: (machine) => change({ machine, ahead: machine.ahead }),
  gone: (gone) => { if (gone !== state.gone) change({ gone }); },
  refused: startOver,
};

for (const render of [
  showTools(part('tools'), { help: listen() }),
  showPeople(part('people'), become),
  clock.render,
  showTrouble(part('trouble')),
  showSidebar(part('sidebar'), { join: async (channel) => { if (await act('join', { channel })) openPlace(channel); } }),
  showConversation(part('conversation')),
  showThread(part('thread')),
  showPanel(part('panel')),
  showTabbar(part('tabbar')),
  showAway(part('away'), become),
  ({ workspace }) => { if (workspace) showModals(workspace.modals, context); },
  ({ person, open }) => follow(person, open === 'home' ? null : open, heard),
  title,
  gone,
]) watch(render);

function title({ workspace }) {
  const unread = workspace?.channels.reduce((sum, channel) => sum + (channel.isMember ? channel.unread : 0), 0) ?? 0;
  const name = context.channel ? (context.channel.isDirect ? 'IncidentBot' : `#${context.channel.name}`) : 'IncidentBot';
  document.title = `${unread ? `(${unread}) ` : ''}${name} – IncidentBot playground`;
}

function gone(now) {
  part('gone').hidden = !now.gone;
  part('gone').textContent = now.gone ? 'The playground has stopped. Start it again and reload this page.' : '';
}

for (const event of ['focus', 'visibilitychange']) addEventListener(event, () => change({}));
document.querySelector('[data-skip]').addEventListener('click', (event) => {
  event.preventDefault();
  (document.querySelector('#conversation textarea') ?? part('conversation')).focus();
});
uncover();
setInterval(() => { tick(); clock.tick(); }, 1000);
change({});
