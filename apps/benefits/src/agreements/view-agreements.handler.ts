import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type {
  AgreementDue,
  AgreementSimulation,
  BenefitAgreement,
  BenefitAgreementDetail,
} from '@ringvirkning/benefits-api';
import { benefitAgreementTold } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { senseOfAgreement, simulateAgreement, type Agreement } from '@ringvirkning/benefits-domain';
import { LetterStore } from '../persistence/letter.store.js';
import { AgreementStore, isSigned, type StoredAgreement } from '../persistence/agreement.store.js';
import { SiloReading } from '../sharing/silo-reading.js';
import { AgreementFigures } from './agreement-figures.js';
import { checkReader, checkShared, isOurs, mayReadAgreement } from './own-sides.js';
import { PresentAgreement, presentDue, presentSimulation } from './present-agreement.js';
import { presentTold } from './present-told.js';
import { WhatIsDue } from './what-is-due.js';

@Injectable()
export class ViewAgreementsHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly agreements: AgreementStore,
    private readonly figures: AgreementFigures,
    private readonly due: WhatIsDue,
    private readonly showing: PresentAgreement,
    private readonly letters: LetterStore,
  ) {}

  list(contractId: string, person: Person): Promise<{ items: BenefitAgreement[] }> {
    return this.reading.run('agreement', async (tx) => {
      const all = await this.agreements.ofContract(tx, contractId);
      const readable = all.filter(({ agreement }) => mayReadAgreement(person, agreement));
      const items: BenefitAgreement[] = [];
      for (const stored of readable) items.push(await this.showing.one(tx, stored, all, person));
      return { items };
    });
  }

  /** @throws DomainError `benefits.unknown-agreement` */
  one(id: string, person: Person): Promise<BenefitAgreementDetail> {
    return this.reading.run('agreement', async (tx) => {
      const stored = await this.agreements.get(tx, id);
      checkReader(person, stored.agreement);
      const all = await this.agreements.ofContract(tx, stored.contractId);
      const warnings = senseOfAgreement(stored.agreement).map(({ da, en }) => ({ da, en }));
      return { ...(await this.showing.one(tx, stored, all, person)), text: stored.text, warnings };
    });
  }

  /** What an agreement that nobody has signed, or stored, would give. @throws DomainError `benefits.side-not-shared` */
  simulate(contractId: string, agreement: Agreement, person: Person): Promise<AgreementSimulation> {
    checkReader(person, agreement);
    return this.reading.run('agreement simulation', async (tx, access) => {
      checkShared(access, agreement);
      const { figures } = await this.figures.of(tx, contractId, agreement);
      const simulated = simulateAgreement(agreement, { figures, stated: [] });
      return presentSimulation(agreement, simulated, senseOfAgreement(agreement));
    });
  }

  /** @throws DomainError `benefits.unknown-agreement`, `benefits.side-not-shared` */
  async simulateStored(id: string, person: Person): Promise<AgreementSimulation> {
    const { contractId, agreement, told } = await this.reading.run('agreement', async (tx, access) => {
      const stored = await this.agreements.get(tx, id);
      checkReader(person, stored.agreement);
      const partner = await this.figures.partner(tx, stored.contractId, stored.agreement);
      if (!partner?.leads) return { ...stored, told: undefined };
      checkShared(access, { sides: stored.agreement.sides.filter((side) => isOurs(person, side)) });
      return { ...stored, told: await this.told(tx, stored) };
    });
    return told ?? this.simulate(contractId, agreement, person);
  }

  /** What who leads the contract expects of it, beside what our own purses gain by our own books. */
  private async told(tx: Tx, { id, contractId, agreement }: StoredAgreement): Promise<AgreementSimulation> {
    const letter = (await this.letters.receivedAbout(tx, id)).findLast(
      ({ type }) => type === benefitAgreementTold.name,
    );
    const { expected } = benefitAgreementTold.content.parse(letter?.content);
    return presentTold(agreement, expected, await this.figures.own(tx, contractId, agreement));
  }

  /** What it gives on all realised so far, minus what was settled. @throws DomainError `benefits.unknown-agreement`, `benefits.side-not-shared` */
  dueNow(id: string, through: number | undefined, person: Person): Promise<AgreementDue> {
    return this.reading.run('agreement due', async (tx, access) => {
      const stored = await this.agreements.get(tx, id);
      checkReader(person, stored.agreement);
      // By signing, the sides let each other see what the agreement needs.
      if (!isSigned(stored)) checkShared(access, stored.agreement);
      return presentDue(
        stored.agreement,
        (await this.due.of(tx, stored, through ?? this.due.lastYear(stored), [])).settled,
      );
    });
  }
}
