import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { CLOCK, dateInDenmark, sum, type Clock, type LocalDate } from '@ringvirkning/kernel';
import type { PayerYear, PaymentSummary } from '@ringvirkning/payments-api';
import { isOpen, type Paid } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { type Evaluation, resultJson } from '@ringvirkning/terms-language';
import type { Contract } from '../persistence/contract.store.js';
import { publishedSummary } from '../publishing/present-published.js';
import { Publications } from '../publishing/publications.js';
import { presentExcess, presentLine, presentUnpaid } from '../presenting/present-lines.js';
import { RunBook } from '../runs/run-book.js';

/** What a contract has earned, what of it is payable and what is paid, as of a day; for outsiders as of the last authorised cut-off until then. */
@Injectable()
export class SummaryHandler {
  constructor(
    private readonly book: RunBook,
    private readonly publications: Publications,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(contractId: string, asOf: LocalDate | undefined, person: Person): Promise<PaymentSummary> {
    const day = asOf ?? dateInDenmark(this.clock.now());
    return this.book.db.read(async (tx) => {
      const contract = await this.book.contract(tx, contractId);
      const [last] = await this.book.runs.list(tx, contractId, undefined, 1);
      const openRun =
        last && isOpen(last.run.status) ? { runId: last.run.runId, no: last.run.no, status: last.run.status } : null;
      const outside = audienceOf(person, contract.terms.parties) === 'outside';
      return { ...(outside ? await this.published(tx, contract, day) : await this.whole(tx, contract, day)), openRun };
    });
  }

  private async published(tx: Tx, contract: Contract, day: LocalDate): Promise<Figures> {
    const publications = await this.publications.of(tx, contract.contractId);
    return publishedSummary(
      contract,
      publications.findLast(({ stored }) => stored.run.cutOff <= day),
      day,
    );
  }

  private async whole(tx: Tx, contract: Contract, day: LocalDate): Promise<Figures> {
    const { evaluation, facts } = await this.book.evaluations.latest(tx, contract, day);
    const paid = await this.book.evaluations.paid(tx, contract.contractId);
    const result = resultJson(evaluation);
    const total = sum(paid.map(({ amount }) => amount));
    return {
      contractId: contract.contractId,
      contractRef: contract.ref,
      contractTitle: contract.title,
      currency: contract.currency,
      asOf: evaluation.cutOff,
      facts,
      gross: result.gross,
      excess: presentExcess(result.excess),
      payable: result.payable,
      paid: total.toString(),
      open: (evaluation.payable - total).toString(),
      payers: payerYears(contract, evaluation, paid),
      lines: result.lines.map(presentLine),
      unpaid: presentUnpaid(contract.terms, result),
      flags: evaluation.flags.map(({ sentence }) => sentence),
      suppressed: false,
      resultDigest: evaluation.digest,
    };
  }
}

type Figures = Omit<PaymentSummary, 'openRun'>;

/** Payable and paid per payer and budget year, by year. */
function payerYears({ terms }: Contract, { payments }: Evaluation, paid: readonly Paid[]): PayerYear[] {
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
    const payerName = terms.parties.find(({ id }) => id === payer)?.name ?? payer;
    return {
      payer,
      payerName,
      budgetYear,
      payable: payable.toString(),
      paid: settled.toString(),
      open: (payable - settled).toString(),
    };
  });
}
