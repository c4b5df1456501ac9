import { describe, expect, it } from '@jest/globals';
import { addDays, DomainError, instant, localDate, sum, type LocalDate } from '@ringvirkning/kernel';
import { evaluate } from '@ringvirkning/terms';
import fc from 'fast-check';
import { factOf, terms, type DatedFact } from '../test/contract.js';
import { authorise, cancel, certify, evolve, isOpen, mayCalculate, signature, type Run, type Signer } from './run.js';
import { settle, type Paid } from './settlement.js';

const now = instant('2026-07-01T08:00:00Z');
const today = localDate('2026-07-01');
const person = (subject: string, organisation: string, departments: readonly string[] = []): Signer => ({
  subject,
  name: subject,
  organisation,
  departments,
});
/** Carl, Bo and Dora are of payers, Fie and Ulla of who is paid. */
const people = [
  person('carl', 'aarhus', ['social']),
  person('bo', 'aarhus'),
  person('dora', 'dsi'),
  person('fie', 'fund'),
  person('ulla', 'aarhus', ['outreach']),
] as const;
const paidOnes = new Set(['fie', 'ulla']);

type Command =
  | { readonly type: 'achieve'; readonly kind: number; readonly person: number; readonly day: number }
  | { readonly type: 'reverse'; readonly which: number }
  | { readonly type: 'calculate'; readonly day: number }
  | { readonly type: 'certify' | 'authorise' | 'cancel'; readonly by: Signer };

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('achieve' as const), kind: fc.nat(3), person: fc.nat(4), day: fc.nat(600) }),
  fc.record({ type: fc.constant('reverse' as const), which: fc.nat(20) }),
  fc.record({ type: fc.constant('calculate' as const), day: fc.nat(600) }),
  fc.record({
    type: fc.constantFrom('certify' as const, 'authorise' as const, 'cancel' as const),
    by: fc.constantFrom(...people),
  }),
);

/** One contract with its facts and its runs, as a service keeps them. */
class Contract {
  readonly runs: Run[] = [];
  readonly counted = new Map<string, readonly string[]>();
  private facts = 0;
  standing: readonly DatedFact[] = [];

  take(step: Command): void {
    if (step.type === 'achieve') this.standing = [...this.standing, factOf((this.facts += 1), step)];
    else if (step.type === 'reverse') this.standing = this.standing.filter((_, n) => n !== step.which);
    else if (step.type === 'calculate') this.calculate(addDays(localDate('2025-01-01'), step.day));
    else this.sign(step.type, step.by);
  }

  get authorised(): Run[] {
    return this.runs.filter(({ status }) => status === 'authorised');
  }

  /** What the runs so far have authorised, line by line. */
  get paid(): Paid[] {
    return this.authorised.flatMap(({ settlements }) => settlements);
  }

  payable(cutOff: LocalDate): bigint {
    return evaluate(terms, this.standing, cutOff).payable;
  }

  private calculate(cutOff: LocalDate): void {
    const lastAuthorisedCutOff = this.authorised.at(-1)?.cutOff;
    const no = mayCalculate({ last: this.runs.at(-1), lastAuthorisedCutOff }, cutOff, now);
    const settlements = settle(evaluate(terms, this.standing, cutOff).payments, this.paid);
    const calculated = signature(people[0], now);
    this.runs.push({ runId: `r${no}`, contractId: 'c', no, cutOff, status: 'calculated', settlements, calculated });
    this.counted.set(
      `r${no}`,
      this.standing.filter(({ on }) => on <= cutOff).map(({ id }) => id),
    );
  }

  private sign(step: 'certify' | 'authorise' | 'cancel', by: Signer): void {
    const run = this.runs.at(-1);
    if (!run) return;
    const standing = new Set(this.standing.map(({ id }) => id));
    const since = { reversed: this.counted.get(run.runId)!.filter((id) => !standing.has(id)).length };
    const fact = {
      certify: () => certify(run, by, terms, { ...since, seen: { shown: 'a', stands: 'a' } }, now),
      authorise: () => authorise(run, by, terms, since, now),
      cancel: () => cancel(run, by, 'reason', now),
    }[step]();
    this.runs[this.runs.length - 1] = evolve(run, fact);
  }
}

/** Whether the rules let a step be taken. */
function taken(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** Plays the commands; `after` sees the contract after each that was taken. */
const played = (
  commands: readonly Command[],
  after: (contract: Contract, step: Command, before: readonly Run[]) => void,
): void => {
  const contract = new Contract();
  for (const step of commands) {
    const before = [...contract.runs];
    if (taken(() => contract.take(step))) after(contract, step, before);
  }
};
const commands = fc.array(command, { maxLength: 60 });
/** A life that reaches every status, which chance alone may not. */
const whole: readonly Command[] = [
  { type: 'achieve', kind: 0, person: 0, day: 100 },
  { type: 'calculate', day: 200 },
  { type: 'certify', by: people[0] },
  { type: 'authorise', by: people[1] },
  { type: 'calculate', day: 300 },
  { type: 'cancel', by: people[0] },
];

describe('the runs of a contract, in any order of steps', () => {
  it('are numbered without gaps, open one at a time, and authorised forward in time, never for a day to come', () =>
    fc.assert(
      fc.property(commands, (all) =>
        played(all, ({ runs, authorised }) => {
          expect(runs.map(({ no }) => no)).toEqual(runs.map((_, i) => i + 1));
          expect(runs.slice(0, -1).some(({ status }) => isOpen(status))).toBe(false);
          const cutOffs = authorised.map(({ cutOff }) => cutOff);
          expect(cutOffs).toEqual([...cutOffs].sort());
          expect(cutOffs.every((cutOff) => cutOff <= today)).toBe(true);
        }),
      ),
      { numRuns: 200 },
    ));
  it('are signed by two people, neither of whom is paid by it', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(commands, (all) =>
        played(all, ({ runs }) => {
          for (const run of runs) {
            reached.add(run.status);
            const { status, settlements, certified, authorised, cancelled } = run;
            const signers = [certified, authorised].flatMap((each) => (each ? [each.by] : []));
            expect(signers).toHaveLength(
              { calculated: 0, certified: 1, authorised: 2, cancelled: signers.length }[status],
            );
            expect(new Set(signers).size).toBe(signers.length);
            expect(cancelled?.reason).toBe(status === 'cancelled' ? 'reason' : undefined);
            if (settlements.some(({ amount }) => amount > 0n))
              expect(signers.some((by) => paidOnes.has(by) && isPaid(run, by))).toBe(false);
          }
        }),
      ),
      { numRuns: 200, examples: [[[...whole]]] },
    );
    expect([...reached].sort()).toEqual(['authorised', 'calculated', 'cancelled', 'certified']);
  });
  it('never change once they are authorised or cancelled, nor lose a signature', () =>
    fc.assert(
      fc.property(commands, (all) =>
        played(all, ({ runs }, _, before) =>
          before.forEach((run, i) =>
            expect(runs[i]).toEqual(isOpen(run.status) ? expect.objectContaining(signaturesOf(run)) : run),
          ),
        ),
      ),
      { numRuns: 200 },
    ));
  it('have paid exactly what stands at the cut-off, and so nothing that is reversed, whenever one is authorised', () =>
    fc.assert(
      fc.property(commands, (all) => {
        let counted: bigint | undefined;
        played(all, (contract, step) => {
          const last = contract.runs.at(-1);
          if (step.type === 'calculate') counted = contract.payable(last!.cutOff);
          if (step.type !== 'authorise' || last?.status !== 'authorised') return;
          const standing = new Set(contract.standing.map(({ id }) => id));
          expect(contract.counted.get(last.runId)!.every((id) => standing.has(id))).toBe(true);
          expect(sum(contract.paid.map(({ amount }) => amount))).toBe(counted);
        });
      }),
      { numRuns: 300 },
    ));
});

const isPaid = ({ settlements }: Run, by: string): boolean =>
  settlements.some(({ payee, amount }) => amount > 0n && payee === (by === 'fie' ? 'fund' : 'unit'));

const signaturesOf = ({ calculated, certified }: Run) => ({ calculated, ...(certified && { certified }) });
