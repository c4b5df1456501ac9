import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { contract } from '../../test/build.js';
import { RecordedCapital, waterfall, type Movement } from '../index.js';

const outcomes = [
  { code: 'job', name: { da: 'j', en: 'j' }, kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
];
const paidIn = [
  { on: '2025-01-01', amount: 600 },
  { on: '2026-01-01', amount: 300 },
  { on: '2027-01-01', amount: 100 },
];
const stack = (...capital: object[]) => contract({ outcomes, capital });
const terms = stack(
  { party: 'helper', kind: 'senior-loan', amount: 1000, paidIn, recycling: { share: '0.5' }, yearlyReturn: '0.03' },
  { party: 'helper', kind: 'equity', amount: 200, returnCap: 50 },
  { party: 'state', kind: 'first-loss-guarantee', amount: 300, covers: ['helper'], share: '0.75' },
);
const [LOAN, EQUITY, GUARANTEE] = ['helper/senior-loan', 'helper/equity', 'state/first-loss-guarantee'] as const;
const settled = localDate('2029-12-31');
const day = (n: number) => addDays(localDate('2025-01-01'), n);

/** Draws by plan and receives, as the days come. */
function asPlanned(receipts: readonly { readonly on: ReturnType<typeof day>; readonly amount: bigint }[]) {
  const done: Movement[] = [];
  const step = (work: (capital: RecordedCapital) => readonly Movement[]) =>
    done.push(...work(new RecordedCapital(terms, done)));
  const draws = [
    ...paidIn.map(({ on, amount }) => ({ on: localDate(on), name: LOAN, amount: BigInt(amount) * 100n })),
    { on: terms.period.from, name: EQUITY, amount: 20_000n },
  ];
  const days = [...draws, ...receipts.map((receipt) => ({ ...receipt, name: undefined }))];
  // What is drawn on a day comes before what is received on it.
  for (const { on, name, amount } of days.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : name_(a, b))))
    step((capital) => (name ? capital.draw(name, on, amount)! : capital.receive(on, amount).movements));
  return done;
}
const name_ = (a: { name: string | undefined }, b: { name: string | undefined }) => Number(!a.name) - Number(!b.name);

describe('recorded capital', () => {
  it('that moves by plan comes to what the plan says: so the forecast goes on where the facts end', () => {
    const receipt = fc.record({ day: fc.integer({ min: 0, max: 1_700 }), amount: fc.bigInt(1n, 60_000n) });
    fc.assert(
      fc.property(fc.array(receipt, { maxLength: 8 }), fc.nat(8), (wanted, known) => {
        const receipts = wanted
          .map((each) => ({ on: day(each.day), amount: each.amount }))
          .sort((a, b) => (a.on < b.on ? -1 : 1));
        const whole = waterfall(terms, receipts, settled);
        const [past, future] = [receipts.slice(0, known), receipts.slice(known)];
        const today = past.at(-1)?.on ?? day(0);
        const done = asPlanned(past).filter(({ on }) => on <= today);
        const { capital, guarantees } = new RecordedCapital(terms, done).forecast(future, today, settled);
        expect({ capital, guarantees }).toEqual({ capital: whole.capital, guarantees: whole.guarantees });
      }),
    );
  });

  it('is never drawn, repaid, called or given up beyond what there is, and what moved adds up', () => {
    const command = fc.record({
      kind: fc.constantFrom('draw', 'receive', 'call', 'loss'),
      name: fc.constantFrom(LOAN, EQUITY, GUARANTEE),
      amount: fc.bigInt(1n, 50_000n),
    });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const done: Movement[] = [];
        for (const [at, { kind, name, amount }] of commands.entries()) {
          const capital = new RecordedCapital(terms, done);
          const on = day(at * 40);
          if (kind === 'receive') {
            const { movements, surplus } = capital.receive(on, amount);
            expect(sum(movements.map((each) => each.amount)) + surplus).toBe(amount);
            done.push(...movements);
          } else {
            const moved = {
              draw: () => capital.draw(name, on, amount),
              call: () => capital.call(name, on, amount),
              loss: () => capital.writeOff(name, on, amount),
            }[kind]();
            if (moved) expect(sum(moved.map((each) => each.amount))).toBe(amount);
            done.push(...(moved ?? []));
          }
        }
        for (const standing of new RecordedCapital(terms, done).standing(day(2_000))) {
          const { committed, drawn, reinvested, principal, guaranteed, lost, outstanding, waiting, undrawn } = standing;
          const isGuarantee = standing.name === GUARANTEE;
          expect(drawn + reinvested + undrawn).toBe(committed);
          expect(outstanding).toBe(isGuarantee ? 0n : drawn - principal - guaranteed - lost);
          expect(sum(standing.byGeneration)).toBe(outstanding);
          for (const amount of [outstanding, outstanding - waiting, undrawn, ...standing.byGeneration])
            expect(amount >= 0n).toBe(true);
          if (standing.capital.returnCap) expect(standing.return <= 5_000n).toBe(true);
        }
      }),
    );
  });

  it('a guarantee is called for what is missing to the guaranteed share, and no further', () => {
    const done = new RecordedCapital(terms, []).draw(LOAN, day(0), 60_000n)!;
    const capital = () => new RecordedCapital(terms, done);
    expect(capital().callable(GUARANTEE)).toBe(30_000n);
    expect(capital().call(GUARANTEE, day(1), 30_001n)).toBeUndefined();
    done.push(...capital().receive(day(1), 40_000n).movements, ...capital().writeOff(LOAN, day(2), 1n)!);
    // Of what comes back half is kept for the second instalment: in hand, and not lacking.
    expect(capital().callable(GUARANTEE)).toBe(60_000n - 40_000n - 1n);
    expect(capital().callable(LOAN)).toBe(0n);
  });

  it('says what is due to the floor and by the rate, and what it has returned so far', () => {
    const loan = stack({ party: 'helper', kind: 'senior-loan', amount: 1000, yearlyReturn: '0.05', returnFloor: 20 });
    const done = new RecordedCapital(loan, []).draw(LOAN, day(0), 100_000n)!;
    const on = (today: number) => new RecordedCapital(loan, done).standing(day(today))[0]!;
    expect([on(0).returnDue, on(365).returnDue]).toEqual([2_000n, 5_000n]);
    done.push(...new RecordedCapital(loan, done).receive(day(365), 105_000n).movements);
    expect(on(365)).toMatchObject({ outstanding: 0n, returnDue: 0n, return: 5_000n, irrSoFar: '0.05' });
  });
});
