import type { SealedSource } from '@ringvirkning/seal';

/** Every event the service ever published. Its number is not in it: it may change when what a restore lost is given back. */
export const outboxSource: SealedSource = {
  name: 'outbox',
  from: 'outbox o',
  id: 'o.id',
  place: 'o.id',
  content: ['o.event_id', 'o.subject', 'o.key', 'o.occurred_at', 'o.correlation_id', 'o.causation_id', 'o.data'],
};
