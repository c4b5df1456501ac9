import type { Person } from '@ringvirkning/auth';
import type { Signer } from '@ringvirkning/payments-domain';

export const signerOf = ({ subject, memberOf, departments }: Person): Signer => ({ subject, organisation: memberOf, departments });
