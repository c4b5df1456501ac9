import { localDate } from '@ringvirkning/kernel';
import type { NewEntry } from './entry.js';

/** What a probe books and takes back at once: one minor unit from one account to another, of no contract and no party. @param id UUID. */
export const probeEntry = (id: string): NewEntry => ({
  key: `probe:${id}`,
  kind: 'probe',
  contractId: id,
  effectiveOn: localDate('2000-01-01'),
  source: id,
  lines: [
    { account: 'probe-to', amount: 1n, currency: 'DKK' },
    { account: 'probe-from', amount: -1n, currency: 'DKK' },
  ],
});
