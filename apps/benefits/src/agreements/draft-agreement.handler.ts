import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { BenefitAgreement } from '@ringvirkning/benefits-api';
import { checkTwoPeople } from '@ringvirkning/benefits-domain';
import { CLOCK, fail, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { AgreementStore } from '../persistence/agreement.store.js';
import { AgreementFigures } from './agreement-figures.js';
import { AgreementPost } from './agreement-post.js';
import { checkReader, signatoryOf } from './own-sides.js';
import { ledElsewhere } from './partner-of.js';
import { PresentAgreement } from './present-agreement.js';
import type { ReadAgreementDocument } from './read-agreement.js';

/** Drafts an agreement, and signs it for one side after the other. */
@Injectable()
export class DraftAgreementHandler {
  constructor(
    private readonly db: Database,
    private readonly agreements: AgreementStore,
    private readonly contracts: ContractStore,
    private readonly figures: AgreementFigures,
    private readonly post: AgreementPost,
    private readonly showing: PresentAgreement,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /**
   * Stores a version, of which the other municipality is told when it is one between two; the same document again is the same agreement.
   * @throws DomainError `benefits.agreement-version-taken`, `benefits.agreement-led-elsewhere`
   */
  draft(contractId: string, read: ReadAgreementDocument, person: Person): Promise<BenefitAgreement> {
    const { agreement, digest, text } = read;
    checkReader(person, agreement);
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      const partner = await this.figures.partner(tx, contractId, agreement);
      if (partner?.leads) throw ledElsewhere(partner);
      const draft = { id: this.ids.next(), contractId, agreement, digest, text, signatures: [] };
      const id = await this.agreements.add(tx, { ...draft, createdBy: person.subject, createdAt: this.clock.now() });
      await this.post.tell(tx, id);
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
      const { contractId } = await this.agreements.get(tx, id);
      await this.contracts.lock(tx, [contractId]);
      const stored = await this.agreements.get(tx, id);
      checkReader(person, stored.agreement);
      const side = signatoryOf(person, stored.agreement, signature.side);
      if (signature.digest !== stored.digest)
        throw fail.conflict(
          'benefits.agreement-other-text',
          'Du har læst en anden tekst end den, der skal underskrives.',
          'You have read another text than the one to be signed.',
          { whatToDo: { da: 'Læs aftalen igen.', en: 'Read the agreement again.' } },
        );
      checkTwoPeople(stored.signatures, side, person.subject);
      await this.agreements.sign(tx, stored, {
        side,
        by: person.subject,
        name: person.name,
        at: this.clock.now(),
      });
      await this.post.tell(tx, id);
      return this.present(tx, id, person);
    });
  }

  private async present(tx: Tx, id: string, person: Person): Promise<BenefitAgreement> {
    const stored = await this.agreements.get(tx, id);
    return this.showing.one(tx, stored, await this.agreements.ofContract(tx, stored.contractId), person);
  }
}
