import type { Person } from '@ringvirkning/auth';
import type { Signer } from '@ringvirkning/contracts-domain';

/** A signed-in person as the rules of signing see them: always in the name of their own organisation. */
export const signerOf = ({ subject, name, memberOf, roles }: Person): Signer => ({
  subject,
  name,
  organisation: memberOf,
  roles,
});
