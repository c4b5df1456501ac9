import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { MOST_KEPT_WHAT_IFS, type KeepWhatIf, type KeptWhatIfs } from '@ringvirkning/benefits-api';
import { CLOCK, fail, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { KeptWhatIfStore } from '../persistence/kept-what-if.store.js';

/** What-ifs kept under a name: the question alone, so that each reader is told the figures they may read, as they are that day. */
@Injectable()
export class KeptWhatIfsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly kept: KeptWhatIfStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** @throws DomainError `benefits.unknown-contract` */
  all(contractId: string, person: Person): Promise<KeptWhatIfs> {
    return this.db.read((tx) => this.present(tx, contractId, person));
  }

  /** @throws DomainError `benefits.unknown-contract`, `benefits.too-many-what-ifs` */
  keep(contractId: string, { name, change }: KeepWhatIf, person: Person): Promise<KeptWhatIfs> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      const own = (await this.stored(tx, contractId)).filter(({ owner }) => owner === person.subject);
      const isNew = own.every((one) => one.name !== name);
      if (isNew && own.length >= MOST_KEPT_WHAT_IFS) throw tooMany();
      const [id, keptAt] = [this.ids.next(), this.clock.now()];
      const { subject: owner, name: ownerName } = person;
      await this.kept.put(tx, contractId, { id, owner, ownerName, name, change, keptAt });
      return this.present(tx, contractId, person);
    });
  }

  /** @throws DomainError `benefits.unknown-contract`, `benefits.unknown-what-if`; `benefits.what-if-of-another` */
  remove(contractId: string, id: string, person: Person): Promise<KeptWhatIfs> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      const found = (await this.stored(tx, contractId)).find((one) => one.id === id);
      if (!found) throw unknown();
      if (found.owner !== person.subject) throw ofAnother(found.ownerName);
      await this.kept.remove(tx, contractId, id);
      return this.present(tx, contractId, person);
    });
  }

  private async stored(tx: Tx, contractId: string) {
    await this.contracts.get(tx, contractId);
    return this.kept.ofContract(tx, contractId);
  }

  private async present(tx: Tx, contractId: string, { subject }: Person): Promise<KeptWhatIfs> {
    const stored = await this.stored(tx, contractId);
    return { items: stored.map(({ owner, ...one }) => ({ ...one, isOwn: owner === subject })) };
  }
}

const tooMany = () =>
  fail.rule(
    'benefits.too-many-what-ifs',
    `Du har allerede gemt ${MOST_KEPT_WHAT_IFS} for denne kontrakt. Fjern en, du ikke bruger.`,
    `You have kept ${MOST_KEPT_WHAT_IFS} for this contract already. Remove one that you do not use.`,
  );
const unknown = () =>
  fail.notFound(
    'benefits.unknown-what-if',
    'Det, du leder efter, er ikke gemt længere.',
    'What you look for is no longer kept.',
  );
const ofAnother = (owner: string) =>
  fail.forbidden(
    'benefits.what-if-of-another',
    `Den er gemt af ${owner}, som selv kan fjerne den.`,
    `It was kept by ${owner}, who can remove it.`,
  );
