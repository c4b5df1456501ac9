import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { OtherYearEndSheet, YearEnd, YearEndComparison, YearEndSheet } from '@ringvirkning/benefits-api';
import {
  settlementStatus,
  yearEndDifferences,
  yearEndSide,
  type BookedMove,
  type YearEndOf,
  type YearEndSide,
} from '@ringvirkning/benefits-domain';
import { fail, parseMinor } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { Database, type Tx } from '@ringvirkning/persistence';
import { mayReadAgreement, ownMunicipality } from '../agreements/own-sides.js';
import { partnerOf, partnersIn, type Partner } from '../agreements/partner-of.js';
import { AgreementStore, type StoredAgreement } from '../persistence/agreement.store.js';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { SettlementStore, type StoredSettlement } from '../persistence/settlement.store.js';
import { ACCOUNTS } from '../purses/entries.js';
import { settlementKey } from '../settlements/settlement-entry.js';

const SETTLED: readonly (string | undefined)[] = [
  ACCOUNTS.settlementGiven,
  ACCOUNTS.settlementReceived,
  ACCOUNTS.settlementElsewhere,
];

const otherSheet = () =>
  fail.invalid(
    'benefits.other-sheet',
    'Det indsatte ark er af en anden kontrakt, et andet år, en anden valuta eller en anden kommune.',
    'The sheet is of another contract, year, currency or municipality.',
    {
      whatToDo: {
        da: 'Bed den anden kommune om arket for samme kontrakt og budgetår.',
        en: 'Ask the other municipality for the sheet of the same contract and budget year.',
      },
    },
  );

const partOfSheet = () =>
  fail.forbidden(
    'benefits.part-of-sheet',
    'Du kan ikke se alle aftaler mellem de to kommuner, og arket kan derfor ikke sammenlignes.',
    'You cannot see all agreements between the two municipalities, so the sheet cannot be compared.',
    {
      whatToDo: {
        da: 'Bed økonomi om at sammenligne arkene.',
        en: 'Ask the controller to compare the sheets.',
      },
    },
  );

/** A settlement's status as its facts have it, whoever decided. */
const statusOf = ({ settled }: StoredSettlement) => settlementStatus({ sides: [], facts: settled });
const isOpen = (each: StoredSettlement): boolean => !['final', 'withdrawn'].includes(statusOf(each));

/** What is booked of a budget year's settlements with another municipality: one sheet, of which both work out both sides. */
@Injectable()
export class YearEndHandler {
  constructor(
    private readonly db: Database,
    private readonly ledger: Ledger,
    private readonly contracts: ContractStore,
    private readonly agreements: AgreementStore,
    private readonly settlements: SettlementStore,
  ) {}

  /** Who may read some of the agreements is shown what they moved, and told how many are hidden. @throws DomainError `benefits.unknown-contract` */
  view(contractId: string, year: number, person: Person): Promise<YearEnd> {
    return this.db.read(async (tx) => {
      const contract = await this.contracts.get(tx, contractId);
      const items: YearEndSheet[] = [];
      for (const partner of partnersIn(contract)) {
        const sheet = await this.sheet(tx, contract, partner, year, person);
        if (sheet) items.push(sheet);
      }
      return { items };
    });
  }

  /** @throws DomainError `benefits.other-sheet`; `benefits.part-of-sheet` when an agreement is hidden from the reader; and as `view`. */
  async compare(
    contractId: string,
    { of: year, ...theirs }: OtherYearEndSheet,
    person: Person,
  ): Promise<YearEndComparison> {
    const { items } = await this.view(contractId, year, person);
    const authorities = theirs.sides.map(({ authority }) => authority).sort();
    const ours = items.find(
      ({ sides }) => String(sides.map(({ authority }) => authority).sort()) === String(authorities),
    );
    if (!ours || theirs.contractId !== contractId || theirs.year !== year || theirs.currency !== ours.currency)
      throw otherSheet();
    if (ours.hidden > 0) throw partOfSheet();
    const [here, there] = [workedOut(ours), workedOut(theirs)];
    const agrees = theirs.sides.every(({ authority, digest }) =>
      here.some((side) => side.authority === authority && side.digest === digest),
    );
    const differences = yearEndDifferences(here, there).map(({ ours: own, theirs: their, ...move }) => ({
      ...move,
      ...{ ours: own.toString(), theirs: their.toString() },
    }));
    return { agrees: agrees && differences.length === 0, differences };
  }

  private async sheet(
    tx: Tx,
    contract: StoredContract,
    partner: Partner,
    year: number,
    person: Person,
  ): Promise<YearEndSheet | undefined> {
    const { contractId, ref, title, currency } = contract;
    const between = (await this.agreements.ofContract(tx, contractId)).filter(
      ({ agreement }) => partnerOf(contract, agreement)?.purse === partner.purse,
    );
    if (between.length === 0) return undefined;
    const shown = between.filter(({ agreement }) => mayReadAgreement(person, agreement));
    const ids = new Set(shown.map(({ id }) => id));
    const all = (await this.settlements.ofContract(tx, contractId)).filter(({ agreementId }) => ids.has(agreementId));
    const own = ownMunicipality(person.memberOf);
    const of: YearEndOf = { contractId, year, currency };
    const booked = await this.booked(tx, all);
    const name = (purse: string) =>
      contract.parties.find(({ municipalityCode }) => `municipality:${municipalityCode}` === purse)?.name ?? purse;
    return {
      ...{ format: 'ringvirkning-year-end/1', contractId, ref, title, year, currency },
      sides: [own, partner.purse].map((purse) => ({
        ...present(yearEndSide(of, purse, booked), name(purse)),
        ...(shown.length < between.length && { digest: null }),
      })),
      purses: pursesOf(shown),
      hidden: between.length - shown.length,
      open: all
        .filter((each) => isOpen(each) && each.result.due.some((due) => due.year === year))
        .map(({ code, no, digest }) => ({ code, no, digest })),
    };
  }

  /** By the entries of the ledger, not by what settlements say. */
  private async booked(tx: Tx, settlements: readonly StoredSettlement[]): Promise<BookedMove[]> {
    const byKey = new Map(settlements.map((each) => [settlementKey(each), each]));
    const entries = await this.ledger.find(tx, [...byKey.keys()]);
    return entries.flatMap(({ key, lines }) => {
      const { code, no, digest } = byKey.get(key)!;
      return lines
        .filter(({ account }) => SETTLED.includes(account))
        .map(({ silo, budgetYear, amount }) => ({
          ...{ code, no, settlement: digest },
          ...{ silo: silo!, year: budgetYear!, amount },
        }));
    });
  }
}

/** The purses of agreements, each by the name that the latest of them gives it. */
const pursesOf = (agreements: readonly StoredAgreement[]): YearEndSheet['purses'] => [
  ...new Map(
    agreements.flatMap(({ agreement }) => agreement.sides.map(({ silo, name }) => [silo, { silo, name }] as const)),
  ).values(),
];

const present = ({ authority, amount, moves, digest }: YearEndSide, name: string): YearEndSheet['sides'][number] => ({
  ...{ authority, name, amount: amount.toString(), digest },
  moves: moves.map((move) => ({ ...move, amount: move.amount.toString() })),
});

/** The sides of a sheet, their digests worked out from what they list: whatever it says they are. */
const workedOut = ({ contractId, year, currency, sides }: YearEndOf & Pick<YearEndSheet, 'sides'>): YearEndSide[] =>
  sides.map(({ authority, moves }) =>
    yearEndSide(
      { contractId, year, currency },
      authority,
      moves.map((move) => ({ ...move, amount: parseMinor(move.amount) })),
    ),
  );
