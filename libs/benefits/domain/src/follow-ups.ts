/** Whether an effect lasts is asked at follow-ups: what they confirm is realised, what they have not been asked about is forecast, and what they deny has come to an end (ADR 96). */
import { multiplyRounded, type LocalDate } from '@ringvirkning/kernel';
import type { BenefitLine } from './benefit-line.js';
import type { LastingStep } from './consequence-schema.js';
import { MILLION, millionths } from './decimal.js';
import type { ValuationModel } from './model-schema.js';

/** Whether the effect still lasted; null when the follow-up is over and nobody found out. */
export type Answer = boolean | null;

/** By code of a follow-up of the contract. A follow-up that is not there has no answer yet. */
export type Answers = Readonly<Record<string, Answer>>;

/** A step of a consequence's effect that a follow-up confirms, with the steps before it; the last of them is its own. */
export type Awaited = readonly (LastingStep & { readonly confirmedBy: string })[];

/** What has become of a line: the three together are the line, to the øre. */
export interface Standing {
  readonly realised: bigint;
  readonly forecast: bigint;
  /** Taken off: the doubt that it lasts, or all of it once its follow-up has said that it does not, or has ended without an answer. */
  readonly lapsed: bigint;
}

interface Chance {
  readonly numerator: bigint;
  readonly denominator: bigint;
}
const [ALL, NONE]: readonly Chance[] = [
  { numerator: 1n, denominator: 1n },
  { numerator: 0n, denominator: 1n },
];

const answerTo = (answers: Answers, followUp: string): Answer | undefined =>
  Object.hasOwn(answers, followUp) ? answers[followUp] : undefined;

/** The steps up to the one that a month of the effect lies in, when a follow-up confirms it. */
export function awaitedIn(lasting: readonly LastingStep[] | undefined, month: number): Awaited | undefined {
  const steps = (lasting ?? []).filter(({ after }) => after <= month);
  if (steps.at(-1)?.confirmedBy === undefined) return undefined;
  return steps.filter((step): step is Awaited[number] => step.confirmedBy !== undefined);
}

/** Whether nothing is left to ask about a line. */
export const isConfirmed = (awaits: Awaited | undefined, answers: Answers): boolean =>
  awaits === undefined || answerTo(answers, awaits.at(-1)!.confirmedBy) !== undefined;

/** How likely a line's effect is by what is answered: its own follow-up decides; until then the last one before it that was answered, and the model's probability from there on. What nobody can confirm any more is not counted. */
function chance(awaits: Awaited, answers: Answers): Chance {
  const own = awaits.at(-1)!;
  if (answerTo(answers, own.confirmedBy) === null) return NONE!;
  const asked = awaits.findLast(({ confirmedBy }) => typeof answerTo(answers, confirmedBy) === 'boolean');
  if (asked && !answerTo(answers, asked.confirmedBy)) return NONE!;
  if (asked === own) return ALL!;
  return { numerator: millionths(own.share), denominator: asked ? millionths(asked.share) : MILLION };
}

/** What has become of a line on a day: a gain is realised once its day has come and nothing is left to ask about it. */
export function standingOf(
  { amount, fallsOn, awaits }: Pick<BenefitLine, 'amount' | 'fallsOn' | 'awaits'>,
  answers: Answers,
  today: LocalDate,
): Standing {
  const { numerator, denominator } = awaits ? chance(awaits, answers) : ALL!;
  const counted = multiplyRounded(amount, numerator, denominator);
  const isRealised = fallsOn <= today && isConfirmed(awaits, answers);
  return {
    realised: isRealised ? counted : 0n,
    forecast: isRealised ? 0n : counted,
    lapsed: amount - counted,
  };
}

/** The follow-ups that confirm something of an outcome: a claim at one of them says that an earlier outcome lasts, and is not worth anything by itself. */
export const followUpsOf = ({ outcomes }: Pick<ValuationModel, 'outcomes'>, outcome: string): ReadonlySet<string> =>
  new Set(
    (Object.hasOwn(outcomes, outcome) ? outcomes[outcome]! : []).flatMap(({ lasting }) =>
      (lasting ?? []).flatMap(({ confirmedBy }) => confirmedBy ?? []),
    ),
  );

/** The outcomes of which follow-ups confirm something. */
export const followedOutcomes = (model: Pick<ValuationModel, 'outcomes'>): string[] =>
  Object.keys(model.outcomes).filter((outcome) => followUpsOf(model, outcome).size > 0);
