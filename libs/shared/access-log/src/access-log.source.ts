import type { SealedSource } from '@ringvirkning/seal';

/** Who read about whom, for the sealed log of a service. */
export const accessLogSource: SealedSource = {
  name: 'access_record',
  from: 'access_record a',
  id: 'a.id',
  place: 'a.id',
  content: [
    'a.at',
    'a.subject',
    'a.organisation',
    'a.permission',
    'a.what',
    'a.contract_id',
    'a.participants',
    'a.correlation_id',
  ],
};
