// What Enter does with what was typed: a command goes to the bot, anything else into the channel. Failures are told as Slack tells them.

import { act } from '../api.js';
import { state } from '../store.js';

/** Sends. Answers null when it went well, or {text, hint, dead} to show above the composer. */
export async function send(typed, channel, threadTs) {
  if (!typed.startsWith('/')) {
    const answer = await act('say', { channel, text: typed, ...(threadTs ? { threadTs } : {}) });
    return answer ? null : { text: 'That was not sent.' };
  }
  const [, command, text] = /^(\S+)\s*([\s\S]*)$/.exec(typed);
  if (!state.workspace.commands.some((each) => each.name === command)) {
    return { text: `${command} is not a valid command.`, hint: 'This workspace knows /incident and its short form /inc. To send it as a message, put a space before it.' };
  }
  if (threadTs) return { text: `${command} is not supported in threads. Sorry!`, hint: 'So it is in Slack: type it in the channel.' };
  const answer = await act('command', { channel, command, text });
  if (!answer) return { text: `${command} was not sent.` };
  return answer.failure ? failed(command, answer.failure) : null;
}

export function failed(what, failure) {
  const dead = state.machine?.bot.state !== 'running';
  return { text: `${what} failed with the error “${failure}”`, hint: dead ? 'This is all Slack would tell you. Here you may know more: the bot is dead.' : Hints[failure] ?? null, dead };
}

const Hints = {
  operation_timeout: 'Slack waits three seconds for an answer. The bot may still be at it; look before you repeat it.',
  dispatch_failed: 'Slack could not reach the bot at all.',
  trigger_expired: 'A form must open within three seconds, and it did not.',
};
