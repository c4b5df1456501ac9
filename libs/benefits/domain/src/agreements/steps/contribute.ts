import { minorUnits, splitExactly } from '@ringvirkning/kernel';
import type { StepOf } from '../agreement-schema.js';
import { moneyWords } from '../words.js';
import type { Outcome, Year } from './step.js';

type Key = StepOf<'contribute'>['key'];
const weightsOf = (key: readonly { readonly weight: number }[]) => key.map(({ weight }) => BigInt(weight));

/** An amount by a nested key; the parts add up to it. */
export function byKey(amount: bigint, key: Key): Map<string, bigint> {
  const parts = splitExactly(amount, weightsOf(key));
  return key.reduce((all, each, i) => {
    const inner: [string, bigint][] =
      'side' in each
        ? [[each.side, parts[i]!]]
        : splitExactly(parts[i]!, weightsOf(each.key)).map((part, j) => [each.key[j]!.side, part]);
    for (const [side, part] of inner) all.set(side, (all.get(side) ?? 0n) + part);
    return all;
  }, new Map<string, bigint>());
}

/** Kind 7: a yearly contribution to a host by a formula with a nested key. It is agreed, not shared out of gains. */
export function contributeStep({ step, year, agreement }: Year<'contribute'>): Outcome {
  const yearly = minorUnits(step.amount, agreement.currency);
  const words = moneyWords(yearly, agreement.currency);
  return {
    of: 'year',
    flows: [...byKey(yearly, step.key)]
      .filter(([side]) => side !== step.to)
      .map(([from, part]) => ({
        from,
        to: step.to,
        amount: part,
        why: {
          da: `Bidraget for ${year} er ${words.da}; partens del efter nøglen er ${moneyWords(part, agreement.currency).da}`,
          en: `The contribution for ${year} is ${words.en}; the side's part by the key is ${moneyWords(part, agreement.currency).en}`,
        },
      })),
  };
}
