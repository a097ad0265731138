// Sends the typed text: a command to the bot, anything else to the channel. Failures are shown in Slack's words.

import { act } from '../api.js';
import { state } from '../store.js';

/** Sends the text. Returns null on success, or {text, hint, dead} to show above the composer. */
export async function send(typed, channel, threadTs) {
  if (!typed.startsWith('/')) {
    const answer = await act('say', { channel, text: typed, ...(threadTs ? { threadTs } : {}) });
    return answer ? null : { text: 'That was not sent.' };
  }
  const [, command, text] = /^(\S+)\s*([\s\S]*)$/.exec(typed);
  if (!state.workspace.commands.some((each) => each.name === command)) {
    return { text: `${command} is not a valid command.`,
      hint: 'This workspace knows /incident and its short form /inc. To send it as a message, put a space before it.' };
  }
  if (threadTs) return { text: `${command} is not supported in threads. Sorry!`, hint: 'Slack has the same limit: type it in the channel.' };
  const answer = await act('command', { channel, command, text });
  if (!answer) return { text: `${command} was not sent.` };
  return answer.failure ? failed(command, answer.failure) : null;
}

export function failed(what, failure) {
  const dead = state.machine?.bot.state !== 'running';
  const hint = dead ? 'Slack would tell you no more. The playground can: the bot is dead.' : Hints[failure] ?? null;
  return { text: `${what} failed with the error “${failure}”`, hint, dead };
}

const Hints = {
  operation_timeout: 'Slack waits three seconds for an answer. The bot may still be working on it; check before you repeat it.',
  dispatch_failed: 'Slack could not reach the bot at all.',
  trigger_expired: 'A form must open within three seconds, and it did not.',
};
