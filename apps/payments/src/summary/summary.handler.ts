import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, dateInDenmark, sum, type Clock, type LocalDate } from '@ringvirkning/kernel';
import type { PayerYear, PaymentSummary } from '@ringvirkning/payments-api';
import { isOpen, type Paid } from '@ringvirkning/payments-domain';
import type { Evaluation } from '@ringvirkning/terms';
import { toJson } from '../persistence/run.store.js';
import type { Contract } from '../persistence/contract.store.js';
import { presentExcess, presentLine, presentUnpaid } from '../runs/present-lines.js';
import { RunBook } from '../runs/run-book.js';
import { hiddenFrom, hidesSettlement, seesAggregatesOnly, type Hidden } from '../runs/viewer.js';

/** What a contract has earned, what of it is payable and what is paid, as of a day. */
@Injectable()
export class SummaryHandler {
  constructor(
    private readonly book: RunBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(contractId: string, asOf: LocalDate | undefined, person: Person): Promise<PaymentSummary> {
    return this.book.db.read(async (tx) => {
      const contract = await this.book.contract(tx, contractId);
      const { evaluation, facts } = await this.book.evaluations.latest(
        tx,
        contract,
        asOf ?? dateInDenmark(this.clock.now()),
      );
      const paid = await this.book.evaluations.paid(tx, contractId);
      const [last] = await this.book.runs.list(tx, contractId, undefined, 1);
      const openRun =
        last && isOpen(last.run.status) ? { runId: last.run.runId, no: last.run.no, status: last.run.status } : null;
      return { ...present({ contract, evaluation, facts: facts.length, paid }, person), openRun };
    });
  }
}

interface State {
  readonly contract: Contract;
  readonly evaluation: Evaluation;
  readonly facts: number;
  readonly paid: readonly Paid[];
}

function present({ contract, evaluation, facts, paid }: State, person: Person): Omit<PaymentSummary, 'openRun'> {
  const hidden = hiddenFrom(
    person,
    evaluation.lines.map(({ id, year, people }) => ({ id, year, people })),
    contract.terms,
  );
  const figure = (amount: bigint): string | null => (hidden.totals ? null : amount.toString());
  const total = sum(paid.map(({ amount }) => amount));
  const lines = toJson(evaluation.lines.map(({ facts: _facts, ...line }) => line));
  return {
    contractId: contract.contractId,
    contractRef: contract.ref,
    contractTitle: contract.title,
    currency: contract.currency,
    asOf: evaluation.cutOff,
    facts: hidden.totals ? null : facts,
    gross: figure(evaluation.gross),
    excess: presentExcess(toJson(evaluation.excess), hidden),
    payable: figure(evaluation.payable),
    paid: figure(total),
    open: figure(evaluation.payable - total),
    payers: payerYears(contract, evaluation, paid, hidden),
    lines: lines.map((line) => presentLine(line, hidden)),
    unpaid: presentUnpaid(toJson(evaluation.unpaid), seesAggregatesOnly(person)),
    flags: evaluation.flags.map(({ sentence }) => sentence),
    suppressed: hidden.totals || hidden.lines.size > 0,
    resultDigest: evaluation.digest,
  };
}

/** Payable and paid per payer and budget year, by year. */
function payerYears({ terms }: Contract, { payments }: Evaluation, paid: readonly Paid[], hidden: Hidden): PayerYear[] {
  const entries = [
    ...payments.map(({ payer, year, amount }) => ({ payer, budgetYear: year, payable: amount, paid: 0n })),
    ...paid.map(({ payer, budgetYear, amount }) => ({ payer, budgetYear, payable: 0n, paid: amount })),
  ];
  const groups = [...Map.groupBy(entries, ({ payer, budgetYear }) => `${budgetYear} ${payer}`)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return groups.map(([, of]) => {
    const { payer, budgetYear } = of[0]!;
    const [payable, settled] = [sum(of.map((entry) => entry.payable)), sum(of.map((entry) => entry.paid))];
    const figure = (amount: bigint): string | null =>
      hidesSettlement(hidden, budgetYear, payer) ? null : amount.toString();
    const payerName = terms.parties.find(({ id }) => id === payer)?.name ?? payer;
    return {
      payer,
      payerName,
      budgetYear,
      payable: figure(payable),
      paid: figure(settled),
      open: figure(payable - settled),
    };
  });
}
