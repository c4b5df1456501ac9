import { fail, type Instant, type LocalDate } from '@ringvirkning/kernel';
import type { Figure, ToldFigure } from '../overview.js';

/** How closely figures are told: as published to outsiders; exactly; or down to entries, which may be about one person's outcome. Each contains those before. */
export const DETAIL_LEVELS = ['published', 'figures', 'entries'] as const;
export type DetailLevel = (typeof DETAIL_LEVELS)[number];

/** Whose figures they are, and who gets to read them. */
export const SHARING_SIDES = ['provider', 'receiver'] as const;
export type SharingSide = (typeof SHARING_SIDES)[number];

/** What is agreed: whose figures (`provider`, a purse) who may read (`receiver`, a department's purse), why, by which law, how closely, and from when to when (both days included). */
export interface SharingTerms {
  readonly provider: string;
  readonly receiver: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly figures: readonly ToldFigure[];
  readonly detail: DetailLevel;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface Decider {
  readonly subject: string;
  readonly name: string;
}

/** A step that was taken; none is ever changed. */
export interface SharingDecision {
  readonly kind: 'approved' | 'ended';
  readonly side: SharingSide;
  readonly by: Decider;
  readonly at: Instant;
  /** Why it ended; null of an approval. */
  readonly reason: string | null;
}

/** An agreement under which one department reads figures of another department or authority. */
export interface DataSharing extends SharingTerms {
  readonly sharingId: string;
  readonly proposedBy: Decider;
  readonly proposedAt: Instant;
  readonly decisions: readonly SharingDecision[];
}

/** `agreed`: approved by both, and not begun. `expired`: its last day is over. `ended`: a side ended it, or said no. */
export type SharingState = 'proposed' | 'agreed' | 'in-force' | 'expired' | 'ended';

const hasApproved = ({ decisions }: DataSharing, side: SharingSide): boolean =>
  decisions.some((decision) => decision.kind === 'approved' && decision.side === side);

/** Where an agreement stands on a day in Denmark: it begins and ends by itself. */
export function sharingState(sharing: DataSharing, today: LocalDate): SharingState {
  if (sharing.decisions.some(({ kind }) => kind === 'ended')) return 'ended';
  if (today > sharing.to) return 'expired';
  if (!SHARING_SIDES.every((side) => hasApproved(sharing, side))) return 'proposed';
  return today < sharing.from ? 'agreed' : 'in-force';
}

/** What somebody wants to read of a purse. */
export interface Wanted {
  readonly silo: string;
  readonly figure: Figure;
  readonly detail: DetailLevel;
}

/** Whether an agreement opens a figure of a purse to its receiver on a day. */
export const opens = (sharing: DataSharing, { silo, figure, detail }: Wanted, today: LocalDate): boolean =>
  sharing.provider === silo &&
  sharing.figures.some((each) => each === figure) &&
  DETAIL_LEVELS.indexOf(detail) <= DETAIL_LEVELS.indexOf(sharing.detail) &&
  sharingState(sharing, today) === 'in-force';

/** @throws DomainError `benefits.sharing-invalid` with every reason. */
export function checkTerms({ provider, receiver, from, to }: SharingTerms, today: LocalDate): void {
  const errors = [
    provider === receiver && {
      ...{ code: 'benefits.sharing-with-itself', path: 'receiver' },
      da: 'En forvaltning behøver ingen aftale om sine egne tal.',
      en: 'A department needs no agreement about its own figures.',
    },
    from > to && {
      ...{ code: 'benefits.sharing-ends-before-it-begins', path: 'to' },
      da: 'Aftalens sidste dag ligger før dens første.',
      en: 'The last day of the agreement is before its first.',
    },
    to < today && {
      ...{ code: 'benefits.sharing-is-past', path: 'to' },
      da: 'Aftalens sidste dag er allerede forbi.',
      en: 'The last day of the agreement is over already.',
    },
  ].filter((error) => error !== false);
  if (errors.length === 0) return;
  throw fail.invalid(
    'benefits.sharing-invalid',
    'Datadelingsaftalen kan ikke foreslås sådan.',
    'The data-sharing agreement cannot be proposed like this.',
    { errors },
  );
}

/**
 * Approves for one side. The two sides are approved by two people, also where one person could act for both.
 * @throws DomainError `benefits.sharing-not-open`, `benefits.sharing-approved-already`, `benefits.sharing-same-person`
 */
export function approve(sharing: DataSharing, side: SharingSide, by: Decider, at: Instant, today: LocalDate) {
  if (sharingState(sharing, today) !== 'proposed') throw notOpen();
  if (hasApproved(sharing, side))
    throw fail.conflict(
      'benefits.sharing-approved-already',
      'Den side har allerede godkendt aftalen.',
      'That side has approved the agreement already.',
    );
  if (sharing.decisions.some((decision) => decision.by.subject === by.subject))
    throw fail.rule(
      'benefits.sharing-same-person',
      'De to sider skal godkendes af to forskellige personer.',
      'The two sides must be approved by two different people.',
      { whatToDo: { da: 'Bed en anden om at godkende.', en: 'Ask somebody else to approve.' } },
    );
  return { kind: 'approved', side, by, at, reason: null } satisfies SharingDecision;
}

/**
 * Ends an agreement at once, or says no to a proposal; either side may, alone.
 * @throws DomainError `benefits.sharing-not-open`
 */
export function end(
  sharing: DataSharing,
  side: SharingSide,
  by: Decider,
  reason: string,
  at: Instant,
  today: LocalDate,
) {
  if (['expired', 'ended'].includes(sharingState(sharing, today))) throw notOpen();
  return { kind: 'ended', side, by, at, reason } satisfies SharingDecision;
}

const notOpen = () =>
  fail.rule(
    'benefits.sharing-not-open',
    'Aftalen er ikke længere åben for det.',
    'The agreement is not open to that any more.',
  );
