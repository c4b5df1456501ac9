import { useSyncExternalStore } from 'react';
import { write } from '../../api/http.js';
import { Decisions } from './decisions.js';

const decisions = new Decisions({
  now: () => Date.now(),
  after: (ms, work) => void setTimeout(work, ms),
  send: ({ id, path, body }, leaving) => write({ path, body, idempotencyKey: id, keepalive: leaving }),
});
window.addEventListener('pagehide', decisions.leave);

/** The decisions of this window that can still be taken back. */
export function useDecisions() {
  const waiting = useSyncExternalStore(decisions.subscribe, decisions.waiting);
  const sent = useSyncExternalStore(decisions.subscribe, decisions.sent);
  const { decide, takeBack, sendNow } = decisions;
  return { waiting, sent, decide, takeBack, sendNow };
}
