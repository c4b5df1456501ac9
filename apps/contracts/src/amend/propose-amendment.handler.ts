import { Inject, Injectable } from '@nestjs/common';
import type { ContractVersionCreated } from '@ringvirkning/contracts-api';
import { agreementOf, mustBeAmendable, proposeAmendment } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { signedForm } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { mustSee } from '../draft-contract/must-see.js';
import { ReadDocument, type SentDocument } from '../draft-contract/read-document.js';
import { AmendmentStore } from '../persistence/amendment.store.js';
import { Post } from '../joint/post.js';
import { ContractStore } from '../persistence/contract.store.js';
import { PartnerStore } from '../persistence/partner.store.js';

/** Other terms for a contract in force, from a day on: a draft, until its own chain has signed it and somebody puts it in force. */
@Injectable()
export class ProposeAmendmentHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly amendments: AmendmentStore,
    private readonly partners: PartnerStore,
    private readonly post: Post,
    private readonly read: ReadDocument,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param from The version that the writer began with: of the draft that there is, or the one in force. */
  async execute(contractId: string, sent: SentDocument, from: number): Promise<ContractVersionCreated> {
    const before = await this.db.read(async (tx) => {
      const { contract, document } = await this.contracts.get(tx, contractId);
      mustBeAmendable(contract);
      return document;
    });
    const document = await this.read.amendment(sent, signedForm(before.terms));
    mustSee(document.terms);
    return this.db.transaction(async (tx) => {
      const { contract, document: inForce } = await this.contracts.lock(tx, contractId);
      const agreement = agreementOf(document.terms, document.digest);
      const open = await this.contracts.amendment(tx, contractId);
      const signing = open?.contract.agreement.joint?.partners ?? [];
      const wanted = {
        ...{ agreement, from, next: await this.amendments.nextVersion(tx, contractId) },
        told: await this.contracts.told(tx, agreement.ref, contract.version),
        isOfStanding: inForce.digest === before.digest,
        joining: (await this.contracts.joint(tx, { parties: joining(inForce.terms, document.terms) }))?.partners,
        hasLost: (await this.partners.gone(tx, signing)).size > 0,
      };
      const by = requestContext.get().actor.subject;
      const fact = proposeAmendment(contract, open?.contract, wanted, by, this.clock.now());
      if (open) await this.post.withdrawn(tx, open.contract);
      await this.amendments.propose(tx, contractId, fact, document);
      return {
        id: contractId,
        ref: agreement.ref,
        status: 'active',
        version: fact.version,
        termsDigest: document.digest,
      };
    });
  }
}

/** Organisations that come with the amendment. Those that are parties sign as they did, also where they have an instance of their own since. */
const joining = (before: Terms, after: Terms): Terms['parties'] =>
  after.parties.filter(({ organisation }) => !before.parties.some((known) => known.organisation === organisation));
