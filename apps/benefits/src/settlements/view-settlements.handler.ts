import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Settlement, SettlementBundle } from '@ringvirkning/benefits-api';
import {
  csvOf,
  danishAmount,
  journalCsv,
  journalG69,
  journalOf,
  settlementStatus,
} from '@ringvirkning/benefits-domain';
import { dateInDenmark, fail, parseMinor } from '@ringvirkning/kernel';
import { municipalityByInstance } from '@ringvirkning/reference';
import { mayReadAgreement } from '../agreements/own-sides.js';
import { SettlementBook, type OpenedSettlement } from './settlement-book.js';

/** A file for people or for another system. */
export interface SettlementFile {
  readonly name: string;
  readonly text: string;
}

const notFinal = () =>
  fail.rule(
    'benefits.settlement-not-final',
    'Bilaget findes først, når afregningen er bogført.',
    'The journal is there once the settlement is final.',
  );
const needsMachine = () =>
  fail.invalid(
    'benefits.journal-needs-machine',
    'G69 kræver kommunens maskinnummer i økonomisystemet.',
    "G69 needs the municipality's machine number with its ERP.",
  );

@Injectable()
export class ViewSettlementsHandler {
  constructor(private readonly book: SettlementBook) {}

  /** Newest first. */
  list(contractId: string, person: Person): Promise<{ items: Settlement[] }> {
    return this.book.db.read(async (tx) => {
      const agreements = await this.book.agreements.ofContract(tx, contractId);
      const readable = new Set(
        agreements
          .filter(({ agreement }) => mayReadAgreement(person, agreement))
          .map(({ id: readableId }) => readableId),
      );
      const items: Settlement[] = [];
      for (const { id, agreementId } of await this.book.settlements.ofContract(tx, contractId))
        if (readable.has(agreementId)) items.push(await this.book.present(tx, id, person));
      return { items };
    });
  }

  one(id: string, person: Person): Promise<Settlement> {
    return this.book.db.read((tx) => this.book.present(tx, id, person));
  }

  /** What anybody needs to compute it again; it names no person. */
  bundle(id: string, person: Person): Promise<SettlementBundle> {
    return this.opened(id, person, ({ stored, of }) => ({
      format: 'ringvirkning-settlement/1',
      settlementId: stored.id,
      ...{ contractId: stored.contractId, no: stored.no, through: stored.through },
      currency: of.agreement.currency,
      agreement: of.agreement,
      agreementDigest: of.digest,
      ...{ facts: stored.facts, before: stored.before, result: stored.result, digest: stored.digest },
    }));
  }

  /** The statement: every transfer with its reason, as CSV. */
  statement(id: string, person: Person): Promise<SettlementFile> {
    return this.opened(id, person, ({ stored, of: { agreement } }) => {
      const names = new Map(agreement.sides.map((side) => [side.id, side.name.da]));
      const rows = stored.result.due.map(({ step, from, to, year, amount, why }) => [
        step,
        names.get(from)!,
        names.get(to)!,
        String(year),
        danishAmount(parseMinor(amount), agreement.currency),
        agreement.currency,
        why.da,
      ]);
      const heading = ['Trin', 'Giver', 'Modtager', 'Budgetår', 'Beløb', 'Valuta', 'Begrundelse'];
      return { name: `opgoerelse-${agreement.code}-${stored.no}.csv`, text: csvOf([heading, ...rows]) };
    });
  }

  /** @throws DomainError `benefits.settlement-not-final`, `benefits.journal-needs-machine`, `benefits.journal-without-account` */
  journal(
    id: string,
    { as, machine }: { readonly as: 'csv' | 'g69'; readonly machine?: string | undefined },
    person: Person,
  ): Promise<SettlementFile> {
    return this.opened(id, person, ({ stored, of: { agreement }, soFar }) => {
      const final = soFar.facts.find(({ kind }) => kind === 'final');
      if (!final || settlementStatus(soFar) !== 'final') throw notFinal();
      const netted = stored.result.netted.map((each) => ({ ...each, amount: parseMinor(each.amount) }));
      const journal = journalOf(agreement, netted, stored.through, stored.no);
      const name = `bilag-${agreement.code}-${stored.no}`;
      if (as === 'csv') return { name: `${name}.csv`, text: journalCsv(journal) };
      if (machine === undefined) throw needsMachine();
      const heading = {
        municipalityCode: municipalityByInstance(person.memberOf)?.code ?? '',
        machine,
        expedition: stored.expedition,
        postedOn: dateInDenmark(final.at),
      };
      return { name: `${name}.g69`, text: journalG69(journal, heading) };
    });
  }

  private opened<T>(id: string, person: Person, show: (opened: OpenedSettlement) => T): Promise<T> {
    return this.book.db.read(async (tx) => show(await this.book.open(tx, id, person)));
  }
}
