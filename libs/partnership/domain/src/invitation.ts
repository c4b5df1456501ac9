import { createHash, scrypt } from 'node:crypto';
import { digestOf, signerOf } from '@ringvirkning/kernel';
import type { Says, Statement } from './schema.js';
import { bodyOf } from './statements.js';
import type { Signer } from './wire.js';

/** What an invitation is known by. */
export const invitationDigest = (statement: Statement): string => digestOf(bodyOf(statement));

type Invited = Pick<Extract<Says, { what: 'invite' }>, 'member' | 'expiresAt'> & { readonly partnership: string };

/** RFC 7914: 32 MiB and a tenth of a second for each phrase that somebody tries. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };
const GROUPS = /\d{4}/g;
const contextOf = ({ partnership, member, expiresAt }: Invited): string =>
  ['check-phrase', partnership, member, expiresAt].join('\n');

/**
 * The check phrase of an invitation: twenty digits (66 bits) in five groups, that only who signs the invitation can make, and make again. The invited is
 * told by another way than the invitation comes, e.g. on the telephone. So it proves the invitation to the invited, and the invited to the partnership.
 */
export function checkPhrase(invited: Invited, inviter: Signer): string {
  const secret = createHash('sha256')
    .update(inviter.sign(contextOf(invited)))
    .digest('hex');
  const digits = (BigInt(`0x${secret}`) % 10n ** 20n).toString().padStart(20, '0');
  return digits.match(GROUPS)!.join(' ');
}

/** Who knows the check phrase, however its groups are set. */
export function phraseSigner(invited: Invited, phrase: string): Promise<Signer> {
  const digits = phrase.replaceAll(/\D/g, '');
  return new Promise((resolve, reject) =>
    scrypt(digits, contextOf(invited), 32, COST, (error, seed) => (error ? reject(error) : resolve(signerOf(seed)))),
  );
}
