// The header of a conversation: its name, topic and members, and the buttons for joining and leaving.

import { act } from '../api.js';
import { avatar } from '../avatar.js';
import { context } from '../context.js';
import { h } from '../dom.js';
import { disclosure } from '../focus.js';
import { icon } from '../icons.js';
import { openPlace } from '../place.js';
import { renderMrkdwn } from '../slack/mrkdwn.js';
import { count } from '../words.js';

export function showHead(root) {
  let shown = { open: null, content: null };
  return ({ workspace, open }) => {
    const channel = context.channel;
    const content = JSON.stringify([workspace.me.id, channel && { ...channel, unread: 0, mentions: 0, readTo: '' }, directOf(workspace)?.id]);
    if (open === shown.open && content === shown.content) return;
    const wasOpen = open === shown.open && root.querySelector('.members-box')?.hidden === false;
    shown = { open, content };
    if (open === 'home' || channel?.isDirect) root.replaceChildren(...appHead(open, workspace));
    else if (channel) root.replaceChildren(...channelHead(channel, wasOpen));
    else root.replaceChildren(h('h2', {}, ' '));
  };
}

const directOf = (workspace) => workspace.channels.find((channel) => channel.isDirect);

function appHead(open, workspace) {
  const direct = directOf(workspace);
  const tab = (id, name) => h('a', { href: `#${id}`, class: 'app-tab', 'aria-current': id === open ? 'page' : null }, name);
  return [
    h('div', { class: 'head-words head-words--app' }, h('img', { src: '/page/mark.svg', alt: '', class: 'app-mark' }),
      h('h2', {}, 'IncidentBot'), h('span', { class: 'tag' }, 'app')),
    h('nav', { class: 'app-tabs', 'aria-label': 'IncidentBot' }, tab('home', 'Home'), direct ? tab(direct.id, 'Messages') : null),
  ];
}

function channelHead(channel, wasOpen) {
  const topic = channel.topic || channel.purpose;
  const words = h('div', { class: 'head-words' },
    h('h2', {}, icon(channel.isPrivate ? 'lock' : 'hash'), channel.name, channel.isPrivate ? h('span', { class: 'hidden-text' }, ' (private)') : null),
    topic ? h('p', { class: 'topic', dir: 'auto' }, renderMrkdwn(topic, context)) : null);
  if (topic) words.lastChild.title = words.lastChild.textContent;
  const join = channel.isMember || channel.isArchived ? null
    : h('button', { type: 'button', class: 'button button--main', onclick: () => act('join', { channel: channel.id }) }, 'Join channel');
  return [words, h('div', { class: 'head-acts' }, join, ...members(channel, wasOpen))];
}

function members(channel, wasOpen) {
  const people = channel.members.map((id) => context.people.get(id)).filter(Boolean);
  const button = h('button', { type: 'button', class: 'members-button', 'aria-label': `${count(people.length, 'member')}: show them` },
    icon('people'), String(people.length));
  const leave = h('button', { type: 'button', class: 'button',
    onclick: async () => { if (await act('leave', { channel: channel.id })) openPlace(elsewhere(channel)); } }, 'Leave the channel');
  const box = h('div', { class: 'floating members-box' },
    h('h3', {}, count(people.length, 'member')),
    h('ul', {}, people.map((person) => h('li', {}, avatar(person, 'avatar--small'), h('span', {}, person.realName || person.name),
      person.role ? h('span', { class: 'quiet' }, person.role) : null))),
    channel.isMember && !channel.isArchived ? leave : null);
  const door = disclosure(button, box);
  if (wasOpen) door.open();
  return [button, box];
}

const elsewhere = (left) => [...context.channels.values()].find((each) => each.isMember && !each.isDirect && each.id !== left.id)?.id ?? 'home';
