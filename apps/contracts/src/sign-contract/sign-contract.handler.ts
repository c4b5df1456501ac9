import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { SignedOff, SignOffRequest } from '@ringvirkning/contracts-api';
import {
  contractErrors,
  evolve,
  missingSignOffs,
  signOff,
  statementOf,
  type SignOff,
} from '@ringvirkning/contracts-domain';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { Database, underScopes, type Tx } from '@ringvirkning/persistence';
import { Post } from '../joint/post.js';
import { AttachmentStore } from '../persistence/attachment.store.js';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { SignOffStore } from '../persistence/sign-off.store.js';
import { MandateStore } from '../persistence/mandate.store.js';
import { SignatureStore } from '../persistence/signature.store.js';
import { SigningPageHandler } from '../signing-page/signing-page.handler.js';
import { signerOf } from '../signer.js';
import { givenSignOff } from '../view-contract/present.js';
import { SignatureProvider } from './signature-provider.js';

@Injectable()
export class SignContractHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly signOffs: SignOffStore,
    private readonly mandates: MandateStore,
    private readonly page: SigningPageHandler,
    private readonly signatures: SignatureStore,
    private readonly provider: SignatureProvider,
    private readonly attachments: AttachmentStore,
    private readonly post: Post,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: DomainMetrics,
  ) {}

  async execute(contractId: string, request: SignOffRequest, person: Person): Promise<SignedOff> {
    const result = await this.db.transaction(async (tx) => {
      const stored = await this.contracts.lockOpen(tx, contractId);
      const { contract } = stored;
      const now = this.clock.now();
      const mandates = await this.mandates.inForce(tx, dateInDenmark(now));
      const fact = signOff(contract, request, signerOf(person), now, mandates);
      // Whom an amendment names signs it, and sees nothing else of the contract.
      await underScopes(tx, '*', async () => {
        const { attachment } = request;
        if (attachment !== undefined && !(await this.attachments.hold(tx, contractId, attachment)))
          throw contractErrors.unknownAttachment();
        await this.page.keep(tx, stored, request.summary);
        await this.signOffs.fixChain(tx, contract);
        await this.signOffs.addSignOff(tx, contractId, fact);
        await this.sign(tx, stored, fact.signOff);
        await this.post.signedOff(tx, stored, fact.signOff);
      });
      return {
        id: contractId,
        version: fact.version,
        signOff: givenSignOff({ ...fact.signOff, isSigned: true }, fact.version),
        missing: [...missingSignOffs(evolve(contract, fact))],
      };
    });
    this.metrics.count('contracts_signed_off', { role: request.role });
    return result;
  }

  private async sign(tx: Tx, { contract }: StoredContract, given: SignOff): Promise<void> {
    const statement = statementOf(contract, given);
    if (statement) await this.signatures.keep(tx, statement, await this.provider.sign(statement));
  }
}
