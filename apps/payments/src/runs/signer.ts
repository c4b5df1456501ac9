import type { Person } from '@ringvirkning/auth';
import type { Signer } from '@ringvirkning/payments-domain';

export const signerOf = ({ subject, name, memberOf, departments }: Person): Signer => ({
  subject,
  name,
  organisation: memberOf,
  departments,
});
