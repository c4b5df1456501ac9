import type { Excess, ExplanationLine, Settlement as SettlementView, Unpaid } from '@ringvirkning/payments-api';
import type { Settlement } from '@ringvirkning/payments-domain';
import { withoutPrice } from '@ringvirkning/terms';
import type { ResultJson, Terms } from '@ringvirkning/terms-language';

type Line = ResultJson['lines'][number];

export function presentLine(line: Line): ExplanationLine {
  const { id, outcome, followUp = null, cohort = null, group = null, year: budgetYear, price } = line;
  const { claims, people: persons, quantity, gross, payable, sentence } = line;
  return {
    id,
    outcome,
    followUp,
    cohort,
    group,
    budgetYear,
    rule: price.rule,
    price: price.each ?? null,
    claims,
    persons,
    quantity,
    gross,
    excess: line.excess.map((each) => ({ ...each })),
    payable,
    payers: line.payers.map((payer) => ({ ...payer })),
    sentence,
  };
}

export const presentExcess = (excess: ResultJson['excess']): Excess[] => excess.map((each) => ({ ...each }));

/** What earns nothing, and why: facts that do not count, and outcomes without a price, with what was measured. */
export const presentUnpaid = (terms: Terms, result: Pick<ResultJson, 'unpaid' | 'outcomes'>): Unpaid[] =>
  [...result.unpaid, ...withoutPrice(terms, result)].map(({ reason, outcome, count, sentence }) => ({
    reason,
    outcome,
    count,
    sentence,
  }));

export const presentSettlement = ({ payable, paidBefore, amount, ...between }: Settlement): SettlementView => ({
  ...between,
  payable: payable.toString(),
  paidBefore: paidBefore.toString(),
  amount: amount.toString(),
});

/** An organisation by the name that the contract gives the party without a department, or its first. */
export function nameOf(organisation: string, parties: Terms['parties']): string {
  const own = parties.filter((party) => party.organisation === organisation);
  return (own.find(({ department }) => department === undefined) ?? own[0])?.name ?? organisation;
}
