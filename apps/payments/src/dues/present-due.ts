import type { Due, DueItem } from '@ringvirkning/payments-api';
import { betweenKey, totalOf } from '@ringvirkning/payments-domain';
import { nameOf } from '../presenting/present-lines.js';
import type { DueInBook } from './due-book.js';

export const presentDueItem = ({ due, status, waitsFor, amounts, version }: DueInBook): DueItem => ({
  dueId: due.dueId,
  from: due.member,
  fromName: nameOf(due.member, version?.terms.parties ?? []),
  contractId: due.claim.contractId,
  contractRef: due.content.reference,
  contractTitle: version?.title ?? null,
  number: due.claim.number,
  cutOff: due.claim.cutOff,
  currency: due.claim.currency,
  amount: due.content.amount,
  toBook: amounts ? totalOf(amounts).toString() : null,
  status,
  waitsFor,
  answerRefused: due.answerRefused ?? null,
  receivedAt: due.receivedAt,
});

/** A claim in words, as far as its contract is known here. */
export function presentDue(it: DueInBook): Due {
  const { due, amounts, version } = it;
  const { content, certified, authorised, objected } = due;
  const toBook = amounts && new Map(amounts.map((each) => [betweenKey(each), each.amount.toString()]));
  const party = (id: string): string => version?.terms.parties.find((each) => each.id === id)?.name ?? id;
  const outcome = (code: string | null) => version?.terms.outcomes.find((each) => each.code === code)?.name ?? null;
  const followUp = (code: string | null) => version?.terms.followUps.find((each) => each.code === code)?.name ?? null;
  return {
    ...presentDueItem(it),
    payments: content.payments.map((payment) => ({
      ...payment,
      payerName: party(payment.payer),
      payeeName: party(payment.payee),
      toBook: toBook ? (toBook.get(betweenKey(payment)) ?? '0') : null,
    })),
    lines: content.lines.map((line) => ({
      ...line,
      payerName: party(line.payer),
      outcomeName: outcome(line.outcome),
      followUpName: followUp(line.followUp),
    })),
    termsDigest: content.termsDigest,
    factsDigest: content.factsDigest,
    claimDigest: due.digest,
    fault: due.fault,
    certified: certified ?? null,
    authorised: authorised ?? null,
    objected: objected ?? null,
  };
}
