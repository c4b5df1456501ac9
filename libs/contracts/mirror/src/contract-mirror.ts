import type { Provider, Type } from '@nestjs/common';
import { GetContractV1, type ActiveContract } from '@ringvirkning/contracts-api';
import { digestOf, fail } from '@ringvirkning/kernel';
import { Needs, Requests } from '@ringvirkning/outbox';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';

/** Where a service keeps what it needs of contracts in force. */
export interface ContractKeeper {
  /** Keeps a contract or its newer version; repeating it, or an older version, changes nothing. */
  put(tx: Tx, contract: ActiveContract): Promise<void>;
  /** Which of these contracts are kept. */
  has(tx: Tx, contractIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The service's copy of the contracts in force. */
export class ContractMirror {
  constructor(
    private readonly db: Database,
    private readonly keeper: ContractKeeper,
    private readonly requests: Requests,
  ) {}

  /** @throws DomainError `contracts.terms-differ` */
  async keep(tx: Tx, contract: ActiveContract): Promise<void> {
    if (digestOf(contract.terms) !== contract.termsDigest) throw termsDiffer(contract.ref);
    await this.keeper.put(tx, contract);
  }

  /**
   * Makes sure that contracts are known; one whose event is late is asked for, once. Call it before the transaction.
   * @throws DomainError not-found when one is not in force, unavailable when the contracts service cannot be asked.
   */
  require(contractIds: readonly string[]): Promise<void> {
    return asSystem('contract-mirror', async () => {
      const kept = await this.db.read((tx) => this.keeper.has(tx, contractIds));
      for (const contractId of missing(contractIds, kept)) await this.renew(contractId);
    });
  }

  /** Asks for a contract also when it is kept: after an upgrade that keeps more of it. Call it as the system, before the transaction. @throws as `require` */
  async renew(contractId: string): Promise<void> {
    const contract = await this.requests.ask(GetContractV1, { contractId });
    await this.db.transaction((tx) => this.keep(tx, contract));
  }

  /** The same for a consumer. @throws Needs, upon which the inbox ends the transaction, has the contract fetched and begins again. */
  async requireIn(tx: Tx, contractIds: readonly string[]): Promise<void> {
    const kept = await this.keeper.has(tx, contractIds);
    if (missing(contractIds, kept).length > 0) throw new Needs(() => this.require(contractIds));
  }
}

/** Provides the {@link ContractMirror} that this provider keeps. */
export const contractMirror = (keeper: Type<ContractKeeper>): Provider => ({
  provide: ContractMirror,
  useFactory: (db: Database, kept: ContractKeeper, requests: Requests) => new ContractMirror(db, kept, requests),
  inject: [Database, keeper, Requests],
});

const missing = (wanted: readonly string[], kept: ReadonlySet<string>): string[] => [
  ...new Set(wanted.filter((id) => !kept.has(id))),
];

const termsDiffer = (ref: string) =>
  fail.rule(
    'contracts.terms-differ',
    `Vilkårene i kontrakt ${ref} svarer ikke til deres kontrolsum.`,
    `The terms of contract ${ref} do not match their digest.`,
  );
