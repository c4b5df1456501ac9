import { asJson } from '@ringvirkning/kernel';
import type { LineDifference as LineDifferenceView, RunDifference } from '@ringvirkning/payments-api';
import { amountOf, type Difference, type LineDifference } from '@ringvirkning/payments-domain';
import type { StoredRun } from '../persistence/run.store.js';
import { presentSettlement } from '../presenting/present-lines.js';

type Shown = Omit<RunDifference, 'digest' | 'reversedSince'>;

/** What a run adds to the authorised one before it, in full. */
export function presentDifference(
  stored: StoredRun,
  before: StoredRun | undefined,
  { lines, newWithoutPay }: Difference,
): Shown {
  const { settlements } = stored.run;
  return {
    ...differenceHead(stored, before),
    amount: amountOf(settlements).toString(),
    settlements: settlements.map(presentSettlement),
    lines: lines.map(presentLineDifference),
    newWithoutPay,
    suppressed: false,
  };
}

/** Of which run, and since which. */
export const differenceHead = (
  { run, termsVersion, result }: StoredRun,
  before: StoredRun | undefined,
): Pick<Shown, 'runId' | 'contractId' | 'no' | 'cutOff' | 'currency' | 'since' | 'termsChanged'> => ({
  runId: run.runId,
  contractId: run.contractId,
  no: run.no,
  cutOff: run.cutOff,
  currency: result.currency,
  since: before ? { runId: before.run.runId, no: before.run.no, cutOff: before.run.cutOff } : null,
  termsChanged: before !== undefined && before.termsVersion !== termsVersion,
});

function presentLineDifference({ names, before, now, ...difference }: LineDifference): LineDifferenceView {
  const { id, outcome, followUp = null, cohort = null, group = null, year: budgetYear, sentence } = names;
  const { claims, repriced, caps, payers, amount } = asJson(difference);
  return {
    ...{ id, outcome, followUp, cohort, group, budgetYear },
    before: before ? asJson(before) : null,
    now: now ? asJson(now) : null,
    claims: claims.map((each) => ({ ...each })),
    repriced,
    caps: caps.map((each) => ({ ...each })),
    payers: payers.map((each) => ({ ...each })),
    amount,
    // What is gone is told by what it was.
    sentence: now ? sentence : null,
  };
}
