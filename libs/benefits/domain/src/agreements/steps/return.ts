import { least, minorUnits, multiplyRounded, type Sentence } from '@ringvirkning/kernel';
import { MILLION, millionths } from '../../decimal.js';
import { moneyWords, percentWords, sentences } from '../words.js';
import { notNegative, type Outcome, type Year } from './step.js';

interface Limit {
  readonly amount: bigint;
  readonly why: (amount: Sentence) => Sentence;
}

/** What is left to cover, and what caps: each with the words for it. */
function limits({ step, year, books, agreement, left }: Year<'return'>): Limit[] {
  const found: Limit[] = [
    {
      amount: left(step.from),
      why: ({ da, en }) => ({ da: `Der er kun ${da} tilbage af gevinsten.`, en: `Only ${en} of the gain is left.` }),
    },
  ];
  const { until, cap } = step;
  if (until && 'amount' in until)
    found.push({
      amount: minorUnits(until.amount, agreement.currency),
      why: ({ da, en }) => ({ da: `Der deles, til ${da} er nået.`, en: `It is shared until ${en} is reached.` }),
    });
  else if (until)
    found.push({
      amount: books.cost(step.to, until.covered, year),
      why: ({ da, en }) => ({ da: `Investeringen på ${da} er dækket.`, en: `The investment of ${en} is covered.` }),
    });
  if (cap !== undefined)
    found.push({
      amount: minorUnits(cap, agreement.currency),
      why: ({ da, en }) => ({ da: `Loftet er ${da}`, en: `The cap is ${en}` }),
    });
  return found;
}

/**
 * Kind 1: a share of all that `from` has gained since the term began, until covered and within the cap; so a gain that is taken back gives back what it gave.
 */
export function returnStep(world: Year<'return'>): Outcome {
  const { step, year, since, books, agreement, before } = world;
  const gain = notNegative(books.gained(step.from, { from: since, to: year }, step.lines));
  const share = multiplyRounded(gain, millionths(step.share), MILLION);
  const all = limits(world);
  const amount = least(share, ...all.map((limit) => limit.amount));
  const money = (value: bigint) => moneyWords(value, agreement.currency);
  const [percent, gained, shared] = [percentWords(step.share), money(gain), money(share)];
  const bound = amount < share ? all.find((limit) => limit.amount === amount)! : null;
  const earlier = before(step.from, step.to);
  const why = sentences(
    {
      da: `${percent.da} af den realiserede gevinst til og med ${year}, ${gained.da}, er ${shared.da}`,
      en: `${percent.en} of the gain realised up to and including ${year}, ${gained.en}, is ${shared.en}`,
    },
    bound && bound.why(money(bound.amount)),
    earlier === 0n
      ? null
      : {
          da: `Heraf hører ${money(earlier).da} til tidligere år.`,
          en: `Of this, ${money(earlier).en} belongs to earlier years.`,
        },
  );
  return { of: 'term', flows: [{ from: step.from, to: step.to, amount, why }] };
}
