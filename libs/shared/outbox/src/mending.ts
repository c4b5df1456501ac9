import { fail, type DomainError } from '@ringvirkning/kernel';
import { parseEnvelope, type PublishedEvent, type ServiceName } from '@ringvirkning/message';
import type { Broker, Seal } from '@ringvirkning/nats';
import { asSystem, type Database, type Tx } from '@ringvirkning/persistence';
import { askBack, NEWEST, type Before } from './give-back.js';
import type { LostEvent, MendingStore, RecoveredEvent } from './mending.store.js';
import type { ReceiptBook } from './receipt-book.js';

/** What a mending did. Where consumers know nothing that the log does not, `epoch` is null. */
export interface Mended {
  readonly epoch: number | null;
  readonly subjects: readonly {
    readonly subject: string;
    /** The last number both histories share. */
    readonly fork: number;
    readonly givenBack: number;
    /** Events added since the restore, which follow under new numbers. */
    readonly renumbered: number;
  }[];
}

/** What consumers hold of one subject beyond this log. */
interface Finding {
  readonly event: PublishedEvent;
  readonly lost: readonly (LostEvent & { readonly previous: string | undefined })[];
  readonly epoch: number;
}

interface MendingOptions {
  readonly service: ServiceName;
  readonly published: readonly PublishedEvent[];
  readonly seal: Seal;
  readonly receipts: Pick<ReceiptBook, 'ahead'>;
}

const LISTED = 1_000;

/**
 * Mends the event log of a service whose database was restored from an older backup: consumers give back what it lost, its own events since then follow under
 * new numbers, and a new epoch tells everybody. Nothing is lost and nothing has its effect twice, since consumers know events by their id.
 */
export class Mending {
  constructor(
    private readonly broker: Broker,
    private readonly db: Database,
    private readonly store: MendingStore,
    private readonly options: MendingOptions,
  ) {}

  /** @throws DomainError `messaging.consumer-silent` when a consumer does not answer (nothing is changed then), `messaging.cannot-mend` when more was lost than it kept. */
  mend(): Promise<Mended> {
    return asSystem('messaging.mend', async () => {
      const findings: Finding[] = [];
      for (const event of this.options.published) findings.push(await this.find(event));
      const broken = findings.filter(({ lost }) => lost.length > 0);
      const known = Math.max(...findings.map(({ epoch }) => epoch));
      return this.db.transaction(async (tx) => {
        if (broken.length > 0) return this.rewrite(tx, broken, known);
        const unexplained = await this.unexplained(tx);
        if (unexplained) throw cannotMend(unexplained);
        // Nothing is lost, but others have heard of a life of the log that it does not remember: it begins another one.
        return known > (await this.store.epoch(tx)) ? this.rewrite(tx, [], known) : { epoch: null, subjects: [] };
      });
    });
  }

  /** What consumers gave back, oldest first: what the service's own tables may lack. */
  recovered(): Promise<readonly RecoveredEvent[]> {
    return asSystem('messaging.mend', () => this.db.read((tx) => this.store.recovered(tx, LISTED)));
  }

  /** A subject of which a consumer says that it took in more than it gave back. */
  private async unexplained(tx: Tx): Promise<string | undefined> {
    for (const { subject, upto } of this.options.receipts.ahead)
      if (upto > (await this.store.last(tx, subject))) return subject;
    return undefined;
  }

  private async rewrite(tx: Tx, broken: readonly Finding[], known: number): Promise<Mended> {
    await this.store.stopRelay(tx);
    const epoch = await this.store.beginEpoch(tx, known);
    const subjects = [];
    for (const { event, lost } of broken) {
      const fork = lost[0]!.seq - 1;
      const { previous } = lost[0]!;
      const fits = previous === undefined || previous === (await this.store.linkAt(tx, event.subject, fork));
      if (!fits || fork > (await this.store.last(tx, event.subject))) throw cannotMend(event.subject);
      const renumbered = await this.store.putBack(tx, event.subject, fork, epoch, lost);
      subjects.push({ subject: event.subject, fork, givenBack: lost.length, renumbered });
    }
    return { epoch, subjects };
  }

  private async find(event: PublishedEvent): Promise<Finding> {
    const lost = new Map<string, Finding['lost'][number]>();
    let newest = 1;
    for (const consumer of event.consumers) {
      for (let before: Before | undefined = NEWEST; before;) {
        const { payload, signature, epoch } = await this.ask(consumer, event, before);
        newest = Math.max(newest, epoch);
        if (payload === '') break;
        if (!this.options.seal.isOf(this.options.service, payload, signature)) throw notOurs(consumer);
        const envelope = parseEnvelope(event, JSON.parse(payload));
        const seq = Number(envelope.sequence);
        const own = await this.db.read((tx) => this.store.placeOf(tx, envelope.id));
        if (own && own.seq === seq && own.link === envelope.link) break;
        if (!own && !lost.has(envelope.id))
          lost.set(envelope.id, {
            id: envelope.id,
            seq,
            key: envelope.subject,
            time: envelope.time,
            correlation: envelope.correlationid,
            causation: envelope.causationid,
            data: envelope.data,
            by: consumer,
            previous: envelope.previous,
          });
        before = { seq, id: envelope.id };
      }
    }
    return { event, lost: [...lost.values()].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1)), epoch: newest };
  }

  private ask(consumer: ServiceName, event: PublishedEvent, before: Before) {
    return askBack(this.broker, [this.options.service, consumer], event.subject, before).catch((cause: unknown) => {
      throw Object.assign(silent(consumer), { cause });
    });
  }
}

const silent = (consumer: string): DomainError =>
  fail.unavailable(
    'messaging.consumer-silent',
    `Tjenesten ${consumer} svarer ikke, så det vides ikke, hvad den har modtaget. Intet er ændret.`,
    `The service ${consumer} does not answer, so what it has consumed is not known. Nothing was changed.`,
    {
      params: { consumer },
      whatToDo: { da: `Start ${consumer}, og prøv igen.`, en: `Start ${consumer} and try again.` },
    },
  );

const cannotMend = (subject: string): DomainError =>
  fail.rule(
    'messaging.cannot-mend',
    `Modtagerne har ikke gemt nok af ${subject} til at lukke hullet. Intet er ændret.`,
    `The consumers have not kept enough of ${subject} to close the gap. Nothing was changed.`,
    {
      params: { subject },
      whatToDo: { da: 'Gendan fra en nyere sikkerhedskopi.', en: 'Restore from a more recent backup.' },
    },
  );

const notOurs = (consumer: string): DomainError =>
  fail.rule(
    'messaging.not-ours',
    `${consumer} gav en besked tilbage, som denne tjeneste ikke har underskrevet. Intet er ændret.`,
    `${consumer} gave back an event that this service did not sign. Nothing was changed.`,
    {
      params: { consumer },
      whatToDo: {
        da: 'Undersøg, om databasen hos modtageren er ændret, eller om tjenestens nøgle er skiftet.',
        en: 'Find out whether the consumer’s database was changed, or the service’s key.',
      },
    },
  );
