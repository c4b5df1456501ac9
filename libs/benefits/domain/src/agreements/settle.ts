import { digestOf, sum } from '@ringvirkning/kernel';
import type { Agreement } from './agreement-schema.js';
import { evaluateAgreement, type Given, type Transfer } from './evaluate.js';
import { digestOfFacts, type SharedFacts } from './figures.js';

/** What earlier settlements of the agreement have moved. */
export type SettledBefore = Pick<Transfer, 'step' | 'from' | 'to' | 'year' | 'amount'>;

/** Between two sides, everything set off: `from` pays `to`; minor units, above 0. */
export interface Netted {
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
}

/** How far a step has come. */
export interface Carried {
  readonly step: string;
  readonly given: bigint;
}

export interface SettledAgreement extends Given {
  readonly through: number;
  /** What remains to be moved: what the agreement gives minus what was settled. */
  readonly due: readonly Transfer[];
  readonly netted: readonly Netted[];
  readonly carried: readonly Carried[];
  /** SHA-256 over agreement, figures, what was settled before, and result. */
  readonly digest: string;
}

const keyOf = ({ step, from, to, year }: SettledBefore) => `${year} ${step} ${from} ${to}`;
const TAKEN_BACK = {
  da: 'Grundlaget er bortfaldet; det tidligere afregnede føres tilbage.',
  en: 'What it rested on is gone; what was settled is taken back.',
};

/** What the agreement gives that is not settled, per step, pair and year. */
export function remaining(given: readonly Transfer[], before: readonly SettledBefore[]): Transfer[] {
  const settled = new Map<string, SettledBefore>();
  for (const each of before) {
    const amount = each.amount + (settled.get(keyOf(each))?.amount ?? 0n);
    settled.set(keyOf(each), { ...each, amount });
  }
  const due = given.map((transfer) => {
    const amount = transfer.amount - (settled.get(keyOf(transfer))?.amount ?? 0n);
    settled.delete(keyOf(transfer));
    return { ...transfer, amount };
  });
  const gone = [...settled.values()].map(({ step, from, to, year, amount }) => ({
    ...{ step, from, to, year },
    amount: -amount,
    why: TAKEN_BACK,
  }));
  return [...due, ...gone].filter(({ amount }) => amount !== 0n);
}

/** Sets off what two sides owe each other. */
export function net(transfers: readonly Pick<Transfer, 'from' | 'to' | 'amount'>[]): Netted[] {
  const pairs = new Map<string, Netted>();
  for (const { from, to, amount } of transfers) {
    const [a, b, signed] = from < to ? [from, to, amount] : [to, from, -amount];
    const known = pairs.get(`${a} ${b}`)?.amount ?? 0n;
    pairs.set(`${a} ${b}`, { from: a, to: b, amount: known + signed });
  }
  return [...pairs.values()]
    .filter(({ amount }) => amount !== 0n)
    .map(({ from, to, amount }) => (amount > 0n ? { from, to, amount } : { from: to, to: from, amount: -amount }));
}

const text = ({ step, from, to, year, amount }: SettledBefore) => [step, from, to, year, amount.toString()];

/**
 * Settles an agreement up to and including a budget year: what it gives on all that is realised so far, minus what earlier settlements moved. So corrections
 * need no special case, and a reversal settles back to the øre.
 * @param agreementDigest of the document as both sides signed it.
 */
export function settleAgreement(
  agreement: Agreement,
  agreementDigest: string,
  facts: SharedFacts,
  through: number,
  before: readonly SettledBefore[],
): SettledAgreement {
  const given = evaluateAgreement(agreement, facts, through);
  const due = remaining(given.transfers, before);
  const carried = agreement.steps.map(({ id }) => ({
    step: id,
    given: sum(given.transfers.filter(({ step }) => step === id).map(({ amount }) => amount)),
  }));
  const netted = net(due);
  const digest = digestOf({
    agreement: agreementDigest,
    facts: digestOfFacts(facts),
    through,
    before: before.map((each) => JSON.stringify(text(each))).sort(),
    due: due.map(text),
    netted: netted.map(({ from, to, amount }) => [from, to, amount.toString()]),
    frames: given.frames.map(({ step, board, to, from, yearly }) => [step, board, to, from, yearly.toString()]),
  });
  return { ...given, through, due, netted, carried, digest };
}
