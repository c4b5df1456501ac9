import type { LocalDate } from '@ringvirkning/kernel';
import type { Evaluation, Terms } from '@ringvirkning/terms-language';
import {
  ACCOUNTS,
  excessAccount,
  lineBetween,
  type Account,
  type Posting,
  type PostingLine,
  type Sides,
} from './accounts.js';
import type { Settlement } from './settlement.js';

/** A balance of the contract's books by account, outcome, follow-up and budget year, over entries effective up to the cut-off. */
export interface BookedBalance {
  readonly account: string;
  readonly outcome?: string | undefined;
  readonly followUp?: string | undefined;
  readonly budgetYear?: number | undefined;
  readonly amount: bigint;
}

export interface AuthorisedRun {
  readonly runId: string;
  readonly contractId: string;
  readonly cutOff: LocalDate;
  readonly evaluation: Pick<Evaluation, 'lines' | 'currency'>;
  readonly settlements: readonly Settlement[];
  readonly terms: Pick<Terms, 'parties'>;
  /** Organisations that pay from an instance of their own: until they have answered, their part is due from them and nobody's cost. */
  readonly partners: ReadonlySet<string>;
}

/** Amounts by account and outcome key; what is missing is zero. */
class Sums {
  private readonly amounts = new Map<string, { line: Omit<PostingLine, 'amount'>; amount: bigint }>();

  add(line: PostingLine): void {
    const key = [line.account, line.budgetYear, line.outcome ?? '', line.followUp ?? ''].join(' ');
    this.amounts.set(key, { line, amount: (this.amounts.get(key)?.amount ?? 0n) + line.amount });
  }

  lines(): PostingLine[] {
    return [...this.amounts.values()]
      .filter(({ amount }) => amount !== 0n)
      .map(({ line, amount }) => ({ ...line, amount }));
  }
}

type OutcomeKey = Pick<PostingLine, 'budgetYear' | 'currency'> & {
  readonly outcome?: string | undefined;
  readonly followUp?: string | undefined;
};
const outcomeLine = (
  account: Account,
  amount: bigint,
  { outcome, followUp, budgetYear, currency }: OutcomeKey,
): PostingLine => ({
  account,
  amount,
  currency,
  budgetYear,
  ...(outcome === undefined ? {} : { outcome }),
  ...(followUp === undefined ? {} : { followUp }),
});

/**
 * What the ledger must book so that the contract's accounts say what the evaluation says. Each posting is the difference between what an account
 * should hold and what it holds, so a run settles accruals, earlier runs, reversals and new caps alike:
 * `true-up` (gross by the evaluation against what was accrued), `excess` (what caps cut off, per step), `settlement` (what is left becomes the
 * payees' claims) and `cost` (the payers' side of the same; a partner's is due from it). Postings without lines are left out.
 */
export function runPostings(run: AuthorisedRun, booked: readonly BookedBalance[]): Posting[] {
  const { currency } = run.evaluation;
  const asBooked = (account: Account, sign: bigint) =>
    booked
      .filter((balance) => balance.account === account)
      .map((balance) =>
        outcomeLine(account, sign * balance.amount, { ...balance, budgetYear: balance.budgetYear ?? 0, currency }),
      );
  const trueUp = differences(
    run.evaluation.lines.map((line) =>
      outcomeLine(ACCOUNTS.earned, -line.gross, { ...line, budgetYear: line.year, currency }),
    ),
    asBooked(ACCOUNTS.earned, -1n),
  );
  const excessBooked = new Set(booked.map(({ account }) => account).filter(isExcess));
  const excess = differences(
    run.evaluation.lines.flatMap((line) =>
      line.excess.map(({ step, amount }) =>
        outcomeLine(excessAccount(step), amount, { ...line, budgetYear: line.year, currency }),
      ),
    ),
    [...excessBooked].flatMap((account) => asBooked(account, -1n)),
  );
  const [earnedSide, excessSide] = [trueUp, excess].map((lines) =>
    lines.map((line) => ({ ...line, account: ACCOUNTS.receivable, amount: -line.amount })),
  );
  const left = differences([...asBooked(ACCOUNTS.receivable, 1n), ...earnedSide!, ...excessSide!], []);
  return [
    posting(run, 'true-up', [...trueUp, ...differences(earnedSide!, [])]),
    posting(run, 'excess', [...excess, ...differences(excessSide!, [])]),
    posting(run, 'settlement', [...left.map((line) => ({ ...line, amount: -line.amount })), ...claims(run)]),
    posting(run, 'cost', costs(run)),
  ].filter(({ lines }) => lines.length > 0);
}

const isExcess = (account: string): account is Account => account.startsWith('excess:');

function differences(target: readonly PostingLine[], minus: readonly PostingLine[]): PostingLine[] {
  const sums = new Sums();
  for (const line of [...target, ...minus]) sums.add(line);
  return sums.lines();
}

const posting = (run: AuthorisedRun, kind: Posting['kind'], lines: readonly PostingLine[]): Posting => ({
  key: `run:${run.runId}:${kind}`,
  kind,
  contractId: run.contractId,
  effectiveOn: run.cutOff,
  source: run.runId,
  lines,
});

const due = (run: AuthorisedRun): readonly Settlement[] => run.settlements.filter(({ amount }) => amount !== 0n);

const between = (run: AuthorisedRun, account: Account, amount: bigint, sides: Sides): PostingLine =>
  lineBetween({ account, amount, currency: run.evaluation.currency }, sides, run.terms);

const claims = (run: AuthorisedRun): PostingLine[] =>
  due(run).map(({ payer, payee, budgetYear, amount }) =>
    between(run, ACCOUNTS.claim, amount, { party: payee, counterparty: payer, budgetYear }),
  );

function costs(run: AuthorisedRun): PostingLine[] {
  const partners = new Set(
    run.terms.parties.filter(({ organisation }) => run.partners.has(organisation)).map(({ id }) => id),
  );
  return due(run).flatMap(({ payer, payee, budgetYear, amount }) => {
    const sides = { party: payer, counterparty: payee, budgetYear };
    const account = partners.has(payer) ? ACCOUNTS.dueFromPartner : ACCOUNTS.cost;
    return [between(run, account, amount, sides), between(run, ACCOUNTS.liability, -amount, sides)];
  });
}
