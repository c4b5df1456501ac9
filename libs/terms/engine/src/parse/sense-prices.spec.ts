import { describe } from '@jest/globals';
import {
  avoided,
  difference,
  finds,
  type Parts,
  followUps,
  job,
  lookBack,
  perUnit,
  points,
  share,
  spell,
  steps,
  total,
  tranches,
  weighted,
} from '../../test/sense.js';

describe('prices that fit', () => {
  const priced = (price: object, outcome: object = job) => ({ followUps, outcomes: [{ ...outcome, price }] });
  const counted = { code: 'days', kind: 'counted' };
  const fits = 'outcomes[0].price price-does-not-fit';
  finds([
    ...[perUnit(), steps([1, true]), points(1, 2)].flatMap((price): [string, Parts, string[]][] => [
      [`${price.kind} for what is reached or not`, priced(price), [fits]],
      [`${price.kind} for a look-back window`, priced(price, lookBack()), [fits]],
      [`${price.kind} for a spell`, priced(price, spell()), [fits]],
      [`${price.kind} for a number`, priced(price, counted), []],
    ]),
    ['percentage points of a share', { outcomes: [job, share()] }, []],
    [
      'percentage points of a difference',
      { outcomes: [total('a'), difference({ price: perUnit('percentage-point') })] },
      [],
    ],
    [
      'percentage points of weights',
      { outcomes: [total('a'), weighted([{ outcome: 'a', weight: 1 }], { price: perUnit('percentage-point') })] },
      [],
    ],
    [
      'percentage points of days',
      priced(perUnit('percentage-point'), counted),
      ['outcomes[0].price.unit price-does-not-fit'],
    ],
    ['tranches of days', priced(tranches({ share: 1 }), counted), [fits]],
    [
      'tranches of a share',
      { outcomes: [job, share({ price: tranches({ share: 1 }) })] },
      ['outcomes[1].price price-does-not-fit'],
    ],
    ['tranches of a difference', { outcomes: [total('a'), difference({ price: tranches({ share: 1 }) })] }, []],
    ['tranches of an avoided cost', { outcomes: [total('a'), avoided()] }, []],
    [
      'a price for each follow-up',
      priced(
        {
          kind: 'per-claim',
          byFollowUp: [
            { followUp: 'm3', amount: 1 },
            { followUp: 'm6', amount: 1 },
          ],
        },
        { ...job, followUps: ['m3', 'm6'] },
      ),
      [],
    ],
    [
      'a price for one of two',
      priced({ kind: 'per-claim', byFollowUp: [{ followUp: 'm3', amount: 1 }] }, { ...job, followUps: ['m3', 'm6'] }),
      ['outcomes[0].price price-missing'],
    ],
    [
      'a price for one of two and one for the others',
      priced(
        { kind: 'per-claim', amount: 2, byFollowUp: [{ followUp: 'm3', amount: 1 }] },
        { ...job, followUps: ['m3', 'm6'] },
      ),
      [],
    ],
    ['no price at all', priced({ kind: 'per-claim' }), ['outcomes[0].price price-missing']],
    [
      'a price for a follow-up of none',
      priced({ kind: 'per-claim', amount: 1, byFollowUp: [{ followUp: 'm3', amount: 1 }] }),
      ['outcomes[0].price.byFollowUp[0] follow-up-of-another'],
    ],
    [
      'a price for the follow-up of another',
      priced(
        {
          kind: 'per-claim',
          amount: 1,
          byFollowUp: [
            { followUp: 'm3', amount: 1 },
            { followUp: 'm6', amount: 1 },
          ],
        },
        { ...job, followUps: ['m3'] },
      ),
      ['outcomes[0].price.byFollowUp[1] follow-up-of-another'],
    ],
    [
      'two prices for a follow-up',
      priced(
        {
          kind: 'per-claim',
          byFollowUp: [
            { followUp: 'm3', amount: 1 },
            { followUp: 'm3', amount: 2 },
          ],
        },
        { ...job, followUps: ['m3'] },
      ),
      ['outcomes[0].price.byFollowUp declared-twice'],
    ],
    ['a price per time', priced({ kind: 'per-time', amount: 1, months: 6 }, { ...job, followUps: ['m3', 'm6'] }), []],
    [
      'a price per time at a follow-up without a time',
      {
        followUps: [{ code: 'm3' }, { code: 'm6', months: 6 }],
        outcomes: [{ ...job, followUps: ['m3', 'm6'], price: { kind: 'per-time', amount: 1, months: 6 } }],
      },
      ['followUps[0] follow-up-time'],
    ],
    ['a price per time without follow-ups', priced({ kind: 'per-time', amount: 1, months: 6 }), [fits]],
    [
      'a price per time at one moment',
      {
        followUps: [...followUps, { code: 'again', months: 6 }],
        outcomes: [{ ...job, followUps: ['m6', 'again'], price: { kind: 'per-time', amount: 1, months: 6 } }],
      },
      ['outcomes[0].price no-interval'],
    ],
  ]);
});

describe('tables in order', () => {
  const priced = (price: object) => ({ outcomes: [{ code: 'days', kind: 'counted', price }] });
  const slices = (...limits: (number | undefined)[]) => ({
    outcomes: [total('a', { price: tranches(...limits.map((upTo) => ({ upTo, share: 1 }))) })],
  });
  const bad = (what: string): string[] => [`outcomes[0].price.${what} not-ascending`];
  finds([
    ['steps that rise', priced(steps([1, true], [2, false], [3, true])), []],
    ['steps that fall', priced(steps([1, true], [3, true], [2, true])), bad('steps[2]')],
    ['steps that fall from a bound to above a lower one', priced(steps([3, true], [2, false])), bad('steps[1]')],
    ['a step at its bound and one above it', priced(steps([2, true], [2, false])), []],
    ['a step above its bound and one at it', priced(steps([2, false], [2, true])), bad('steps[1]')],
    ['two steps at a bound', priced(steps([2, true], [2, true])), bad('steps[1]')],
    ['two steps above a bound', priced(steps([2, false], [2, false])), bad('steps[1]')],
    ['points that rise', priced(points(1, 2, 3)), []],
    ['a point twice', priced(points(1, 2, 2)), bad('points[2]')],
    ['points that fall', priced(points(2, 1, 3)), bad('points[1]')],
    ['tranches that rise', slices(1, 2, undefined), []],
    ['a tranche twice', slices(1, 2, 2), bad('tranches[2]')],
    ['an open tranche before the last', slices(1, undefined, 2), bad('tranches')],
  ]);
});
