import type { ChainRule, ChainSettingRequest } from '@ringvirkning/contracts-api';
import { parseMoney, type Language } from '../format/money.js';

export type Office = ChainRule['steps'][number][number];
export const OFFICES: readonly Office[] = [
  'department-head',
  'investment-council',
  'committee',
  'municipal-director',
  'mayor',
  'council',
];
export const MEASURES = ['expected-total', 'expected-year', 'worst-total', 'worst-year'] as const;

/** A rule as it stands in the form: each office has its turn, or none. */
export interface RuleDraft {
  readonly kind: '' | NonNullable<ChainRule['kind']>;
  readonly measure: '' | (typeof MEASURES)[number];
  /** As the person writes it, in kroner. */
  readonly amount: string;
  readonly turns: Readonly<Partial<Record<Office, number>>>;
}

export const EMPTY_RULE: RuleDraft = { kind: '', measure: '', amount: '', turns: {} };

/** @param written How an amount in øre is written for the person. */
export const draftOf = ({ kind, above, steps }: ChainRule, written: (amount: string) => string): RuleDraft => ({
  kind: kind ?? '',
  measure: above?.measure ?? '',
  amount: above ? written(above.amount) : '',
  turns: Object.fromEntries(steps.flatMap((step, index) => step.map((office) => [office, index + 1]))),
});

/** The rule that a draft says; undefined when its amount is not clearly one. Turns that nobody has are left out. */
export function ruleOf({ kind, measure, amount, turns }: RuleDraft, language: Language): ChainRule | undefined {
  const minor = measure === '' ? undefined : parseMoney(amount, 'DKK', language);
  if (measure !== '' && minor === undefined) return undefined;
  const taken = [...new Set(Object.values(turns))].toSorted((a, b) => a - b);
  return {
    ...(kind === '' ? {} : { kind }),
    ...(measure === '' || minor === undefined ? {} : { above: { measure, amount: minor } }),
    steps: taken.map((turn) => OFFICES.filter((office) => turns[office] === turn)),
  };
}

/** What is sent; undefined when an amount is not clearly one. */
export function settingOf(
  version: number,
  {
    success,
    reason,
    rules,
  }: { readonly success: string; readonly reason: string; readonly rules: readonly RuleDraft[] },
  language: Language,
): ChainSettingRequest | undefined {
  const written = rules.map((rule) => ruleOf(rule, language));
  return written.every((rule) => rule !== undefined)
    ? { version, expectedSuccess: Number(success), reason, rules: written }
    : undefined;
}
