import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { MOST_HITS } from '@ringvirkning/http';
import type { PeopleHits } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { SearchStore } from '../../persistence/search.store.js';

/** People and claims by what the caller knows of them; whoever is found stands in the access log. */
@Injectable()
export class SearchHandler {
  constructor(
    private readonly db: Database,
    private readonly found: SearchStore,
    private readonly accessLog: AccessLog,
  ) {}

  execute(term: string, person: Person): Promise<PeopleHits> {
    return this.db.transaction(async (tx) => {
      const people = await this.found.people(tx, term, person.memberOf, MOST_HITS);
      const claims = await this.found.claims(tx, term, MOST_HITS);
      await this.accessLog.record(tx, person, 'search', [...people, ...claims]);
      return { people, claims };
    });
  }
}
