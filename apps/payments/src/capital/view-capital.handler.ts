import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { CLOCK, dateInDenmark, Kept, sum, type Clock } from '@ringvirkning/kernel';
import type { CapitalOverview, ContractCapital } from '@ringvirkning/payments-api';
import { recordedCapital, toldCapital, toPassOn } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { plannedReceipts, plansAnything, type RecordedCapital } from '@ringvirkning/terms';
import { repayersOf, type Terms } from '@ringvirkning/terms-language';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { isMarked } from '../publishing/present-published.js';
import { Publications } from '../publishing/publications.js';
import { CapitalBooks, type LoadedCapital } from './capital-books.js';
import { expectedReceipts, type PlannedReceipts } from './expected-receipts.js';
import { presentCapital, presentFacts } from './present-capital.js';

/** What is shown of capital: the books as they are, or for outsiders what follows from publications. */
interface Seen {
  readonly capital: RecordedCapital;
  /** Authorised runs that are in it. */
  readonly runs: readonly StoredRun[];
  readonly toPassOn: bigint;
  readonly isBehind: boolean;
  readonly publishedUpto: number | null;
}

/** Contracts in one answer. */
const AT_A_TIME = 50;
const KEPT = 200;

/** A contract's capital, and that of all contracts that somebody sees: what is drawn and repaid, what it returned, and what is expected next. */
@Injectable()
export class ViewCapitalHandler {
  /** Each plan is computed once. */
  private readonly planned = new Kept<PlannedReceipts>(KEPT);

  constructor(
    private readonly books: CapitalBooks,
    private readonly publications: Publications,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ofContract(contractId: string, person: Person): Promise<ContractCapital> {
    const { book } = this.books;
    return book.db.read(async (tx) => this.shown(tx, await book.contract(tx, contractId), person));
  }

  all(after: string | undefined, person: Person): Promise<CapitalOverview> {
    const { book, facts } = this.books;
    return book.db.read(async (tx) => {
      const ids = await facts.contracts(tx, after ?? null, AT_A_TIME + 1);
      const items: CapitalOverview['items'] = [];
      for (const id of ids.slice(0, AT_A_TIME)) {
        const contract = await book.seen(tx, id);
        if (!contract) continue;
        const { contractRef, contractTitle, currency, positions, quarters, isBehind } = await this.shown(
          tx,
          contract,
          person,
        );
        if (positions.length > 0)
          items.push({ contractId: id, contractRef, contractTitle, currency, positions, quarters, isBehind });
      }
      items.sort((a, b) => a.contractRef.localeCompare(b.contractRef));
      const next = ids.length > AT_A_TIME ? ids[AT_A_TIME - 1]! : null;
      return { today: dateInDenmark(this.clock.now()), items, next };
    });
  }

  async shown(tx: Tx, contract: Contract, person: Person): Promise<ContractCapital> {
    const book = await this.books.load(tx, contract);
    const isOutside = audienceOf(person, contract.terms.parties) === 'outside';
    const seen = isOutside ? await this.published(tx, book, contract) : asBooked(book);
    const today = dateInDenmark(this.clock.now());
    const planned = this.planned.of(contract.termsDigest, () => receiptsByYear(contract.terms));
    return {
      ...{ contractId: contract.contractId, contractRef: contract.ref, contractTitle: contract.title },
      ...{ currency: contract.currency, today },
      ...presentCapital(book.terms, seen.capital, {
        ...{ today, ownOrganisation: person.memberOf },
        receipts: planned && expectedReceipts(planned, paidByYear(seen.runs, planned), seen.toPassOn, today),
      }),
      toPassOn: seen.toPassOn.toString(),
      ...{ publishedUpto: seen.publishedUpto, isBehind: seen.isBehind },
      ...(isOutside ? { runs: [], facts: [] } : presentFacts(book)),
    };
  }

  private async published(tx: Tx, book: LoadedCapital, contract: Contract): Promise<Seen> {
    const publications = await this.publications.of(tx, contract.contractId);
    const whole = new Set(publications.filter((each) => !isMarked(each)).map(({ stored }) => stored.run.no));
    const upto = Math.max(0, ...whole);
    const runs = book.runs.filter(({ run }) => run.no <= upto);
    const coupons = await this.books.coupons(tx, contract, book.terms, runs.at(-1));
    const { capital, received, isBehind } = toldCapital({ ...book, coupons }, (no) => whole.has(no));
    const paid = sum(book.receipts.filter(({ no }) => no <= upto).map(({ amount }) => amount));
    return {
      ...{ capital, publishedUpto: upto, toPassOn: paid - received },
      runs,
      // That there is a later run is told to everybody, and not whether it paid anything.
      isBehind: isBehind || book.runs.some(({ run }) => run.no > upto),
    };
  }
}

function receiptsByYear(terms: Terms): PlannedReceipts {
  if (terms.capital.length === 0 || !plansAnything(terms)) return undefined;
  const receipts = plannedReceipts(terms);
  return receipts && { receipts, repayers: repayersOf(terms).parties, settledOn: terms.period.to };
}

const asBooked = (book: LoadedCapital): Seen => ({
  ...{ capital: recordedCapital(book), runs: book.runs, toPassOn: toPassOn(book) },
  ...{ isBehind: false, publishedUpto: null },
});

/** What authorised runs paid to those who repay the capital, by the year in which it was earned. */
function paidByYear(runs: readonly StoredRun[], planned: NonNullable<PlannedReceipts>): ReadonlyMap<number, bigint> {
  const paid = new Map<number, bigint>();
  for (const { run } of runs)
    for (const { payee, budgetYear, amount } of run.settlements)
      if (planned.repayers.includes(payee)) paid.set(budgetYear, (paid.get(budgetYear) ?? 0n) + amount);
  return paid;
}
