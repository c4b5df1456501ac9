import { describe, expect, it } from '@jest/globals';
import type { ChainRule } from '@ringvirkning/contracts-api';
import fc from 'fast-check';
import { draftOf, EMPTY_RULE, MEASURES, OFFICES, ruleOf, settingOf } from './rules-form.js';

const written = (amount: string): string => `${amount.slice(0, -2)},${amount.slice(-2)}`;

describe('a rule in the form', () => {
  it('is the rule again that it was made from', () =>
    fc.assert(
      fc.property(
        fc.record({
          kind: fc.constantFrom(undefined, 'joint' as const, 'capital' as const),
          measure: fc.constantFrom(undefined, ...MEASURES),
          amount: fc.bigInt({ min: 100n, max: 10n ** 14n }),
          offices: fc.shuffledSubarray([...OFFICES], { minLength: 1 }),
          cut: fc.nat(5),
        }),
        ({ kind, measure, amount, offices, cut }) => {
          const inOrder = (step: typeof offices) => OFFICES.filter((office) => step.includes(office));
          const steps = [offices.slice(0, cut), offices.slice(cut)].filter(({ length }) => length > 0).map(inOrder);
          const rule: ChainRule = {
            ...(kind && { kind }),
            ...(measure && { above: { measure, amount: String(amount) } }),
            steps,
          };
          expect(ruleOf(draftOf(rule, written), 'da')).toEqual(rule);
        },
      ),
    ));
  it('leaves out turns that nobody has', () =>
    expect(ruleOf({ ...EMPTY_RULE, turns: { council: 5, mayor: 2 } }, 'da')).toEqual({
      steps: [['mayor'], ['council']],
    }));
  it('is not sent while an amount is not clearly one', () => {
    const rules = [{ ...EMPTY_RULE, measure: 'worst-total' as const, amount: '1.5 mio', turns: { council: 1 } }];
    expect(settingOf(1, { success: '50', reason: 'x', rules }, 'da')).toBeUndefined();
  });
});
