import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import { actingFor, may, type Permission, type Person } from '@ringvirkning/auth';
import { addDays, addMonths, CLOCK, dateInDenmark, localDate, type Clock, type LocalDate } from '@ringvirkning/kernel';
import type { Task, WorkList } from '@ringvirkning/outcomes-api';
import { Database, underScopes, type Tx } from '@ringvirkning/persistence';
import { BehindPlan } from '../../what-works/behind-plan.js';
import { WorkListStore, type Work, type WorkQuery } from '../../persistence/work-list.store.js';

/** What nobody has claimed after so many days will not be. */
const OVERDUE_DAYS = 90;

interface Kind {
  readonly kind: Task['kind'];
  /** Whoever may take the step has the task. */
  readonly permission: Permission;
  readonly find: (tx: Tx, query: WorkQuery) => Promise<Work>;
}

/** Contracts in which somebody may take a step, and read about people. */
const scopesFor = (person: Person, permission: Permission): string =>
  actingFor(actingFor(person, permission), 'people.read').scopes;

@Injectable()
export class WorkListHandler {
  constructor(
    private readonly db: Database,
    private readonly work: WorkListStore,
    private readonly behind: BehindPlan,
    private readonly accessLog: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What waits for the caller, oldest first; a look at people's pseudonyms is logged per contract. */
  execute(limit: number, person: Person): Promise<WorkList> {
    const kinds = may(person, 'people.read')
      ? this.kinds(dateInDenmark(this.clock.now())).filter(({ permission }) => may(person, permission))
      : [];
    return this.db.transaction(async (tx) => {
      const list: WorkList = { counts: {}, more: [], items: [], behind: await this.behind.of(tx, person) };
      for (const { kind, permission, find } of kinds) {
        const query = { subject: person.subject, organisation: person.memberOf, limit: limit - list.items.length };
        const { count, more, tasks } = await underScopes(tx, scopesFor(person, permission), () => find(tx, query));
        list.counts[kind] = count;
        if (more) list.more.push(kind);
        list.items.push(...tasks);
      }
      await this.accessLog.record(tx, person, 'work-list', list.items);
      return list;
    });
  }

  private kinds(today: LocalDate): Kind[] {
    const monthStart = localDate(`${today.slice(0, 7)}-01`);
    const monthEnd = addDays(addMonths(monthStart, 1), -1);
    const longAgo = addDays(today, -OVERDUE_DAYS);
    return [
      { kind: 'returned', permission: 'outcomes.claim', find: (tx, query) => this.work.returned(tx, query) },
      {
        kind: 'decide-objection',
        permission: 'outcomes.decide-objection',
        find: (tx, query) => this.work.toDecide(tx, query),
      },
      { kind: 'attest', permission: 'outcomes.attest', find: (tx, query) => this.work.toAttest(tx, query) },
      { kind: 'verify', permission: 'outcomes.verify', find: (tx, query) => this.work.toVerify(tx, query) },
      {
        kind: 'follow-up-overdue',
        permission: 'outcomes.claim',
        find: (tx, query) => this.work.due(tx, 'follow-up-overdue', longAgo, addDays(today, -1), query),
      },
      {
        kind: 'follow-up-due',
        permission: 'outcomes.claim',
        find: (tx, query) => this.work.due(tx, 'follow-up-due', today, monthEnd, query),
      },
      {
        kind: 'measurement-due',
        permission: 'progression.record',
        find: (tx, query) => this.work.due(tx, 'measurement-due', longAgo, monthEnd, query),
      },
    ];
  }
}
