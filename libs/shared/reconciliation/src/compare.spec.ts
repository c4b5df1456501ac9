import { describe, expect, it } from '@jest/globals';
import { reconcile, type Comparison, type Witnesses } from './compare.js';
import type { Holdings, Sum } from './holdings.js';

const SUBJECT = 'evt.outcomes.outcomes-finalised.v1';
const sum = (count: number, contractId = 'k'): Sum => ({
  contractId,
  count,
  digest: String(count).repeat(64).slice(0, 64),
});
const NOTHING: Holdings = { told: [], held: [], own: [] };
const outcomes = (upto: number, epoch = 1, fork = 0): Holdings => ({
  ...NOTHING,
  told: [{ subject: SUBJECT, upto, epoch, fork }],
});
const payments = (upto: number, over: Partial<Holdings['held'][number]> = {}): Holdings => ({
  ...NOTHING,
  held: [{ subject: SUBJECT, upto, epoch: 1, members: ['claimId'], sums: [sum(upto)], aside: [], ...over }],
});

/** Each event tells of one more thing. */
const witnesses = (of: Readonly<Record<string, Holdings | undefined>>): Witnesses => ({
  holdings: (service) => (of[service] ? Promise.resolve(of[service]) : Promise.reject(new Error('down'))),
  told: (_service, _subject, _members, upto) => Promise.resolve(upto === 0 ? [] : [sum(upto)]),
});
const report = (of: Readonly<Record<string, Holdings | undefined>>) => reconcile(Object.keys(of), witnesses(of));
const compared = async (told: Holdings, held: Holdings): Promise<Comparison> =>
  (await report({ outcomes: told, payments: held })).comparisons[0]!;

describe('reconciling services', () => {
  it('agrees when what is held is what was told', async () =>
    expect(await compared(outcomes(7), payments(7))).toEqual({
      ...{ kind: 'outcomes-finalised', told: 'outcomes', held: 'payments', state: 'agrees' },
      ...{ waiting: 0, contracts: 1, differing: [] },
    }));

  it('compares as far as both have come, and counts what is on its way', async () =>
    expect(await compared(outcomes(9), payments(7))).toMatchObject({ state: 'on-its-way', waiting: 2, differing: [] }));

  it('accepts what was asked for before its event came', async () =>
    expect(await compared(outcomes(9), payments(7, { sums: [sum(9)] }))).toMatchObject({ state: 'on-its-way' }));

  it('names the contract that differs, and by how many, whatever is still on its way', async () =>
    expect(await compared(outcomes(9), payments(7, { sums: [sum(6)] }))).toMatchObject({
      state: 'differs',
      differing: [{ contractId: 'k', told: 7, held: 6, aside: 0 }],
    }));

  it('differs when the number is the same and the content is not', async () =>
    expect(await compared(outcomes(7), payments(7, { sums: [{ ...sum(7), digest: 'f'.repeat(64) }] }))).toMatchObject({
      state: 'differs',
      differing: [{ told: 7, held: 7 }],
    }));

  it('differs when one side has a contract that the other has not', async () => {
    expect(await compared(outcomes(7), payments(7, { sums: [] }))).toMatchObject({ differing: [{ told: 7, held: 0 }] });
    expect(await compared(outcomes(7), payments(7, { sums: [sum(7), sum(1, 'x')] }))).toMatchObject({
      differing: [{ contractId: 'x', told: 0, held: 1 }],
    });
  });

  it('knows what lies in dead letters from what is lost', async () => {
    const aside = [{ contractId: 'k', count: 2 }];
    expect(await compared(outcomes(7), payments(7, { sums: [sum(5)], aside }))).toMatchObject({ state: 'put-aside' });
    expect(await compared(outcomes(7), payments(7, { sums: [sum(4)], aside }))).toMatchObject({ state: 'differs' });
    expect((await report({ outcomes: outcomes(7), payments: payments(7, { sums: [sum(5)], aside }) })).state).toBe(
      'differs',
    );
  });

  it('names a producer that knows less than its consumer', async () => {
    expect(await compared(outcomes(5), payments(7))).toMatchObject({ state: 'restored' });
    expect(await compared(outcomes(9, 1), payments(7, { epoch: 2 }))).toMatchObject({ state: 'restored' });
  });

  it('waits for a consumer that has not heard of the new life of the log, beyond the fork alone', async () => {
    expect(await compared(outcomes(9, 2, 6), payments(7, { sums: [sum(5)] }))).toMatchObject({ state: 'on-its-way' });
    expect(await compared(outcomes(9, 2, 7), payments(7, { sums: [sum(5)] }))).toMatchObject({ state: 'differs' });
  });

  it('is no agreement when somebody does not answer, and no difference either', async () => {
    expect(await report({ outcomes: undefined, payments: payments(7) })).toEqual({
      state: 'unanswered',
      comparisons: [],
      unanswered: ['outcomes'],
    });
    const own = [{ kind: 'accruals', contracts: 1, differing: [{ contractId: 'k', told: 2, held: 1, aside: 0 }] }];
    expect((await report({ outcomes: undefined, payments: { ...NOTHING, own } })).state).toBe('differs');
  });

  it('takes what a service says of its own books', async () => {
    const own = [{ kind: 'accruals', contracts: 3, differing: [] }];
    expect((await report({ payments: { ...NOTHING, own } })).comparisons).toEqual([
      {
        kind: 'accruals',
        told: 'payments',
        held: 'payments',
        state: 'agrees',
        waiting: 0,
        contracts: 3,
        differing: [],
      },
    ]);
  });
});
