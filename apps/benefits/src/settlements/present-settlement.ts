import type { Person } from '@ringvirkning/auth';
import type { Settlement } from '@ringvirkning/benefits-api';
import { approvals, type Agreement } from '@ringvirkning/benefits-domain';
import { parseMinor, sum } from '@ringvirkning/kernel';
import { presentSides } from '../agreements/present-agreement.js';
import type { StoredAgreement } from '../persistence/agreement.store.js';
import type { StoredSettlement } from '../persistence/settlement.store.js';

/** What each side gained until the year, realised beside forecast as far as the agreement counts it, and what the settlement moves. */
export function statementOf(
  { sides, gains, period }: Agreement,
  { facts, result, through }: StoredSettlement,
): Settlement['statement'] {
  const counted = facts.figures.filter(
    ({ figure, year, cashable }) =>
      figure === 'gained' && year >= period.from && year <= through && (gains === 'all' || cashable === true),
  );
  return sides.map(({ id, silo }) => {
    const gained = (basis: 'realised' | 'forecast') =>
      sum(counted.filter((each) => each.silo === silo && each.basis === basis).map(({ amount }) => parseMinor(amount)));
    const moved = (way: 'from' | 'to') =>
      sum(result.netted.filter((each) => each[way] === id).map(({ amount }) => parseMinor(amount)));
    return {
      side: id,
      realised: String(gained('realised')),
      forecast: String(gained('forecast')),
      gives: String(moved('from')),
      gets: String(moved('to')),
    };
  });
}

export function presentSettlement(
  stored: StoredSettlement,
  of: StoredAgreement,
  now: { readonly status: Settlement['state']; readonly other: Settlement['other'] },
  person: Person,
): Settlement {
  const { agreement } = of;
  const steps = { sides: agreement.sides.map(({ id }) => id), facts: stored.settled };
  return {
    ...{ id: stored.id, contractId: stored.contractId, agreementId: stored.agreementId, no: stored.no },
    ...{ title: agreement.title, currency: agreement.currency, through: stored.through, digest: stored.digest },
    ...stored.result,
    state: now.status,
    other: now.other,
    sides: presentSides(agreement, approvals(steps), person),
    statement: statementOf(agreement, stored),
    stated: stored.facts.stated,
    proposedBy: stored.proposedBy.name,
    proposedAt: stored.proposedBy.at,
    facts: stored.settled.map((fact) => ({
      kind: fact.kind,
      side: 'side' in fact ? fact.side : null,
      by: fact.name,
      at: fact.at,
      reason: 'reason' in fact ? fact.reason : null,
    })),
  };
}
