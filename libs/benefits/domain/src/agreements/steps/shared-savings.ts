import { least, minorUnits, multiplyRounded, type Sentence } from '@ringvirkning/kernel';
import { MILLION, millionths } from '../../decimal.js';
import { moneyWords, percentWords, sentences } from '../words.js';
import { type Outcome, type Year } from './step.js';

type World = Year<'shared-savings'>;
interface Given {
  readonly amount: bigint;
  readonly why: Sentence;
}

/** Quality in millionths; 1 when none is asked for, 0 below the minimum or while it is not stated. */
function qualityOf({ step, year, books, missing }: World): bigint {
  if (!step.quality) return MILLION;
  const { figure, minimum = '0' } = step.quality;
  const stated = books.stated(figure, year);
  if (stated === undefined) missing(figure);
  const quality = millionths(stated ?? '0');
  return quality < millionths(minimum) ? 0n : quality;
}

const part = (amount: bigint, share: string) => multiplyRounded(amount, millionths(share), MILLION);
const NOTHING = (year: number): Sentence => ({
  da: `Årets besparelse i ${year} når ikke mindstesatsen.`,
  en: `The saving of ${year} does not reach the minimum rate.`,
});

function sharedSaving(world: World, saving: bigint, baseline: bigint): Given {
  const { step, year, agreement, left } = world;
  const quality = qualityOf(world);
  if (saving === 0n || saving < part(baseline, step.minimumRate)) return { amount: 0n, why: NOTHING(year) };
  const shared = multiplyRounded(saving, millionths(step.share) * quality, MILLION * MILLION);
  const [limit, held] = [part(baseline, step.limit), left(step.from) - world.before(step.from, step.to)];
  const amount = least(shared, limit, held > 0n ? held : 0n);
  const [saved, share] = [moneyWords(saving, agreement.currency), percentWords(step.share)];
  return {
    amount,
    why: sentences(
      {
        da: `${share.da} af besparelsen i ${year}, ${saved.da}, gange kvaliteten er ${moneyWords(shared, agreement.currency).da}`,
        en: `${share.en} of the saving of ${year}, ${saved.en}, times quality is ${moneyWords(shared, agreement.currency).en}`,
      },
      amount === shared
        ? null
        : {
            da: `Grænsen er ${moneyWords(amount, agreement.currency).da}`,
            en: `The limit is ${moneyWords(amount, agreement.currency).en}`,
          },
    ),
  };
}

function sharedLoss({ step, year, agreement }: World, loss: bigint, baseline: bigint): Given {
  const { losses } = step;
  if (!losses || loss < part(baseline, losses.minimumRate)) return { amount: 0n, why: NOTHING(year) };
  const amount = least(part(loss, losses.share), part(baseline, losses.limit));
  const [lost, share] = [moneyWords(loss, agreement.currency), percentWords(losses.share)];
  return {
    amount: -amount,
    why: {
      da: `${share.da} af tabet i ${year}, ${lost.da}, inden for grænsen, er ${moneyWords(amount, agreement.currency).da}, som modtageren betaler tilbage.`,
      en: `${share.en} of the loss of ${year}, ${lost.en}, within the limit, is ${moneyWords(amount, agreement.currency).en}, which the receiver pays back.`,
    },
  };
}

/** Kind 4: year by year, share × quality of a saving above the minimum rate, within a limit; and the share of a loss. */
export function savingsStep(world: World): Outcome {
  const { step, year, books, agreement } = world;
  const saving = books.gained(step.from, { from: year, to: year }, step.lines);
  const baseline = minorUnits(step.baseline, agreement.currency);
  const { amount, why } = saving < 0n ? sharedLoss(world, -saving, baseline) : sharedSaving(world, saving, baseline);
  return { of: 'year', flows: [{ from: step.from, to: step.to, amount, why }] };
}
