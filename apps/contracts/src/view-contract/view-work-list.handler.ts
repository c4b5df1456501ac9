import { Injectable } from '@nestjs/common';
import { may, type Person } from '@ringvirkning/auth';
import type { ContractTask, ContractWorkList } from '@ringvirkning/contracts-api';
import { isReady, signOffsFor } from '@ringvirkning/contracts-domain';
import { Database } from '@ringvirkning/persistence';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { signerOf } from '../signer.js';

@Injectable()
export class ViewWorkListHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
  ) {}

  /** Sign-offs that wait for the caller, and contracts they may put in force now; oldest first. */
  execute(person: Person): Promise<ContractWorkList> {
    return this.db.read(async (tx) => {
      const drafts = await this.contracts.drafts(tx);
      return { items: drafts.flatMap((draft) => [...toSign(draft, person), ...toActivate(draft, person)]) };
    });
  }
}

const about = ({ contract, document, createdAt }: StoredContract): Omit<ContractTask, 'kind'> => ({
  contractId: contract.id,
  ref: contract.agreement.ref,
  title: document.terms.title.da,
  since: createdAt,
});

const toSign = (draft: StoredContract, person: Person): ContractTask[] =>
  may(person, 'contracts.sign')
    ? signOffsFor(draft.contract, signerOf(person)).map(({ role, party }) => ({
        kind: 'sign-off',
        ...about(draft),
        role,
        party,
      }))
    : [];

const toActivate = (draft: StoredContract, person: Person): ContractTask[] =>
  may(person, 'contracts.activate') && isReady(draft.contract) ? [{ kind: 'activate', ...about(draft) }] : [];
