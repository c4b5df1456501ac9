import { Injectable } from '@nestjs/common';
import { SIGNED_SIGN_OFF_FORMAT, type SignedSignOff, type SignedSignOffQuery } from '@ringvirkning/contracts-api';
import { contractErrors } from '@ringvirkning/contracts-domain';
import { canonicalJson } from '@ringvirkning/kernel';
import { Database, underScopes } from '@ringvirkning/persistence';
import { frozenTerms, signedForm } from '@ringvirkning/terms';
import { ContractStore, mayRead } from '../persistence/contract.store.js';
import { SignatureStore } from '../persistence/signature.store.js';

/** A sign-off as one file that proves itself. */
@Injectable()
export class ViewSignedHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly signatures: SignatureStore,
  ) {}

  /** @throws not-found when there is no signature of it, and for who was not a party to the version that was signed. */
  execute(contractId: string, which: SignedSignOffQuery): Promise<SignedSignOff> {
    return this.db.read(async (tx) => {
      const { contract } = await this.contracts.seen(tx, contractId);
      const kept = await underScopes(tx, '*', () => this.signatures.get(tx, contractId, which));
      const terms = kept && frozenTerms(kept.terms);
      if (!kept || !terms || !mayRead(contract, terms.parties)) throw contractErrors.unknownSignature();
      const { statement, signature, summary } = kept;
      return {
        ...{ format: SIGNED_SIGN_OFF_FORMAT, statement },
        ...{ terms: canonicalJson(signedForm(terms)), summary, signature },
      };
    });
  }
}
