import type { RunningInstance } from '@ringvirkning/embedded';
import { eventually } from '@ringvirkning/testing';

const BEHIND = `SELECT h.subject, r.upto::text, h.last_seq::text FROM outbox_head h JOIN outbox_receipt r ON r.subject = h.subject WHERE r.upto < h.last_seq
  UNION ALL SELECT subject, NULL, NULL FROM outbox WHERE seq IS NULL`;

/** Waits until every event has been consumed by everyone who must. */
export const settled = (instance: RunningInstance): Promise<void> =>
  eventually(
    async () => {
      for (const service of ['contracts', 'outcomes', 'payments']) {
        const open = await instance.rows(service, BEHIND);
        if (open.length > 0)
          throw new Error(`${service}: events not consumed yet: ${JSON.stringify(open.slice(0, 3))}`);
      }
    },
    { timeout: 90_000, interval: 250 },
  );
