import { digestOf, type LocalDate } from '@ringvirkning/kernel';
import type { AgreementStep, AgreementTerms, Refusal } from './schema.js';

export type AgreementStatus = 'proposed' | 'agreed' | 'active' | 'suspended' | 'ended';

/** What one side has said. */
interface Side {
  readonly office: string;
  readonly isSuspended: boolean;
  readonly isEnded: boolean;
}

/**
 * An agreement between two members: terms that never change, and what each side has said. Each side alters its own part alone, so both sides come to
 * the same state in whatever order their words arrive.
 */
export interface Agreement {
  /** Digest of the terms: other terms are another agreement. */
  readonly id: string;
  readonly terms: AgreementTerms;
  readonly sides: Readonly<Record<string, Side>>;
  /** Day of the last message under it; null before the first. */
  readonly lastUsed: LocalDate | null;
}
export type Agreements = Readonly<Record<string, Agreement>>;

export const agreementId: (terms: AgreementTerms) => string = digestOf;

/** From which states a side may take a step; `none`: before anybody has approved. */
export const AGREEMENT_STEPS = {
  approve: ['none', 'proposed'],
  suspend: ['agreed', 'active', 'suspended'],
  resume: ['suspended'],
  end: ['proposed', 'agreed', 'active', 'suspended'],
} as const satisfies Record<AgreementStep['step'], readonly (AgreementStatus | 'none')[]>;

export function agreementStatus({ terms, sides }: Agreement, today: LocalDate): AgreementStatus {
  const both = terms.parties.map((party) => sides[party]);
  if (both.some((side) => side?.isEnded) || today > terms.ends) return 'ended';
  if (both.some((side) => !side)) return 'proposed';
  if (both.some((side) => side?.isSuspended)) return 'suspended';
  return today < terms.begins ? 'agreed' : 'active';
}

/** Why a side may not take a step; undefined when it may. */
export function faultOfStep(
  agreements: Agreements,
  member: string,
  step: AgreementStep,
  today: LocalDate,
): 'wrong-status' | 'not-a-party' | 'said-before' | 'other-terms' | undefined {
  const agreement = agreements[step.agreement];
  const terms = step.step === 'approve' ? step.terms : agreement?.terms;
  if (step.step === 'approve' && faultOfTerms(step.terms, step.agreement)) return 'other-terms';
  if (terms && !terms.parties.includes(member)) return 'not-a-party';
  const status = agreement ? agreementStatus(agreement, today) : 'none';
  if (!(AGREEMENT_STEPS[step.step] as readonly string[]).includes(status)) return 'wrong-status';
  const side = agreement?.sides[member];
  const isSaid = step.step === 'approve' ? side : step.step === 'suspend' ? side?.isSuspended : undefined;
  if (isSaid) return 'said-before';
  return step.step === 'resume' && !side?.isSuspended ? 'wrong-status' : undefined;
}

/** Whether terms are not what their id says, or are not about two parties and what these send. */
export function faultOfTerms(terms: AgreementTerms, id: string): boolean {
  const [a, b] = terms.parties;
  const isBetween = a < b && terms.flows.every(({ from }) => from === a || from === b);
  return agreementId(terms) !== id || !isBetween || terms.ends < terms.begins;
}

/** The agreements after a side's word. What does not fit (an unknown agreement, a side that is no party) changes nothing. */
export function evolveAgreements(agreements: Agreements, member: string, step: AgreementStep): Agreements {
  const known = agreements[step.agreement];
  const next = known ?? (step.step === 'approve' ? proposed(step) : undefined);
  if (!next?.terms.parties.includes(member)) return agreements;
  // Who has not approved can refuse, and nothing else.
  if (!next.sides[member] && ['suspend', 'resume'].includes(step.step)) return agreements;
  const before = next.sides[member] ?? { office: step.office, isSuspended: false, isEnded: false };
  const side: Side = {
    ...before,
    isSuspended: step.step === 'suspend' || (before.isSuspended && step.step !== 'resume'),
    isEnded: before.isEnded || step.step === 'end',
  };
  return { ...agreements, [step.agreement]: { ...next, sides: { ...next.sides, [member]: side } } };
}

const proposed = ({ terms, agreement }: Extract<AgreementStep, { step: 'approve' }>): Agreement | undefined =>
  faultOfTerms(terms, agreement) ? undefined : { id: agreement, terms, sides: {}, lastUsed: null };

/** What one pass of a flow is about. */
export interface Pass {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const WHEN: Readonly<Record<AgreementStatus, Refusal | undefined>> = {
  proposed: 'not-yet-active',
  agreed: 'not-yet-active',
  active: undefined,
  suspended: 'suspended',
  ended: 'ended',
};

/** Why a message may not pass under an agreement today; undefined when it may. Asked at every pass, by sender and receiver. */
export function faultOfPass(
  agreement: Agreement | undefined,
  { from, to, type, content }: Pass,
  today: LocalDate,
): Refusal | undefined {
  if (!agreement || !isBetween(agreement.terms, from, to)) return 'no-agreement';
  const fault = WHEN[agreementStatus(agreement, today)];
  if (fault) return fault;
  const flow = agreement.terms.flows.find((candidate) => candidate.from === from && candidate.type === type);
  if (!flow) return 'type-not-agreed';
  return Object.keys(content).every((field) => flow.fields.includes(field)) ? undefined : 'field-not-agreed';
}

/** A type of message with all its fields. */
export interface MessageKind {
  readonly name: string;
  readonly fields: readonly string[];
}

/**
 * What two members who have agreed on something could tell each other of these types, and may not by any of their agreements: one that has not ended lets a type pass when it
 * names all its fields. One that is proposed counts, as somebody is to decide on it. Nothing where nothing is agreed.
 */
export function flowsNotAgreed(
  agreements: Agreements,
  kinds: readonly MessageKind[],
  today: LocalDate,
): AgreementTerms['flows'] {
  const standing = Object.values(agreements).filter((each) => agreementStatus(each, today) !== 'ended');
  const agreed = standing.find((each) => agreementStatus(each, today) !== 'proposed');
  if (!agreed) return [];
  const flows = standing.flatMap(({ terms }) => terms.flows);
  const isCovered = (from: string, { name, fields }: MessageKind): boolean =>
    flows.some(
      (flow) => flow.from === from && flow.type === name && fields.every((field) => flow.fields.includes(field)),
    );
  return agreed.terms.parties.flatMap((from) =>
    kinds
      .filter((kind) => !isCovered(from, kind))
      .map(({ name, fields }) => ({ from, type: name, fields: [...fields] })),
  );
}

const isBetween = ({ parties }: AgreementTerms, from: string, to: string): boolean =>
  from !== to && parties.includes(from) && parties.includes(to);

/** What both sides must hold alike: the agreements and what each has said, without what only one knows (last use). */
export const digestOfAgreements = (agreements: Agreements): string =>
  digestOf(
    Object.keys(agreements)
      .sort()
      .map((id) => [id, agreements[id]!.sides]),
  );
