import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { DataSharingPage, DataSharingView, SharingPurses, SharingReadingPage } from '@ringvirkning/benefits-api';
import { decidesFor, departmentPurse } from '@ringvirkning/benefits-domain';
import { decodeCursor, toPage, type PageQuery } from '@ringvirkning/http';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import { DataSharingStore } from '../persistence/data-sharing.store.js';
import { SiloStore } from '../persistence/silo.store.js';
import { namedPurse, presentSharing } from './present-sharing.js';

const SharingPosition = z.tuple([z.uuid()]);
const ReadingPosition = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** What is agreed about sharing figures, and who read by it. No figure stands in it. */
@Injectable()
export class ViewSharingHandler {
  constructor(
    private readonly db: Database,
    private readonly sharings: DataSharingStore,
    private readonly silos: SiloStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  page({ limit, after }: PageQuery, person: Person): Promise<DataSharingPage> {
    const [before] = decodeCursor(after, SharingPosition) ?? [];
    return this.db.read(async (tx) => {
      const found = await this.sharings.page(tx, before, limit + 1);
      const { items, next } = toPage(found, limit, ({ sharingId }) => [sharingId]);
      const names = await this.silos.byKey(
        tx,
        items.flatMap(({ provider, receiver }) => [provider, receiver]),
      );
      const today = dateInDenmark(this.clock.now());
      return { items: items.map((sharing) => presentSharing(sharing, names, person, today)), next };
    });
  }

  /** @throws DomainError `benefits.unknown-sharing` */
  get(sharingId: string, person: Person): Promise<DataSharingView> {
    return this.db.read(async (tx) => {
      const sharing = await this.sharings.get(tx, sharingId);
      const names = await this.silos.byKey(tx, [sharing.provider, sharing.receiver]);
      return presentSharing(sharing, names, person, dateInDenmark(this.clock.now()));
    });
  }

  /** Purses between which the caller can propose. */
  purses(person: Person): Promise<SharingPurses> {
    return this.db.read(async (tx) => {
      const names = await this.silos.public(tx);
      const own = person.departments.map((department) => departmentPurse(person.memberOf, department));
      const keys = [...new Set([...names.keys(), ...own])].sort();
      return { items: keys.map((silo) => ({ ...namedPurse(silo, names), own: decidesFor(person, silo) })) };
    });
  }

  /** @throws DomainError `benefits.unknown-sharing` */
  readings(sharingId: string, { limit, after }: PageQuery): Promise<SharingReadingPage> {
    const [before] = decodeCursor(after, ReadingPosition) ?? [];
    return this.db.read(async (tx) => {
      await this.sharings.get(tx, sharingId);
      const { items, next } = toPage(
        await this.sharings.readings(tx, sharingId, before, limit + 1),
        limit,
        ({ id }) => [id],
      );
      return { items: [...items], next };
    });
  }
}
