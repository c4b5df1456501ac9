import { fail, type Instant } from '@ringvirkning/kernel';
import { checkTwoPeople, type SideStep } from './two-sides.js';

/** A step that was taken with a settlement; none is ever changed. */
export type SettlementFact =
  | (SideStep & { readonly kind: 'approved' })
  | (SideStep & { readonly kind: 'disputed'; readonly reason: string })
  /** Sent to the other municipality, whose books decide (ADR 89). */
  | (Omit<SideStep, 'side'> & { readonly kind: 'claimed' })
  /** Disputed or refused there, or never come to it: it goes back to who proposed it. */
  | (Omit<SideStep, 'side'> & { readonly kind: 'returned'; readonly reason: string })
  | (Omit<SideStep, 'side'> & { readonly kind: 'withdrawn'; readonly reason: string })
  | (Omit<SideStep, 'side'> & { readonly kind: 'final' });

/**
 * `approved`: by all sides that act here. `claimed`: the other municipality is to answer. `returned`: it went back, and only withdrawing is left.
 * `final`: posted; it is settled for good, and corrections come with the next settlement.
 */
export type SettlementStatus = 'proposed' | 'disputed' | 'approved' | 'claimed' | 'returned' | 'withdrawn' | 'final';

export interface SettlementSoFar {
  /** Sides that must approve here: between municipalities each asks its own. */
  readonly sides: readonly string[];
  readonly facts: readonly SettlementFact[];
}

type OfSide = Extract<SettlementFact, { readonly side: string }>;
const lastOf = (facts: readonly SettlementFact[], side: string): OfSide | undefined =>
  facts.filter((fact): fact is OfSide => 'side' in fact && fact.side === side).at(-1);

/** Sides whose last word is that they approve. */
export const approvals = ({ sides, facts }: SettlementSoFar): OfSide[] =>
  sides.flatMap((side) => lastOf(facts, side) ?? []).filter(({ kind }) => kind === 'approved');

export function settlementStatus(settlement: SettlementSoFar): SettlementStatus {
  const { sides, facts } = settlement;
  const closed = facts.find(({ kind }) => kind === 'withdrawn' || kind === 'final');
  if (closed) return closed.kind as 'withdrawn' | 'final';
  const sent = facts.findLast(({ kind }) => kind === 'claimed' || kind === 'returned');
  if (sent) return sent.kind as 'claimed' | 'returned';
  if (sides.some((side) => lastOf(facts, side)?.kind === 'disputed')) return 'disputed';
  return approvals(settlement).length === sides.length ? 'approved' : 'proposed';
}

export const isOpen = (settlement: SettlementSoFar): boolean =>
  !['withdrawn', 'final'].includes(settlementStatus(settlement));

/** Whether its sides still have a say here. */
const isWithSides = (settlement: SettlementSoFar): boolean =>
  ['proposed', 'disputed', 'approved'].includes(settlementStatus(settlement));

const whileClaimed = () =>
  fail.rule(
    'benefits.settlement-claimed',
    'Afregningskravet er sendt til den anden kommune, som nu skal svare.',
    'The claim has been sent to the other municipality, which is now to answer.',
    {
      whatToDo: {
        da: 'Vent på svaret. Er der fejl i afregningskravet, så bed den anden kommune om at gøre indsigelse.',
        en: 'Wait for the answer. If something is wrong with the claim, ask the other municipality to dispute it.',
      },
    },
  );

function checkOpen(settlement: SettlementSoFar): void {
  if (isWithSides(settlement)) return;
  if (settlementStatus(settlement) === 'claimed') throw whileClaimed();
  throw fail.rule('benefits.settlement-closed', 'Afregningen er afsluttet.', 'The settlement is closed.', {
    whatToDo: { da: 'Rettelser kommer med i den næste afregning.', en: 'Corrections come with the next settlement.' },
  });
}

/** Approves for a side; that lifts its own dispute. @throws DomainError `benefits.settlement-closed`, `benefits.side-done-already`, `benefits.side-same-person` */
export function approveSettlement(settlement: SettlementSoFar, step: SideStep): SettlementFact {
  checkOpen(settlement);
  checkTwoPeople(approvals(settlement), step.side, step.by);
  return { kind: 'approved', ...step };
}

/** A side says what is wrong; nothing is final while it stands. @throws DomainError `benefits.settlement-closed` */
export function disputeSettlement(settlement: SettlementSoFar, step: SideStep, reason: string): SettlementFact {
  checkOpen(settlement);
  return { kind: 'disputed', ...step, reason };
}

/** Takes a proposal back, so that another can be made. @throws DomainError `benefits.settlement-closed`, `benefits.settlement-claimed` */
export function withdrawSettlement(
  settlement: SettlementSoFar,
  by: { readonly by: string; readonly name: string; readonly at: Instant },
  reason: string,
): SettlementFact {
  if (settlementStatus(settlement) !== 'returned') checkOpen(settlement);
  return { kind: 'withdrawn', ...by, reason };
}

/**
 * Posts what all sides approved. Who posts has not approved.
 * @throws DomainError `benefits.settlement-closed`, `benefits.settlement-not-approved`, `benefits.settlement-own-approval`
 */
export function finaliseSettlement(
  settlement: SettlementSoFar,
  by: { readonly by: string; readonly name: string; readonly at: Instant },
): SettlementFact {
  checkPostable(settlement, by);
  return { kind: 'final', ...by };
}

/** Sends what home's sides approved to the other municipality. Under the same rules as posting. @throws those of {@link finaliseSettlement} */
export function claimSettlement(
  settlement: SettlementSoFar,
  by: { readonly by: string; readonly name: string; readonly at: Instant },
): SettlementFact {
  checkPostable(settlement, by);
  return { kind: 'claimed', ...by };
}

function checkPostable(settlement: SettlementSoFar, by: { readonly by: string }): void {
  checkOpen(settlement);
  if (settlementStatus(settlement) !== 'approved')
    throw fail.rule(
      'benefits.settlement-not-approved',
      'Alle parter skal have godkendt, og ingen må bestride afregningen.',
      'All sides must have approved, and none may dispute the settlement.',
    );
  if (approvals(settlement).some((fact) => fact.by === by.by))
    throw fail.rule(
      'benefits.settlement-own-approval',
      'Den, der har godkendt, kan ikke selv bogføre.',
      'Who has approved cannot post.',
    );
}
