import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { BenefitAgreement } from '@ringvirkning/benefits-api';
import { checkTwoPeople } from '@ringvirkning/benefits-domain';
import { CLOCK, fail, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { AgreementStore } from '../persistence/agreement.store.js';
import { checkReader, sideOf } from './own-sides.js';
import { presentAgreement } from './present-agreement.js';
import type { ReadAgreementDocument } from './read-agreement.js';

/** Drafts an agreement, and signs it for one side after the other. */
@Injectable()
export class DraftAgreementHandler {
  constructor(
    private readonly db: Database,
    private readonly agreements: AgreementStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Stores a version; the same document again is the same agreement. @throws DomainError `benefits.agreement-version-taken` */
  draft(contractId: string, read: ReadAgreementDocument, person: Person): Promise<BenefitAgreement> {
    const { agreement, digest, text } = read;
    checkReader(person, agreement);
    return this.db.transaction(async (tx) => {
      const draft = { id: this.ids.next(), contractId, agreement, digest, text, signatures: [] };
      const id = await this.agreements.add(tx, { ...draft, createdBy: person.subject, createdAt: this.clock.now() });
      return this.present(tx, id, person);
    });
  }

  /** @throws DomainError `benefits.agreement-other-text`, `benefits.not-your-side`, `benefits.side-done-already`, `benefits.side-same-person` */
  sign(
    id: string,
    signature: { readonly side: string; readonly digest: string },
    person: Person,
  ): Promise<BenefitAgreement> {
    return this.db.transaction(async (tx) => {
      const stored = await this.agreements.get(tx, id);
      checkReader(person, stored.agreement);
      const side = sideOf(person, stored.agreement, signature.side);
      if (signature.digest !== stored.digest)
        throw fail.conflict(
          'benefits.agreement-other-text',
          'Du har læst en anden tekst end den, der skal underskrives.',
          'You have read another text than the one to be signed.',
          { whatToDo: { da: 'Læs aftalen igen.', en: 'Read the agreement again.' } },
        );
      checkTwoPeople(stored.signatures, side.id, person.subject);
      await this.agreements.sign(tx, stored, {
        side: side.id,
        by: person.subject,
        name: person.name,
        at: this.clock.now(),
      });
      return this.present(tx, id, person);
    });
  }

  private async present(tx: Tx, id: string, person: Person): Promise<BenefitAgreement> {
    const stored = await this.agreements.get(tx, id);
    return presentAgreement(stored, await this.agreements.ofContract(tx, stored.contractId), person);
  }
}
