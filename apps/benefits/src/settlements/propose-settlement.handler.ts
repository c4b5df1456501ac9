import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Settlement, StatedFigure } from '@ringvirkning/benefits-api';
import type { SettledAgreement } from '@ringvirkning/benefits-domain';
import { asJson, CLOCK, digestOf, fail, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { checkReader } from '../agreements/own-sides.js';
import { checkPartner } from '../agreements/partner-of.js';
import { isPending, WhatIsDue } from '../agreements/what-is-due.js';
import { ContractStore } from '../persistence/contract.store.js';
import { inForce, type StoredAgreement } from '../persistence/agreement.store.js';
import { contentOf, type StoredSettlement } from '../persistence/settlement.store.js';
import { SettlementBook } from './settlement-book.js';

const notInForce = () =>
  fail.rule(
    'benefits.agreement-not-in-force',
    'Aftalen gælder ikke: en part mangler at underskrive, eller en nyere udgave gælder.',
    'The agreement is not in force: a side has not signed, or a later version is.',
  );
const openAlready = (no: number) =>
  fail.conflict(
    'benefits.settlement-open',
    `Afregning ${no} er ikke afsluttet, og grundlaget er nu et andet.`,
    `Settlement ${no} is not closed, and what it rests on has changed.`,
    { whatToDo: { da: 'Afslut den, eller træk den tilbage.', en: 'Close it, or withdraw it.' } },
  );
const outsidePeriod = () =>
  fail.rule(
    'benefits.settlement-outside-period',
    'Året ligger uden for aftalens periode eller i fremtiden.',
    "The year lies outside the agreement's period, or in the future.",
  );

const notOver = () =>
  fail.rule(
    'benefits.settlement-year-not-over',
    'Mellem kommuner afregnes et budgetår først, når det er slut.',
    'Between municipalities a budget year is settled once it is over.',
  );

/** @throws DomainError `benefits.settlement-lacks-figures`, `benefits.nothing-to-settle` */
function checkDue({ due, frames, missing }: SettledAgreement, earlier: readonly StoredSettlement[]): void {
  if (missing.length > 0)
    throw fail.invalid('benefits.settlement-lacks-figures', 'Der mangler oplyste tal.', 'Stated figures are missing.', {
      errors: missing.map(({ figure, year }) => ({
        code: 'benefits.settlement-lacks-figures',
        path: `stated.${figure}.${year}`,
        da: `Tallet «${figure}» for ${year} er ikke oplyst.`,
        en: `The figure «${figure}» for ${year} is not stated.`,
      })),
    });
  const last = earlier.find(({ settled }) => settled.some(({ kind }) => kind === 'final'));
  const sameFrames = digestOf(asJson(frames)) === digestOf(last?.result.frames ?? []);
  if (due.length === 0 && sameFrames)
    throw fail.rule('benefits.nothing-to-settle', 'Der er intet at afregne.', 'There is nothing to settle.');
}

@Injectable()
export class ProposeSettlementHandler {
  constructor(
    private readonly book: SettlementBook,
    private readonly contracts: ContractStore,
    private readonly due: WhatIsDue,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /**
   * Proposes what remains to be moved up to and including a budget year. The same books and figures again are the same proposal.
   * @throws DomainError `benefits.unknown-agreement`, `benefits.agreement-not-in-force`, `benefits.settlement-open`, `benefits.settlement-outside-period`, `benefits.settlement-year-not-over`,
   * `benefits.agreement-led-elsewhere`, `benefits.statement-not-booked`,
   * `benefits.settlement-lacks-figures`, `benefits.nothing-to-settle`
   */
  execute(
    agreementId: string,
    { through, stated }: { readonly through: number; readonly stated: readonly StatedFigure[] },
    person: Person,
  ): Promise<Settlement> {
    return this.book.db.transaction(async (tx) => {
      const stored = await this.book.agreements.get(tx, agreementId);
      checkReader(person, stored.agreement);
      await this.contracts.lock(tx, [stored.contractId]);
      const all = await this.book.agreements.ofContract(tx, stored.contractId);
      if (!inForce(all).some(({ id }) => id === agreementId)) throw notInForce();
      checkPartner(stored.agreement, await this.book.partner(tx, stored));
      const { from, to } = stored.agreement.period;
      if (through < from || through > Math.min(to, this.due.thisYear())) throw outsidePeriod();
      if (through > this.due.lastYear(stored)) throw notOver();
      return this.book.present(tx, await this.propose(tx, stored, through, stated, person), person);
    });
  }

  private async propose(
    tx: Tx,
    stored: StoredAgreement,
    through: number,
    stated: readonly StatedFigure[],
    person: Person,
  ): Promise<string> {
    const { settled, facts, before, earlier } = await this.due.of(tx, stored, through, stated, true);
    const open = earlier.find(isPending);
    if (open && open.digest === settled.digest) return open.id;
    if (open) throw openAlready(open.no);
    checkDue(settled, earlier);
    const id = this.ids.next();
    await this.book.settlements.add(tx, {
      ...{ id, contractId: stored.contractId, agreementId: stored.id, code: stored.agreement.code, through },
      ...contentOf(facts, before, settled),
      no: (earlier[0]?.no ?? 0) + 1,
      digest: settled.digest,
      proposedBy: { by: person.subject, name: person.name, at: this.clock.now() },
    });
    return id;
  }
}
