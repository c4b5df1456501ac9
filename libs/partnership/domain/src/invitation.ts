import { digestOf } from '@ringvirkning/kernel';
import type { Statement } from './schema.js';
import { bodyOf } from './statements.js';

/** What an invitation is known by. */
export const invitationDigest = (statement: Statement): string => digestOf(bodyOf(statement));

/**
 * What inviter and invited read to each other by another way than the invitation came, e.g. on the telephone: five groups of four digits, 66 bits of
 * its digest. It covers the founding entry, and so the partnership.
 */
export function checkPhrase(statement: Statement): string {
  const digits = (BigInt(`0x${invitationDigest(statement)}`) % 10n ** 20n).toString().padStart(20, '0');
  return digits.match(/\d{4}/g)!.join(' ');
}
