import { Inject, Injectable } from '@nestjs/common';
import { actsIn, isConfined, scopesOf } from '@ringvirkning/auth';
import { departmentPurse, SiloAccess, type Confinement } from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { Database, requestContext, type Actor, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { DataSharingStore } from '../persistence/data-sharing.store.js';

const READ = 'benefits.read';

/** Who asks, as the guard found them. */
type Reader = Actor & { readonly name?: string };

/**
 * Reads the books on behalf of the caller, who is told purse by purse what they may read ({@link SiloAccess}). What rests on a data-sharing agreement
 * leaves a line in its log, in the transaction that reads: nobody reads by an agreement without one.
 */
@Injectable()
export class SiloReading {
  constructor(
    private readonly db: Database,
    private readonly sharings: DataSharingStore,
    private readonly contracts: ContractStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param what the reading, as its line in the log calls it, e.g. `overview`. */
  run<T>(what: string, work: (tx: Tx, access: SiloAccess) => Promise<T>): Promise<T> {
    const reading = (tx: Tx) => this.within(tx, what, work);
    return isConfined(requestContext.get().actor.roles, READ) ? this.db.transaction(reading) : this.db.read(reading);
  }

  /** The same in a transaction that has begun; it must be able to write. */
  async within<T>(tx: Tx, what: string, work: (tx: Tx, access: SiloAccess) => Promise<T>): Promise<T> {
    const reader: Reader = requestContext.get().actor;
    if (!isConfined(reader.roles, READ)) return work(tx, new SiloAccess(undefined));
    const access = new SiloAccess(await this.confinementOf(tx, reader));
    const result = await work(tx, access);
    const { subject, name = subject } = reader;
    if (access.used.length > 0) await this.sharings.record(tx, { subject, name }, what, this.clock.now(), access.used);
    return result;
  }

  private async confinementOf(tx: Tx, { memberOf = '', departments = [] }: Reader): Promise<Confinement> {
    const own = new Set(departments.map((department) => departmentPurse(memberOf, department)));
    const scopes = scopesOf({ organisation: '*', memberOf, departments, roles: ['case-worker'] });
    const today = dateInDenmark(this.clock.now());
    const contracts = (await this.contracts.all(tx)).filter(({ parties }) =>
      actsIn({ organisation: '*', scopes }, parties),
    );
    return {
      ...{ own, today },
      contracts: new Set(contracts.map(({ contractId }) => contractId)),
      agreements: await this.sharings.receivedBy(tx, [...own], today),
    };
  }
}
