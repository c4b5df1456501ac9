import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, sum, type Clock, type LocalDate } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import {
  ACCOUNTS,
  appropriating,
  isOpen,
  recordedCapital,
  settle,
  settledFrom,
  toPassOn,
  whyUnsettled,
  type FinalAccount,
  type FinalBook,
  type FinalPayment,
  type FinalYear,
  type Matters,
} from '@ringvirkning/payments-domain';
import type { OpenClaims } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import type { Terms } from '@ringvirkning/terms-language';
import { Appropriations } from '../appropriations/appropriations.js';
import { CapitalBooks, type LoadedCapital } from '../capital/capital-books.js';
import { unknownContract } from '../errors.js';
import { isAnswered } from '../partner-claims/standing.js';
import type { Contract } from '../persistence/contract.store.js';
import { DueStore } from '../persistence/due.store.js';
import { FactStore } from '../persistence/fact.store.js';
import { FinalSettlementStore } from '../persistence/final-settlement.store.js';
import { JointContractStore, type JointVersion } from '../persistence/joint-contract.store.js';
import { nameOf } from '../presenting/present-lines.js';
import { RecordedTransfers } from '../transfers/transfer-book.js';
import { ClaimsAsked } from './open-claims.js';

/** What a final account is made up of; of a contract that is led here and of one that a partner leads. */
type Figures = Pick<FinalAccount, 'upto' | 'payments' | 'capital'>;

export interface LoadedFinal extends FinalBook {
  readonly terms: Terms;
  readonly ref: string;
  /** Claims that were sent back and not corrected. */
  readonly returned: number;
}

interface Made {
  readonly figures: Figures;
  readonly going: Partial<Matters>;
  readonly returned?: number;
}

const QUIET: Omit<Matters, 'today' | 'from'> = {
  ...{ openClaims: 0, onTheWay: 0, openRun: undefined, isUnpaid: false, unanswered: [], openDues: 0 },
  ...{ toPassOn: 0n, outstanding: 0n },
};

/** Makes up the final account of a contract from these books, and says what is still going on. */
@Injectable()
export class FinalAccounts {
  constructor(
    readonly steps: FinalSettlementStore,
    private readonly transfers: RecordedTransfers,
    private readonly capital: CapitalBooks,
    private readonly facts: FactStore,
    private readonly joint: JointContractStore,
    private readonly dues: DueStore,
    private readonly ledger: Ledger,
    private readonly appropriations: Appropriations,
    private readonly claims: ClaimsAsked,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  /** @throws DomainError `payments.unknown-contract` also where the caller has no part in it. */
  async load(tx: Tx, contractId: string): Promise<LoadedFinal> {
    const own = await this.transfers.book.seen(tx, contractId);
    const led = own ? undefined : (await this.joint.versions(tx, contractId))[0];
    const contract = own ?? led;
    if (!contract) throw unknownContract(contractId);
    const { terms, ref, currency, termsDigest } = contract;
    const days = { today: dateInDenmark(this.clock.now()), from: settledFrom(terms) };
    const { figures, going, returned = 0 } = own ? await this.own(tx, own, days) : await this.ofPartner(tx, led!);
    const payers = own ? appropriating(terms, own.partners) : this.ourPayers(terms);
    const account: FinalAccount = {
      ...{ contractId, termsDigest, currency, lastDay: terms.period.to },
      ...figures,
      years: await this.years(tx, contractId, payers),
    };
    return {
      account,
      reasons: whyUnsettled({ ...QUIET, ...days, ...going }, currency),
      steps: await this.steps.of(tx, contractId),
      ...{ terms, ref, returned },
    };
  }

  private async own(tx: Tx, contract: Contract, days: Pick<Matters, 'today' | 'from'>): Promise<Made> {
    const { contractId } = contract;
    const runs = await this.transfers.book.runs.settledBy(tx, contractId);
    const capital = await this.capital.load(tx, contract);
    const figures: Figures = {
      upto: runs[0]?.run.no ?? null,
      payments: await this.payments(tx, contract),
      capital: finalCapital(capital, days.today),
    };
    if (days.today < days.from) return { figures, going: {} };
    const claims = await this.claims.of(contractId);
    const going = { ...(await this.going(tx, contract, claims, days.today)), ...capitalGoing(capital, days.today) };
    return { figures, going, returned: claims.returned };
  }

  /** What authorised runs have claimed, and what was recorded as paid of it. */
  private async payments(tx: Tx, contract: Contract): Promise<FinalPayment[]> {
    const { book } = this.transfers;
    const moved = await this.transfers.all(tx, await book.runs.settledBy(tx, contract.contractId), contract);
    const elsewhere = new Set(this.partiesOf(contract.terms, contract.partners));
    const paid = await book.evaluations.paid(tx, contract.contractId);
    const between = Map.groupBy(paid, ({ payer, payee }) => `${payer} ${payee}`);
    return [...between.keys()].toSorted().map((key) => {
      const { payer, payee } = between.get(key)![0]!;
      const theirs = moved.filter((each) => each.payer === payer && each.payee === payee && each.state === 'paid');
      return {
        ...{ payer, payee, authorised: sum(between.get(key)!.map(({ amount }) => amount)) },
        moved: elsewhere.has(payer) ? null : sum(theirs.map(({ amount }) => BigInt(amount))),
      };
    });
  }

  private async going(tx: Tx, contract: Contract, claims: OpenClaims, today: LocalDate): Promise<Partial<Matters>> {
    const { contractId, terms, partners } = contract;
    const { book } = this.transfers;
    const last = await book.runs.lastStanding(tx, contractId);
    const { evaluation } = await book.evaluations.latest(tx, contract, today);
    const differences = settle(evaluation.payments, await book.evaluations.paid(tx, contractId));
    const unanswered: string[] = [];
    for (const member of partners) {
      const said = (await book.claims.ofContract(tx, contractId, member)).at(-1);
      if (said && !isAnswered(said, 'authorised')) unanswered.push(nameOf(member, terms.parties));
    }
    return {
      openClaims: claims.open,
      onTheWay: Math.max(0, claims.final - (await this.facts.inForce(tx, contractId))),
      openRun: last && isOpen(last.status) ? last.no : undefined,
      isUnpaid: differences.some(({ amount }) => amount !== 0n),
      unanswered,
    };
  }

  /** Of a contract that a partner leads: what it has claimed of us, and we have authorised. */
  private async ofPartner(tx: Tx, { contractId, home }: JointVersion): Promise<Made> {
    const answered = (await this.dues.ofContract(tx, contractId, home)).filter(({ authorised }) => authorised);
    const booked = await this.ledger.balances(tx, {
      filter: { contractId, account: ACCOUNTS.liability },
      groupBy: ['party', 'counterparty'],
    });
    const payments = booked.map(({ party, counterparty, amount }) => ({
      ...{ payer: party!, payee: counterparty!, authorised: -amount, moved: null },
    }));
    const open = await this.dues.open(tx, contractId);
    return {
      figures: { upto: answered.at(-1)?.claim.number ?? null, payments: payments.toSorted(byPair), capital: [] },
      going: { openDues: open.length },
    };
  }

  private async years(tx: Tx, contractId: string, payers: ReadonlyMap<string, string>): Promise<FinalYear[]> {
    const given = await this.appropriations.of(contractId);
    const cost = await this.ledger.balances(tx, {
      filter: { contractId, account: ACCOUNTS.cost },
      groupBy: ['party', 'budgetYear'],
    });
    const entries = [
      ...given.map(({ payer, budgetYear, amount }) => ({ payer, budgetYear, appropriated: amount, spent: 0n })),
      ...cost.map(({ party, budgetYear, amount }) => ({
        ...{ payer: party!, budgetYear: budgetYear!, appropriated: 0n, spent: amount },
      })),
    ].filter(({ payer }) => payers.has(payer));
    const years = Map.groupBy(entries, ({ payer, budgetYear }) => `${budgetYear} ${payer}`);
    return [...years.keys()].toSorted().map((key) => ({
      ...{ payer: years.get(key)![0]!.payer, budgetYear: years.get(key)![0]!.budgetYear },
      appropriated: sum(years.get(key)!.map(({ appropriated }) => appropriated)),
      spent: sum(years.get(key)!.map(({ spent }) => spent)),
    }));
  }

  private ourPayers(terms: Terms): ReadonlyMap<string, string> {
    const ours = new Set(this.partiesOf(terms, [this.config.INSTANCE_ID]));
    return new Map([...appropriating(terms)].filter(([id]) => ours.has(id)));
  }

  private partiesOf = ({ parties }: Terms, organisations: readonly string[]): string[] =>
    parties.filter(({ organisation }) => organisations.includes(organisation)).map(({ id }) => id);
}

const byPair = (a: FinalPayment, b: FinalPayment): number =>
  `${a.payer} ${a.payee}` < `${b.payer} ${b.payee}` ? -1 : 1;

/** Nothing is told of capital that nobody has recorded. */
const finalCapital = (book: LoadedCapital, today: LocalDate): FinalAccount['capital'] =>
  book.facts.length === 0
    ? []
    : recordedCapital(book)
        .standing(today)
        .map(({ name, capital: { party }, drawn, principal, return: gain, guaranteed, lost }) => ({
          ...{ capital: name, party, drawn, principal, return: gain, guaranteed, lost },
        }));

/** What those who repay the capital have been paid, as far as its providers are owed it; and what is outstanding without that. */
function capitalGoing(book: LoadedCapital, today: LocalDate): Pick<Matters, 'toPassOn' | 'outstanding'> {
  if (book.facts.length === 0) return { toPassOn: 0n, outstanding: 0n };
  const received = toPassOn(book);
  const surplus = received > 0n ? recordedCapital(book).receive(today, received).surplus : received;
  const outstanding = recordedCapital(book)
    .standing(today)
    .map((each) => each.outstanding - each.waiting);
  return { toPassOn: received - surplus, outstanding: sum(outstanding) };
}
