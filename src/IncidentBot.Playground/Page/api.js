// The requests of the page. Every response is an object. A problem is shown as a toast, so that callers need not handle it.

import { toast } from './toast.js';
import { state } from './store.js';

/** Posts JSON. Returns the server's object, or null after showing the reason of a refusal. */
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

/** Acts as the shown person: `act('say', { channel, text })`. */
export function act(name, body = {}) {
  return post(`/api/people/${encodeURIComponent(state.workspace?.me.id ?? state.person)}/${name}`, body);
}
