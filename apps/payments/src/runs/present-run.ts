import type { Person } from '@ringvirkning/auth';
import type { Run as RunView, RunItem } from '@ringvirkning/payments-api';
import { amountOf, paidBeforeOf } from '@ringvirkning/payments-domain';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { presentExcess, presentLine, presentSettlement, presentUnpaid } from './present-lines.js';
import { hiddenFrom, seesAggregatesOnly } from './viewer.js';

/** One item of a list; totals are withheld from outside parties where the run tells of few persons. */
export function presentRunItem({ run, result, resultDigest, smallCells }: StoredRun, person: Person): RunItem {
  const suppressed = smallCells && seesAggregatesOnly(person);
  const figure = (amount: bigint | string): string | null => (suppressed ? null : amount.toString());
  return {
    runId: run.runId,
    contractId: run.contractId,
    no: run.no,
    status: run.status,
    cutOff: run.cutOff,
    currency: result.currency,
    gross: figure(result.gross),
    payable: figure(result.payable),
    paidBefore: figure(paidBeforeOf(run.settlements)),
    amount: figure(amountOf(run.settlements)),
    suppressed,
    resultDigest,
    calculated: run.calculated,
    certified: run.certified ?? null,
    authorised: run.authorised ?? null,
    cancelled: run.cancelled ?? null,
  };
}

/** A run as this person may see it: every line explained, small figures withheld from outside parties. */
export function presentRun(stored: StoredRun, contract: Contract, person: Person): RunView {
  const { run, result, facts, factsDigest } = stored;
  const hidden = hiddenFrom(person, result.lines, contract.terms);
  return {
    ...presentRunItem(stored, person),
    contractRef: contract.ref,
    contractTitle: contract.title,
    excess: presentExcess(result.excess, hidden),
    settlements: run.settlements.map((settlement) => presentSettlement(settlement, hidden)),
    lines: result.lines.map((line) => presentLine(line, hidden)),
    unpaid: presentUnpaid(result.unpaid, seesAggregatesOnly(person)),
    flags: result.flags.map(({ sentence }) => sentence),
    suppressed: hidden.totals || hidden.lines.size > 0,
    termsDigest: contract.termsDigest,
    factsDigest,
    facts: hidden.totals ? null : facts,
  };
}
