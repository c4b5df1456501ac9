import { least, minorUnits, multiplyRounded, splitExactly, sum } from '@ringvirkning/kernel';
import { MILLION, millionths } from '../../decimal.js';
import { moneyWords, sentences } from '../words.js';
import { notNegative, type Flow, type Outcome, type Year } from './step.js';

/** What each side is entitled to of a pot, tier by tier. Adds up to the pot. */
function entitlements({ step, agreement }: Year<'distribute'>, pot: bigint): Map<string, bigint> {
  const contributed = (side: string) => minorUnits(step.contributions[side]!, agreement.currency);
  const entitled = new Map(Object.keys(step.contributions).map((side) => [side, 0n]));
  let rest = pot;
  for (const { sides, upTo } of step.tiers) {
    const weights = sides.map(contributed);
    const limit = upTo === undefined ? rest : multiplyRounded(sum(weights), millionths(upTo), MILLION);
    const tier = least(rest, limit);
    if (tier > 0n)
      splitExactly(tier, weights).forEach((part, i) => entitled.set(sides[i]!, entitled.get(sides[i]!)! + part));
    rest -= tier;
  }
  return entitled;
}

/** Who holds too much gives those who hold too little, in the order of the document. Balances add up to 0. */
function level(balances: ReadonlyMap<string, bigint>): { from: string; to: string; amount: bigint }[] {
  const short = [...balances]
    .filter(([, balance]) => balance < 0n)
    .map(([side, balance]) => ({ side, lacks: -balance }));
  return [...balances]
    .filter(([, balance]) => balance > 0n)
    .flatMap(([from, balance]) => {
      let rest = balance;
      return short.flatMap((each) => {
        const amount = least(rest, each.lacks);
        rest -= amount;
        each.lacks -= amount;
        return amount === 0n ? [] : [{ from, to: each.side, amount }];
      });
    });
}

/**
 * Kind 3: what the sides have gained together since the term began is shared out by tiers (thresholds before sharing), whoever gained it.
 * A side that lost is made whole by the others' gains before anything is shared; nothing is shared while there is no gain together.
 */
export function distributeStep(world: Year<'distribute'>): Outcome {
  const { step, year, since, books, agreement, left } = world;
  const sides = Object.keys(step.contributions);
  const held = new Map(
    sides.map((side) => {
      const gain = books.gained(side, { from: since, to: year });
      return [side, gain < 0n ? gain : least(gain, left(side))];
    }),
  );
  const pot = notNegative(sum(held.values()));
  if (pot === 0n) return { of: 'term', flows: [] };
  const entitled = entitlements(world, pot);
  const flows = level(new Map(sides.map((side) => [side, held.get(side)! - entitled.get(side)!])));
  const words = (amount: bigint) => moneyWords(amount, agreement.currency);
  return {
    of: 'term',
    flows: flows.map(({ from, to, amount }): Flow => {
      const [all, theirs, has] = [words(pot), words(entitled.get(to)!), words(held.get(to)!)];
      return {
        from,
        to,
        amount,
        why: sentences(
          {
            da: `Parternes fælles gevinst til og med ${year} er ${all.da}`,
            en: `The sides' gain together up to and including ${year} is ${all.en}`,
          },
          {
            da: `Modtageren har efter trinene ret til ${theirs.da} og har selv ${has.da}`,
            en: `By the tiers the receiver is entitled to ${theirs.en} and holds ${has.en}`,
          },
        ),
      };
    }),
    left: entitled,
  };
}
