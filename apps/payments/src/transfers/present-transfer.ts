import type { Transfer as TransferView, TransferRecord, Transfers } from '@ringvirkning/payments-api';
import { sum } from '@ringvirkning/kernel';
import { standing, stateOf, type Run, type Transfer, type TransferFact } from '@ringvirkning/payments-domain';
import type { Contract } from '../persistence/contract.store.js';

export function presentTransfer(
  { runId, no }: Pick<Run, 'runId' | 'no'>,
  { payer, payee, amount }: Transfer,
  facts: readonly TransferFact[],
  contract: Contract,
): TransferView {
  const stands = standing(facts);
  return {
    ...{ runId, no, payer, payerName: partyName(contract, payer), payee, payeeName: partyName(contract, payee) },
    amount: amount.toString(),
    state: stateOf(facts),
    place: stands?.place ?? null,
    on: stands?.on ?? null,
    reference: stands?.reference ?? null,
    reason: stands?.reason ?? null,
    records: facts.map(presentRecord),
  };
}

export const partyName = ({ terms }: Pick<Contract, 'terms'>, party: string): string =>
  terms.parties.find(({ id }) => id === party)?.name ?? party;

function presentRecord(fact: TransferFact): TransferRecord {
  const { type: state, signature: recorded } = fact;
  if (fact.type === 'withdrawn')
    return { state, on: null, reference: null, reason: fact.reason, source: 'hand', recorded };
  const { on, reference = null, reason = null, source } = fact;
  return { state, on, reference, reason, source, recorded };
}

/** With their sums by state. */
export function presentTransfers(contract: Contract, items: TransferView[]): Transfers {
  const total = (state: TransferView['state']): string =>
    sum(items.filter((item) => item.state === state).map(({ amount }) => BigInt(amount))).toString();
  return {
    contractId: contract.contractId,
    currency: contract.currency,
    items,
    totals: { toPay: total('to-pay'), paid: total('paid'), failed: total('failed') },
  };
}
