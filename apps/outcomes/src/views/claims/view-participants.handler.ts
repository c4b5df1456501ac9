import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { decodeCursor, PageQuerySchema, toPage, type Page } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  PEOPLE_STATES,
  type Participant,
  type ParticipantSearchSchema,
  type ParticipantsFound,
} from '@ringvirkning/outcomes-api';
import { Database, type Tx } from '@ringvirkning/persistence';
import { z } from 'zod';
import { ContractStore } from '../../persistence/contract.store.js';
import { PersonViewStore, type PeopleFilter } from '../../persistence/person-view.store.js';
import { presentPerson } from './present-person.js';

/** Addresses are logged on the way, so nothing but pseudonyms can be searched for here. */
export const PeopleQuerySchema = PageQuerySchema.extend({
  search: z
    .string()
    .regex(/^P(-[0-9A-Z]{0,4}(-[0-9A-Z]{0,4})?)?$/i)
    .optional(),
  group: z.string().max(64).optional(),
  cohort: z.string().max(64).optional(),
  state: z.enum(PEOPLE_STATES).optional(),
});
type PeopleQuery = z.output<typeof PeopleQuerySchema>;
type PeopleSearch = z.output<typeof ParticipantSearchSchema>;
const PositionSchema = z.tuple([IdSchema]);

@Injectable()
export class ViewParticipantsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly people: PersonViewStore,
    private readonly accessLog: AccessLog,
  ) {}

  execute(contractId: string, { limit, after, ...filter }: PeopleQuery, person: Person): Promise<Page<Participant>> {
    return this.db.transaction((tx) => this.page(tx, contractId, filter, { limit, after }, person));
  }

  /** As `execute`, with a part of a pseudonym or own key, and how many fit. */
  search(
    contractId: string,
    { limit, after, text, ...rest }: PeopleSearch,
    person: Person,
  ): Promise<ParticipantsFound> {
    const filter = { ...rest, text: text ? { of: text, organisation: person.memberOf } : undefined };
    return this.db.transaction(async (tx) => {
      const { items, next } = await this.page(tx, contractId, filter, { limit, after }, person);
      return { items: [...items], next, ...(await this.people.counts(tx, contractId, filter)) };
    });
  }

  private async page(
    tx: Tx,
    contractId: string,
    filter: PeopleFilter,
    { limit, after }: Pick<PeopleQuery, 'limit' | 'after'>,
    person: Person,
  ): Promise<Page<Participant>> {
    const [afterId] = decodeCursor(after, PositionSchema) ?? [];
    await this.contracts.get(tx, contractId);
    const rows = await this.people.page(tx, contractId, filter, limit + 1, afterId);
    const page = toPage(
      rows.map((row) => presentPerson(row, person.memberOf)),
      limit,
      ({ participantId }) => [participantId],
    );
    const participantIds = page.items.map(({ participantId }) => participantId);
    await this.accessLog.record(tx, person, 'participants', { contractId, participantIds });
    return page;
  }
}
