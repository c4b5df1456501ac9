import type { PartnerPart, Run as RunView, RunItem } from '@ringvirkning/payments-api';
import { amountOf, paidBeforeOf } from '@ringvirkning/payments-domain';
import { digestAt, type Contract } from '../persistence/contract.store.js';
import type { PartnerClaim } from '../persistence/partner-claim.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { nameOf, presentExcess, presentLine, presentSettlement, presentUnpaid } from './present-lines.js';

/** One item of a list, in full. */
export const presentRunItem = ({ run, result, resultDigest }: StoredRun): RunItem => ({
  runId: run.runId,
  contractId: run.contractId,
  no: run.no,
  status: run.status,
  cutOff: run.cutOff,
  currency: result.currency,
  gross: result.gross,
  payable: result.payable,
  paidBefore: paidBeforeOf(run.settlements).toString(),
  amount: amountOf(run.settlements).toString(),
  suppressed: false,
  resultDigest,
  calculated: run.calculated,
  certified: run.certified ?? null,
  authorised: run.authorised ?? null,
  cancelled: run.cancelled ?? null,
});

/** A run in full, for the authority and those who deliver: every line explained. */
export function presentRun(stored: StoredRun, contract: Contract, claims: readonly PartnerClaim[]): RunView {
  const { run, result, facts, factsDigest } = stored;
  return {
    ...presentRunItem(stored),
    contractRef: contract.ref,
    contractTitle: contract.title,
    excess: presentExcess(result.excess),
    settlements: run.settlements.map(presentSettlement),
    partners: claims.map((claim) => presentPart(claim, contract)),
    lines: result.lines.map(presentLine),
    unpaid: presentUnpaid(contract.terms, result),
    flags: result.flags.map(({ sentence }) => sentence),
    termsDigest: digestAt(contract, run.cutOff),
    factsDigest,
    facts,
  };
}

/** An answer says more than a delivery, and one that was refused more than one that stands. */
function presentPart({ member, amount, words }: PartnerClaim, { terms }: Contract): PartnerPart {
  const word = words.findLast(({ type }) => type !== 'delivered') ?? words[0];
  return {
    member,
    memberName: nameOf(member, terms.parties),
    amount: amount.toString(),
    status: word?.type ?? 'claimed',
    reason: word?.reason ?? null,
    at: word?.at ?? null,
  };
}
