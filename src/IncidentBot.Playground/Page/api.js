// The requests the page makes. Every answer is an object; a problem becomes a toast, so that callers need not care.

import { toast } from './toast.js';
import { state } from './store.js';

/** Posts JSON. Answers the server's object, or null after telling the person why it was refused. */
export async function post(path, body = {}) {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const content = await answer.json().catch(() => ({}));
    if (answer.ok) return content;
    toast(content.problem ?? `The playground answered ${answer.status} and did not say why.`, 'problem');
  } catch {
    toast('The playground does not answer. Is it still running?', 'problem');
  }
  return null;
}

/** Does something as the person who is shown: `act('say', { channel, text })`. */
export function act(name, body = {}) {
  return post(`/api/people/${encodeURIComponent(state.workspace?.me.id ?? state.person)}/${name}`, body);
}
