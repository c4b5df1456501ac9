import type { Sentence } from '@ringvirkning/kernel';
import type { ValuationModel } from './model-schema.js';

/** What a model is asked to value: a contract, as far as its terms say what it is about. */
export interface ContractSubject {
  /** Codes of the outcomes that it pays for. */
  readonly outcomes: readonly string[];
  /** Codes of its groups of people. */
  readonly groups: readonly string[];
  readonly kind: ContractKind;
}

/** Whether somebody puts up capital for the intervention, or outcomes are paid for and nothing else. */
export const CONTRACT_KINDS = ['capital', 'payments-only'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

const sharesOne = (asked: readonly string[] | undefined, there: readonly string[]): boolean =>
  asked === undefined || asked.some((code) => there.includes(code));
const list = (codes: readonly string[] | undefined): string => (codes ?? []).join(', ') || '–';

/** Why a model does not belong to a contract, every reason at once; empty when it does. A model that says nothing belongs to all. */
export function misfits({ appliesTo = {} }: Pick<ValuationModel, 'appliesTo'>, subject: ContractSubject): Sentence[] {
  const { outcomes, targetGroups, kinds } = appliesTo;
  const reasons: readonly (readonly [boolean, Sentence])[] = [
    [
      sharesOne(outcomes, subject.outcomes),
      {
        da: `Modellen er til resultaterne ${list(outcomes)}; kontrakten betaler for ${list(subject.outcomes)}.`,
        en: `The model is for the outcomes ${list(outcomes)}; the contract pays for ${list(subject.outcomes)}.`,
      },
    ],
    [
      sharesOne(targetGroups, subject.groups),
      {
        da: `Modellen er til målgrupperne ${list(targetGroups)}; kontraktens er ${list(subject.groups)}.`,
        en: `The model is for the target groups ${list(targetGroups)}; those of the contract are ${list(subject.groups)}.`,
      },
    ],
    [
      sharesOne(kinds, [subject.kind]),
      {
        da: `Modellen er til kontrakter ${KIND_WORDS[kinds?.[0] ?? 'capital'].da}; denne er ${KIND_WORDS[subject.kind].da}.`,
        en: `The model is for contracts ${KIND_WORDS[kinds?.[0] ?? 'capital'].en}; this one is ${KIND_WORDS[subject.kind].en}.`,
      },
    ],
  ];
  return reasons.flatMap(([fits, reason]) => (fits ? [] : [reason]));
}

const KIND_WORDS: Readonly<Record<ContractKind, Sentence>> = {
  capital: { da: 'med investeret kapital', en: 'with invested capital' },
  'payments-only': { da: 'uden investeret kapital', en: 'without invested capital' },
};
