import type { SealedSource } from '@ringvirkning/seal';

/** What partnership never changes: the facts of the exchange, in their order. */
export const partnershipSealed: readonly SealedSource[] = [
  { name: 'fact', from: 'fact f', id: 'f.place', place: 'f.place', content: ['f.type', 'f.at', 'f.body'] },
];
