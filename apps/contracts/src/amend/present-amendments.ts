import type { Amendments, ContractDetails } from '@ringvirkning/contracts-api';
import type { Contract } from '@ringvirkning/contracts-domain';
import { dateInDenmark, instant, localDate, type Instant } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import type { VersionInForceRow } from '../persistence/amendment.store.js';
import type { StoredContract } from '../persistence/contract.store.js';
import {
  type AroundPartners,
  jointOf,
  missingMoney,
  partyOf,
  signOffsOf,
  withoutBefore,
} from '../view-contract/present.js';

type Amends = Pick<NonNullable<Terms['amends']>, 'kind' | 'from' | 'reason' | 'end'>;

/** The amendment in the making, and what is known of the partners who sign it. */
export type OpenAmendment = StoredContract & { readonly around: AroundPartners };

export function presentAmendments(
  { id, status, version }: Contract,
  rows: readonly VersionInForceRow[],
  open: OpenAmendment | undefined,
  now: Instant,
): Amendments {
  const today = dateInDenmark(now);
  const standing = rows.findLast(({ amends }) => !amends || amends.from <= today);
  const last = rows.find((row) => row.version === version);
  return {
    id,
    status,
    version,
    isOver: last !== undefined && last.last_day < today,
    versions: rows.map((row) => ({
      version: row.version,
      termsDigest: row.terms_digest,
      ...saidOf(row.amends ?? undefined),
      lastDay: localDate(row.last_day),
      isToday: status === 'active' && row === standing,
      putInForceAt: instant(row.put_in_force_at),
      signedBy: row.sign_offs.map(({ role, party, name, at }) => ({
        ...{ role, party, byName: name },
        at: instant(new Date(at).toISOString()),
      })),
    })),
    open: open ? openOf(open, now) : null,
  };
}

function openOf(open: OpenAmendment, now: Instant): NonNullable<Amendments['open']> {
  const { contract, document, createdAt } = open;
  const signOffs: ContractDetails['signOffs'] = signOffsOf(open);
  return {
    version: contract.version,
    termsDigest: document.digest,
    ...saidOf(document.terms.amends),
    lastDay: document.terms.period.to,
    createdAt,
    isFrozen: contract.frozenAt !== null,
    source: { format: document.format, text: document.text },
    terms: { ...withoutBefore(document.terms) },
    parties: document.terms.parties.map(partyOf),
    signOffs,
    joint: jointOf(contract, open.around, now),
    missingAppropriations: open.isAhead ? [] : missingMoney(contract, document.terms, now),
  };
}

const saidOf = (amends: Amends | undefined) => ({
  kind: amends?.kind ?? null,
  from: amends?.from ?? null,
  reason: amends?.reason ?? null,
  end: amends?.end ?? null,
});
