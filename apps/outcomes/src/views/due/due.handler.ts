import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { decodeCursor, PageQuerySchema, toPage } from '@ringvirkning/http';
import { CLOCK, dateInDenmark, type Clock, type LocalDate } from '@ringvirkning/kernel';
import { IdSchema, LocalDateSchema } from '@ringvirkning/message';
import {
  DUE_COUNTED,
  DueBandSchema,
  DueKindSchema,
  HAS_ITS_DAY,
  type DueItem,
  type DuePage,
  type DueSummary,
} from '@ringvirkning/outcomes-api';
import { daysOf, DUE_BANDS, followUpDays, measurementName, type Days } from '@ringvirkning/outcomes-domain';
import { Database, underScopes, type Tx } from '@ringvirkning/persistence';
import { z } from 'zod';
import { DueStore, type DueFor, type DueGroup, type DueLine } from '../../persistence/due.store.js';
import { turnsOf, type Turn } from './due-kinds.js';

export const DueSummaryQuerySchema = z.object({ contractId: IdSchema.optional() });
export const DueQuerySchema = PageQuerySchema.extend({
  band: DueBandSchema.optional(),
  contractId: IdSchema.optional(),
});
const ALL_DAYS = { from: null, to: null };
const PositionSchema = z.tuple([LocalDateSchema, IdSchema, DueKindSchema, z.string(), z.string()]);

const whoseOf = (person: Person, contractId: string | undefined): DueFor => ({
  subject: person.subject,
  organisation: person.memberOf,
  contractId,
});

/** What is due for the caller, in the contracts they may take the steps of. */
@Injectable()
export class DueHandler {
  constructor(
    private readonly db: Database,
    private readonly store: DueStore,
    private readonly accessLog: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One page of a band, or of all, by day; the look at people's pseudonyms is logged per contract. */
  page({ band, contractId, limit, after }: z.output<typeof DueQuerySchema>, person: Person): Promise<DuePage> {
    const today = dateInDenmark(this.clock.now());
    const days = band ? daysOf(band, today) : ALL_DAYS;
    const [dueOn, participantId, kind, about, outcome] = decodeCursor(after, PositionSchema) ?? [];
    const position =
      dueOn && participantId && kind && about && outcome ? { dueOn, participantId, kind, about, outcome } : undefined;
    return this.db.transaction(async (tx) => {
      const lines = await this.ofEach(tx, person, (turn) =>
        this.store.page(tx, whoseOf(person, contractId), turn.kind, daysFor(turn, days, today), limit + 1, position),
      );
      const { items, next } = toPage(lines.sort(byPosition), limit, (line) => [...positionOf(line)]);
      await this.accessLog.record(tx, person, 'due-list', items);
      return { items: items.map(present), next };
    });
  }

  summary(contractId: string | undefined, person: Person): Promise<DueSummary> {
    const today = dateInDenmark(this.clock.now());
    const bands = DUE_BANDS.map((band) => ({ band, ...daysOf(band, today) }));
    return this.db.read(async (tx) => {
      const groups = await this.ofEach(tx, person, (turn) =>
        this.store.groups(
          tx,
          whoseOf(person, contractId),
          turn.kind,
          bands.map((band) => ({ band: band.band, ...daysFor(turn, band, today) })),
        ),
      );
      return { today, bands: bands.map((band) => ({ ...band, ...counted(groups, band.band) })) };
    });
  }

  private async ofEach<T>(tx: Tx, person: Person, read: (turn: Turn) => Promise<readonly T[]>): Promise<T[]> {
    const all: T[] = [];
    for (const turn of turnsOf(person)) all.push(...(await underScopes(tx, turn.scopes, () => read(turn))));
    return all;
  }
}

const daysFor = ({ kind }: Turn, days: Days, today: LocalDate): Days =>
  HAS_ITS_DAY.has(kind) ? followUpDays(days, today) : days;
const positionOf = ({ dueOn, participantId, kind, about, outcome }: DueLine) =>
  [dueOn, participantId, kind, about, outcome] as const;
const byPosition = (a: DueLine, b: DueLine): number => {
  const [left, right] = [positionOf(a), positionOf(b)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1;
};
const present = ({ about: _, ...item }: DueLine): DueItem => ({ ...item, ...whenOf(item) });
/** A planned measurement has its name from when it is. */
const whenOf = ({ kind, followUp, followUpTitle }: Pick<DueItem, 'kind' | 'followUp' | 'followUpTitle'>) => ({
  followUpTitle: kind === 'measurement' && followUp !== null ? measurementName(Number(followUp)) : followUpTitle,
});

/** A kind of which one more was found than is counted has more. */
function counted(all: readonly DueGroup[], band: string): Omit<DueSummary['bands'][number], 'band' | 'from' | 'to'> {
  const own = all.filter((group) => group.band === band);
  const sums = new Map<string, number>();
  for (const { kind, total } of own) sums.set(kind, total);
  return {
    count: [...sums.values()].reduce((sum, count) => sum + Math.min(count, DUE_COUNTED), 0),
    more: [...sums.values()].some((count) => count > DUE_COUNTED),
    groups: own.map(({ band: _band, total: _total, ...group }) => ({ ...group, ...whenOf(group) })),
  };
}
