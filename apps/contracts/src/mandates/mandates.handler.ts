import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Mandate, MandateRequest, Mandates } from '@ringvirkning/contracts-api';
import { giveMandate, mayEndMandate } from '@ringvirkning/contracts-domain';
import { CLOCK, dateInDenmark, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { MandateStore, told } from '../persistence/mandate.store.js';
import { signerOf } from '../signer.js';

@Injectable()
export class MandatesHandler {
  constructor(
    private readonly db: Database,
    private readonly mandates: MandateStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async list(): Promise<Mandates> {
    return { items: await this.db.read((tx) => this.mandates.list(tx)) };
  }

  give(request: MandateRequest, person: Person): Promise<Mandate> {
    const now = this.clock.now();
    const mandate = giveMandate({ ...request, id: this.ids.next() }, signerOf(person), now, dateInDenmark(now));
    return this.db.transaction(async (tx) => {
      await this.mandates.add(tx, mandate);
      return { ...told(mandate), ended: null };
    });
  }

  end(id: string, reason: string, person: Person): Promise<Mandate> {
    return this.db.transaction(async (tx) => {
      const mandate = await this.mandates.lock(tx, id);
      mayEndMandate(mandate, signerOf(person));
      const ended = { reason, by: person.subject, byName: person.name, at: this.clock.now() };
      await this.mandates.end(tx, id, ended);
      return { ...told(mandate), ended };
    });
  }
}
