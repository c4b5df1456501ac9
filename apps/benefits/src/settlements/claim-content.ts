import type { SettledBefore, SettlementClaim } from '@ringvirkning/benefits-domain';
import { parseMinor } from '@ringvirkning/kernel';
import type { SettlementClaimed } from '@ringvirkning/partnership-api';
import type { StoredAgreement } from '../persistence/agreement.store.js';
import type { StoredSettlement } from '../persistence/settlement.store.js';

const inMinor = <T extends { readonly amount: string }>(each: T) => ({ ...each, amount: parseMinor(each.amount) });
const moved = ({ step, from, to, year, amount }: SettledBefore | SettlementClaimed['due'][number]) => ({
  ...{ step, from, to, year, amount: amount.toString() },
});

/** A settlement as it is claimed from the other municipality. Names stay here. */
export function claimOf(
  { id, contractId, no, through, digest, facts, before, result, settled }: StoredSettlement,
  { agreement, digest: agreementDigest }: StoredAgreement,
  reference: string,
): SettlementClaimed {
  const approvals = settled.flatMap((fact) =>
    fact.kind === 'approved' ? [{ signatory: fact.side, at: fact.at }] : [],
  );
  return {
    ...{ contractId, reference, settlementId: id, code: agreement.code, version: agreement.version },
    ...{ agreementDigest, no, through, currency: agreement.currency, statement: facts.statement ?? null },
    ...{ figures: facts.figures, stated: facts.stated, before: before.map(moved), due: result.due.map(moved) },
    ...{ digest, approvals },
  };
}

/** A claim as the rules of claims take it. */
export const readClaim = (content: SettlementClaimed): SettlementClaim => ({
  ...{ agreementDigest: content.agreementDigest, no: content.no, through: content.through },
  ...{ currency: content.currency, digest: content.digest },
  facts: {
    figures: content.figures.map(inMinor),
    stated: content.stated,
    ...(content.statement && { statement: content.statement }),
  },
  before: content.before.map(inMinor),
  due: content.due.map(inMinor),
});
