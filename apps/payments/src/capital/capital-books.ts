import { Injectable } from '@nestjs/common';
import { localDate, sum } from '@ringvirkning/kernel';
import { standingFacts, type CapitalBook, type CapitalFact, type Receipt } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { capitalNames, versionsUntil } from '@ringvirkning/terms';
import { repayersOf, type CouponRate, type Terms } from '@ringvirkning/terms-language';
import { CapitalStore } from '../persistence/capital.store.js';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { RunBook } from '../runs/run-book.js';

/** A contract's capital with the authorised runs that repay it, oldest first. */
export interface LoadedCapital extends CapitalBook {
  readonly runs: readonly StoredRun[];
}

/** Loads what is recorded of a contract's capital, and what it is judged by. */
@Injectable()
export class CapitalBooks {
  constructor(
    readonly book: RunBook,
    readonly facts: CapitalStore,
  ) {}

  async load(tx: Tx, contract: Contract): Promise<LoadedCapital> {
    const facts = await this.facts.of(tx, contract.contractId);
    const runs = (await this.book.runs.settledBy(tx, contract.contractId)).toReversed();
    const terms = await this.withFormer(tx, contract, facts);
    return {
      terms,
      termsVersion: contract.version,
      ...{ facts, runs },
      receipts: await this.receiptsOf(tx, contract, runs),
      coupons: await this.coupons(tx, contract, terms, runs.at(-1)),
    };
  }

  /** The results so far set the rates; the last run has them all, by the places that capital had in its version: here by those in `terms`. */
  async coupons(
    tx: Tx,
    { contractId }: Pick<Contract, 'contractId'>,
    terms: Terms,
    last: StoredRun | undefined,
  ): Promise<readonly CouponRate[]> {
    const rates = couponsOf(last);
    if (rates.length === 0) return rates;
    const { terms: then } = await this.book.contract(tx, contractId, last!.termsVersion);
    return placedAs(rates, capitalNames(then), capitalNames(terms));
  }

  /** Each run by the terms it was computed with: who is paid later had no part in it. */
  private async receiptsOf(tx: Tx, { contractId, version, terms }: Contract, runs: readonly StoredRun[]) {
    const of = new Map([[version, terms]]);
    const receipts: Receipt[] = [];
    for (const run of runs) {
      const own = of.get(run.termsVersion) ?? (await this.book.contract(tx, contractId, run.termsVersion)).terms;
      of.set(run.termsVersion, own);
      receipts.push(receiptOf(run, own));
    }
    return receipts;
  }

  /** Capital that an earlier version had and this one has not is still owed, and nothing more of it is drawn. */
  private async withFormer(tx: Tx, contract: Contract, facts: readonly CapitalFact[]): Promise<Terms> {
    const { terms } = contract;
    const known = new Set(capitalNames(terms));
    const former = new Map<string, Terms['capital'][number]>();
    for (const { movements, termsVersion } of standingFacts(facts)) {
      const missing = movements.filter(({ capital }) => !known.has(capital) && !former.has(capital));
      if (missing.length === 0) continue;
      const { terms: earlier } = await this.book.contract(tx, contract.contractId, termsVersion);
      const names = capitalNames(earlier);
      for (const { capital } of missing)
        former.set(capital, { ...earlier.capital[names.indexOf(capital)]!, amount: '0', paidIn: [] });
    }
    return former.size === 0 ? terms : { ...terms, capital: [...terms.capital, ...former.values()] };
  }
}

/**
 * What a run paid to those who repay the capital, by its own terms and at its cut-off: also to those who repaid it, in the same way, before an amendment, for what
 * was achieved in their time and is paid late.
 */
export const receiptOf = ({ run }: StoredRun, terms: Terms): Receipt => {
  const versions = versionsUntil(terms, run.cutOff).map((version) => repayersOf(version.terms));
  const { passedOn } = versions.at(-1)!;
  const parties = versions.filter((each) => each.passedOn === passedOn).flatMap((each) => each.parties);
  return {
    ...{ runId: run.runId, no: run.no, authorisedBy: run.authorised?.by ?? '' },
    amount: sum(run.settlements.filter(({ payee }) => parties.includes(payee)).map(({ amount }) => amount)),
  };
};

const couponsOf = (last: StoredRun | undefined): readonly CouponRate[] =>
  (last?.result.coupons ?? []).map(({ on, ...rate }) => ({ ...rate, on: localDate(String(on)) }));

/** Rates by the places of another version, where capital goes by its name; of capital that is in neither terms nor facts any more there is none. */
export const placedAs = (
  rates: readonly CouponRate[],
  then: readonly string[],
  now: readonly string[],
): readonly CouponRate[] =>
  rates.flatMap((rate) => {
    const capital = now.indexOf(then[rate.capital]!);
    return capital === -1 ? [] : [{ ...rate, capital }];
  });
