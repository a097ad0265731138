// Completion in the composer: commands and subcommands, people and groups, channels, emoji. Pure: text in, suggestions out.

import { emojiNames, emojiOf } from '../slack/emoji.js';

const Most = 8;

/**
 * Returns null, or {title, from, items: [{label, detail, insert, picture?}], eager}. `from` is the start of the text to replace. `eager` means that
 * Enter selects, because the typed word is incomplete.
 */
export function complete(text, caret, workspace) {
  const before = text.slice(0, caret);
  return commandName(before, workspace) ?? commandWord(before, workspace) ?? mention(before, workspace) ?? channel(before, workspace) ?? emoji(before);
}

/** The usage of the command in the field, once its subcommand is complete; null otherwise. */
export function usageOf(text, workspace) {
  const [, name, word] = /^(\/\S+)\s+(\S+)/.exec(text) ?? [];
  const known = workspace.commands.find((command) => command.name === name)?.words.find((each) => each.word === word);
  return known ? { command: `${name} ${known.word}`, usage: known.usage, does: known.does } : null;
}

function commandName(before, { commands }) {
  if (!/^\/\S*$/.test(before)) return null;
  const items = commands.filter((each) => each.name.startsWith(before))
    .map((each) => ({ label: each.name, detail: firstWords(each), insert: `${each.name} ` }));
  return offer('Commands', 0, items, before !== items[0]?.label);
}

function commandWord(before, { commands }) {
  const [, start, name, typed] = /^((\/\S+)\s+)(\S*)$/.exec(before) ?? [];
  const words = commands.find((each) => each.name === name)?.words;
  if (!words || words.some((each) => each.word === typed)) return null;
  const items = words.filter((each) => each.word.startsWith(typed.toLowerCase()))
    .map((each) => ({ label: each.word, usage: each.usage, detail: each.does, insert: `${each.word} ` }));
  return offer(`${name} …`, start.length, items, typed !== '', words.length);
}

function mention(before, { people, groups }) {
  const typed = /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(before)?.[1];
  if (typed === undefined) return null;
  const detail = (person) => (person.kind === 'bot' ? 'the bot' : [person.realName, person.role].filter(Boolean).join(' · '));
  const named = people.filter((person) => person.kind !== 'deactivated')
    .sort((one, other) => Number(one.kind === 'bot') - Number(other.kind === 'bot'))
    .map((person) => ({ label: `@${person.name}`, detail: detail(person), also: person.realName, insert: `@${person.name} `, person }));
  const grouped = groups.map((group) => ({ label: `@${group.handle}`, detail: 'a group', insert: `@${group.handle} ` }));
  const items = [...named, ...grouped].filter((each) => starts(each.label.slice(1), typed) || starts(each.also, typed));
  return offer('People and groups', before.length - typed.length - 1, items, items.length !== 1 || items[0].label !== `@${typed}`);
}

function channel(before, { channels }) {
  const typed = /(?:^|[\s(])#([\p{L}\p{N}_-]*)$/u.exec(before)?.[1];
  if (typed === undefined) return null;
  const items = channels.filter((each) => !each.isDirect && each.name.includes(typed.toLowerCase()))
    .map((each) => ({ label: `#${each.name}`, detail: each.topic, insert: `#${each.name} ` }));
  return offer('Channels', before.length - typed.length - 1, items, items[0]?.label !== `#${typed}`);
}

function emoji(before) {
  const typed = /(?:^|\s):([a-z0-9_+-]{2,})$/.exec(before)?.[1];
  if (!typed) return null;
  const names = emojiNames();
  const best = [...names.filter((name) => name.startsWith(typed)), ...names.filter((name) => !name.startsWith(typed) && name.includes(typed))];
  return offer('Emoji', before.length - typed.length - 1, best.map((name) => ({ label: `:${name}:`, picture: emojiOf(name), insert: `:${name}: ` })), true);
}

const offer = (title, from, items, eager, most = Most) => (items.length ? { title, from, items: items.slice(0, most), eager } : null);
const starts = (name, typed) => (name ?? '').toLowerCase().split(/\s+/).some((part) => part.startsWith(typed.toLowerCase()));
const firstWords = ({ words }) => `${words.slice(0, 4).map((each) => each.word).join(', ')} …`;
