import { Inject, Injectable } from '@nestjs/common';
import { may, type Person } from '@ringvirkning/auth';
import type { ContractTask, ContractWorkList } from '@ringvirkning/contracts-api';
import { isReady, isReadyToAccede, type Mandate, mayActivate, signOffsFor } from '@ringvirkning/contracts-domain';
import { CLOCK, dateInDenmark, type Clock, type Instant } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { takingTurns } from '@ringvirkning/workers';
import { worstCaseOf } from '../simulate-terms/worst-case.js';
import { MandateStore } from '../persistence/mandate.store.js';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { signerOf } from '../signer.js';

@Injectable()
export class ViewWorkListHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly mandates: MandateStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sign-offs that wait for the caller, and contracts they may put in force or accede to now; oldest first. */
  execute(person: Person): Promise<ContractWorkList> {
    return this.db.read(async (tx) => {
      const items: ContractTask[] = [];
      const [now, turns] = [this.clock.now(), takingTurns()];
      const mandates = await this.mandates.inForce(tx, dateInDenmark(now));
      for (const draft of await this.contracts.drafts(tx)) {
        items.push(...toSign(draft, person, { mandates, at: now }), ...toActivate(draft, person, now));
        await turns();
      }
      return { items };
    });
  }
}

const about = ({ contract, document, createdAt }: StoredContract): Omit<ContractTask, 'kind'> => ({
  contractId: contract.id,
  ref: contract.agreement.ref,
  title: document.terms.title.da,
  since: createdAt,
});

const toSign = (
  draft: StoredContract,
  person: Person,
  acting: { readonly mandates: readonly Mandate[]; readonly at: Instant },
): ContractTask[] =>
  may(person, 'contracts.sign')
    ? signOffsFor(draft.contract, signerOf(person), acting).map(({ role, party }) => ({
        kind: 'sign-off',
        ...about(draft),
        role,
        party,
      }))
    : [];

/** Whoever may put a contract in force may accede to one, under the same rule of not acting alone. */
function toActivate(draft: StoredContract, person: Person, now: Instant): ContractTask[] {
  const { contract, document } = draft;
  if (!may(person, 'contracts.activate') || !mayActivate(contract, person.subject)) return [];
  const worstCase = worstCaseOf(document.terms);
  if (isReady(contract, worstCase, now)) return [{ kind: 'activate', ...about(draft) }];
  return isReadyToAccede(contract, worstCase, now) ? [{ kind: 'accede', ...about(draft) }] : [];
}
