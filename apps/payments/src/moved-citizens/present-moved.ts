import type { LocalDate } from '@ringvirkning/kernel';
import type { MovedCitizen } from '@ringvirkning/payments-api';
import type { JointVersion } from '../persistence/joint-contract.store.js';
import type { MoveHeard } from '../persistence/move-heard.store.js';
import type { MoveObjection } from '../persistence/move-objection.store.js';
import { nameOf } from '../presenting/present-lines.js';
import { faultOfMove } from './move-fault.js';

/** Somebody of whom a partner told, by all that it told, the last first, and the versions of the contract, the newest first. */
export function presentMoved(
  [heard, ...before]: readonly MoveHeard[],
  versions: readonly JointVersion[],
  objection: MoveObjection | undefined,
  today: LocalDate,
): MovedCitizen {
  const { statementId, member, content, receivedAt } = heard!;
  const { contractId, endsOn, pays } = content;
  const version = versions.find(({ termsDigest }) => termsDigest === content.termsDigest) ?? versions[0];
  const named = <N>(
    all: readonly { readonly code: string; readonly name?: N | undefined }[] = [],
    code: string | null,
  ) => all.find((each) => each.code === code)?.name ?? null;
  return {
    statementId,
    participantId: content.person,
    from: member,
    fromName: nameOf(member, version?.terms.parties ?? []),
    contractId,
    contractTitle: version?.title ?? null,
    state: stateOf(heard!, today),
    pseudonym: pays?.pseudonym ?? null,
    cohort: pays?.cohort ?? null,
    cohortName: named(version?.terms.cohorts, pays?.cohort ?? null),
    endsOn,
    periods: pays?.periods ?? [],
    currency: pays?.currency ?? null,
    prices: (pays?.prices ?? []).map((price) => ({
      ...price,
      outcomeName: named(version?.terms.outcomes, price.outcome),
      followUpName: named(version?.terms.followUps, price.followUp),
    })),
    most: pays?.most ?? null,
    fault: faultOfMove(heard!, versions),
    objection: objection ? { reason: objection.reason, at: objection.at, byName: objection.by?.name ?? null } : null,
    receivedAt,
    earlier: before.map((each) => ({
      receivedAt: each.receivedAt,
      endsOn: each.content.endsOn,
      periods: each.content.pays?.periods ?? [],
    })),
  };
}

function stateOf({ content: { endsOn, pays } }: MoveHeard, today: LocalDate): MovedCitizen['state'] {
  if (pays?.periods.some(({ to }) => to === null || to >= today)) return 'arrived';
  return pays || endsOn ? 'left' : 'withdrawn';
}
