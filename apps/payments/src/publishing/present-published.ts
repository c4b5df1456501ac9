import { sum } from '@ringvirkning/kernel';
import type {
  ExplanationLine,
  PayerYear,
  PaymentSummary,
  PublishedPayment,
  Run,
  RunItem,
  Settlement,
} from '@ringvirkning/payments-api';
import { digestAt, type Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { presentLine } from '../presenting/present-lines.js';
import { presentRunItem } from '../presenting/present-run.js';
import type { Publication, RunLine } from './publications.js';

const HIDDEN = {
  claims: null,
  persons: null,
  quantity: null,
  gross: null,
  excess: [],
  payable: null,
  payers: [],
  sentence: null,
};

function publishedLine({ names, shown }: Publication['lines'][number]): ExplanationLine {
  if (!shown) return { ...presentLine(names), ...HIDDEN };
  const line = presentLine(shown.line);
  return shown.afterCaps ? line : { ...line, excess: [], payable: null, payers: [], sentence: null };
}

type Figure = bigint | null;
const text = (figure: Figure): string | null => figure?.toString() ?? null;

/** A total is the sum of what is shown, or nothing when nothing is shown, or when a part that is shown has no such figure. */
function total(lines: Publication['lines'], figure: (line: RunLine) => string, afterCaps: boolean): Figure {
  const out = lines.flatMap(({ shown }) => shown ?? []);
  if ((out.length === 0 && lines.length > 0) || (afterCaps && out.some((each) => !each.afterCaps))) return null;
  return sum(out.map(({ line }) => BigInt(figure(line))));
}

interface Totals {
  readonly gross: Figure;
  readonly payable: Figure;
}
const NO_TOTALS: Totals = { gross: null, payable: null };
const totals = ({ lines }: Publication): Totals => ({
  gross: total(lines, ({ gross }) => gross, false),
  payable: total(lines, ({ payable }) => payable, true),
});

/** Whether something that the run paid is not in what it published. */
export const isMarked = ({ lines, pending }: Publication): boolean =>
  pending || lines.some(({ shown }) => !shown?.afterCaps);

const payerOf = ({ lines }: Publication, payer: string, budgetYear: number): Figure =>
  total(
    lines.filter(({ names }) => names.year === budgetYear),
    ({ payers }) => payers.find(({ party }) => party === payer)?.amount ?? '0',
    true,
  );
const minus = (a: Figure, b: Figure): Figure => (a === null || b === null ? null : a - b);

/** An item of the list for outsiders: only authorised runs have figures, those that were published with them. */
export function publishedRunItem(stored: StoredRun, publications: readonly Publication[]): RunItem {
  const at = publications.findIndex((each) => each.stored.run.runId === stored.run.runId);
  const publication = publications[at];
  const { gross, payable } = publication ? totals(publication) : NO_TOTALS;
  const before = at > 0 ? totals(publications[at - 1]!).payable : 0n;
  return {
    ...presentRunItem(stored),
    gross: text(gross),
    payable: text(payable),
    paidBefore: text(publication ? before : null),
    amount: text(minus(payable, before)),
    suppressed: publication ? isMarked(publication) : true,
    // A digest of all figures would give the hidden ones: they are few enough to be tried out.
    resultDigest: null,
  };
}

/** A run for outsiders. What stands beside the lines (unpaid facts, remarks, the number of facts) tells of single people and is left out. */
export function publishedRun(stored: StoredRun, contract: Contract, publications: readonly Publication[]): Run {
  const at = publications.findIndex((each) => each.stored.run.runId === stored.run.runId);
  return {
    ...publishedRunItem(stored, publications),
    contractRef: contract.ref,
    contractTitle: contract.title,
    excess: [],
    settlements: publishedSettlements(stored, publications[at], publications[at - 1]),
    partners: [],
    lines: publications[at]?.lines.map(publishedLine) ?? [],
    unpaid: [],
    flags: [],
    termsDigest: digestAt(contract, stored.run.cutOff),
    factsDigest: null,
    facts: null,
  };
}

/** Of a payer and budget year as the published lines say; an amount that goes to several payees is not told apart. */
const settled = (
  { run: { settlements } }: StoredRun,
  publication: Publication,
  { payer, payee, budgetYear }: { readonly payer: string; readonly payee: string; readonly budgetYear: number },
): Figure =>
  settlements.every((each) => each.payer !== payer || each.budgetYear !== budgetYear || each.payee === payee)
    ? payerOf(publication, payer, budgetYear)
    : null;

function publishedSettlements(
  stored: StoredRun,
  now: Publication | undefined,
  before: Publication | undefined,
): Settlement[] {
  return stored.run.settlements.map(({ payer, payee, budgetYear }) => {
    const between = { payer, payee, budgetYear };
    const payable = now ? settled(stored, now, between) : null;
    const paidBefore = !now ? null : before ? settled(stored, before, between) : 0n;
    return {
      ...between,
      payable: text(payable),
      paidBefore: text(paidBefore),
      amount: text(minus(payable, paidBefore)),
    };
  });
}

/** What outsiders may know to be paid so far, all runs together, per payer and budget year; null where that is not told. */
export const publishedPayments = ({ run: { settlements } }: StoredRun, publication: Publication): PublishedPayment[] =>
  [...Map.groupBy(settlements, ({ payer, budgetYear }) => `${budgetYear} ${payer}`).values()].map((of) => {
    const { payer, payee, budgetYear } = of[0]!;
    const paid = text(payerOf(publication, payer, budgetYear));
    return { payer, payee: of.length === 1 ? payee : null, budgetYear, paid };
  });

/** The summary for outsiders: the last publication, in which all that is payable is paid. */
export function publishedSummary(
  contract: Contract,
  publication: Publication | undefined,
  asOf: PaymentSummary['asOf'],
): Omit<PaymentSummary, 'openRun'> {
  const { gross, payable } = publication ? totals(publication) : NO_TOTALS;
  return {
    contractId: contract.contractId,
    contractRef: contract.ref,
    contractTitle: contract.title,
    currency: contract.currency,
    asOf: publication?.stored.run.cutOff ?? asOf,
    facts: null,
    gross: text(gross),
    excess: [],
    payable: text(payable),
    paid: text(payable),
    open: payable === null ? null : '0',
    payers: publication ? payerYears(contract, publication) : [],
    lines: publication?.lines.map(publishedLine) ?? [],
    unpaid: [],
    flags: [],
    suppressed: publication ? isMarked(publication) : true,
    resultDigest: null,
  };
}

function payerYears({ terms }: Contract, publication: Publication): PayerYear[] {
  const rows = publication.stored.run.settlements.map(({ payer, budgetYear }) => `${budgetYear} ${payer}`);
  return [...new Set(rows)].sort().map((row) => {
    const [budgetYear, payer] = [Number(row.slice(0, 4)), row.slice(5)];
    const payable = payerOf(publication, payer, budgetYear);
    const payerName = terms.parties.find(({ id }) => id === payer)?.name ?? payer;
    return {
      payer,
      payerName,
      budgetYear,
      payable: text(payable),
      paid: text(payable),
      open: payable === null ? null : '0',
    };
  });
}
