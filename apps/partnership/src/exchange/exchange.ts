import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CLOCK, dateInDenmark, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Lease } from '@ringvirkning/outbox';
import { carrierOf, NotCarried, type Carrier } from '@ringvirkning/partnership-carrier';
import {
  askSettled,
  ENTERED_WITHIN_DAYS,
  givenReceipt,
  givenSeal,
  heartbeat,
  memberOf,
  peerOf,
  roomFor,
  sealDue,
  standingNow,
  standingOf,
  textOf,
  versionsToAnnounce,
  type Again,
  type Entry,
  type Fact,
  type Give,
  type Instance,
  type Item,
  type Receipt,
  type Outgoing,
  type Seal,
  type Self,
  type StandingAt,
  type Statement,
} from '@ringvirkning/partnership-domain';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import type { PartnershipConfig } from '../config.js';
import { daysAfter } from '../dates.js';
import { ExchangeLeaseStore } from '../persistence/exchange-lease.store.js';
import { FactStore } from '../persistence/fact.store.js';
import { PostStore, type Room } from '../persistence/post.store.js';
import { SettledStore } from '../persistence/settled.store.js';
import { StatementStore } from '../persistence/statement.store.js';
import { agreementFor, flowsFrom } from './flows.js';
import { Node } from './node.js';
import { Pace } from './pace.js';
import type { Turn } from './turn.js';

/** How often it is looked who is to be told something, and what other processes have left. */
const LOOK_MS = 100;
const STORE_LOOK_MS = 1_000;
const ASK_KEEPER_MS = 2_000;
const ANSWER_MS = 5_000;
const BOOKED_AT_ONCE = 2_000;
/** Words that are sealed together at most, but for those of one step. */
const SEALED_AT_ONCE = 5_000;
/** Whom something open could not be brought to is told where we stand so soon again: it asks for what was lost. */
const AGAIN_MS = 500;

/**
 * Carries: what comes is taken, what was decided is sent, and partners hear where we stand. One process of the service does it; the others write, and stand by.
 */
@Injectable()
export class Exchange implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('partnership: Exchange');
  private readonly lease: Lease;
  private readonly pace: Pace;
  private readonly asking = new Set<{
    readonly of: string;
    readonly number: number;
    readonly resolve: (standing: StandingAt | undefined) => void;
  }>();
  /** When the keeper was last sent a statement. */
  private readonly asked = new Map<string, number>();
  private carrier: Carrier | undefined;
  private looking: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private changing: Promise<void> = Promise.resolve();
  private isWoken = false;
  private lookedAt = 0;
  private isAway = false;
  /** What has been said in this life of the versions that we speak. */
  private announced: string | undefined;

  constructor(
    private readonly node: Node,
    private readonly db: Database,
    private readonly facts: FactStore,
    private readonly post: PostStore,
    private readonly settled: SettledStore,
    private readonly statements: StatementStore,
    private readonly leases: ExchangeLeaseStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: ServiceConfig & PartnershipConfig,
  ) {
    this.pace = new Pace(config);
    this.lease = new Lease(leases, `${config.INSTANCE_ID}/${ids.next()}`);
    this.lease.onChange((held) => {
      this.changing = this.changing.then(() => (held ? this.begin() : this.end()));
    });
  }

  onApplicationBootstrap(): void {
    this.lease.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lease.stop();
    await this.changing;
  }

  /** Whether this process is the one that carries. */
  get isCarrying(): boolean {
    return this.carrier !== undefined;
  }

  /** Something was written that may be sent. */
  wake(): void {
    if (!this.carrier) return;
    this.isWoken = true;
    this.look();
  }

  /** The same, and waits until it has been tried: who asked for it sees what came of it. Another process that carries comes to it by itself. */
  async bring(): Promise<void> {
    for (this.wake(); this.carrier && (this.isWoken || this.running);) await this.running;
  }

  /** What a partner holds as settled up to a number; undefined when it has not answered in time, or when another process carries. */
  async askSettled(of: string, number: number): Promise<StandingAt | undefined> {
    if (!this.carrier) return undefined;
    const { promise, resolve } = Promise.withResolvers<StandingAt | undefined>();
    const waiting = { of, number, resolve };
    this.asking.add(waiting);
    setTimeout(() => resolve(undefined), ANSWER_MS).unref();
    void this.asOne(async () => {
      const { sends } = await this.node.act((turn, _, self) =>
        turn.do(askSettled(self, turn.state, of, number, turn.now)),
      );
      await this.send(sends);
    }).catch(() => resolve(undefined));
    return promise.finally(() => this.asking.delete(waiting));
  }

  private answered(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (fact.type !== 'stood') continue;
      for (const waiting of this.asking) {
        if (waiting.of !== fact.standing.from || waiting.number !== fact.standing.number) continue;
        waiting.resolve(fact.standing);
      }
    }
  }

  private async begin(): Promise<void> {
    await this.node.begin(this.ids.next());
    this.pace.begin();
    this.announced = undefined;
    await this.leases.away((this.isAway = false));
    const carrier = carrierOf(this.config, this.config.INSTANCE_ID);
    this.carrier = carrier;
    this.isWoken = true;
    await carrier.listen((texts) => this.asOne(() => this.take(texts)));
    this.looking = setInterval(() => this.look(), LOOK_MS);
  }

  private async end(): Promise<void> {
    clearInterval(this.looking);
    const { carrier } = this;
    this.carrier = undefined;
    await carrier?.close();
    await this.running;
  }

  /** Never beside itself; what fails is tried again with the next look. */
  private look(): void {
    this.running ??= this.asOne(() => this.round())
      .catch((error: unknown) => this.logger.warn(`a round failed, and is tried again: ${String(error)}`))
      .finally(() => {
        this.running = undefined;
        if (this.isWoken && this.carrier) this.look();
      });
  }

  private asOne<T>(work: () => Promise<T>): Promise<T> {
    return asSystem('partnership.exchange', work);
  }

  private async round(): Promise<void> {
    if (this.isWoken || performance.now() - this.lookedAt > STORE_LOOK_MS) {
      this.isWoken = false;
      this.lookedAt = performance.now();
      while (await this.bringOn());
    }
    await this.beat();
  }

  private async take(texts: readonly string[]): Promise<void> {
    const { sends, result } = await this.node.act((turn) => {
      for (const text of texts) {
        const fault = turn.take(text);
        if (fault) this.logger.error(`a text could not be judged: ${fault instanceof Error ? fault.message : 'fault'}`);
      }
      turn.goOn();
      this.pace.notice(turn.state, performance.now());
      return turn.facts;
    });
    this.answered(result ?? []);
    this.wake();
    await this.send(sends);
    this.pace.hurry(this.node.known.state, performance.now());
  }

  /** Receipts for what was booked, facts of what was given, and numbers for what may be said. @returns whether there may be more. */
  private async bringOn(): Promise<boolean> {
    if (!(await this.hasWork())) return false;
    const { sends, result } = await this.node.act(async (turn, tx, self) => {
      const booked = await this.bookWhatWasBooked(turn, tx);
      Object.keys(turn.state.peers).forEach((peer) => turn.dispatch(peer));
      await this.takeUpPost(turn, tx, self);
      await this.announceVersions(turn, tx, self);
      await this.askKeeper(turn, tx, self);
      turn.seal(this.sealBounds);
      return booked;
    });
    await this.send(sends);
    this.pace.hurry(this.node.known.state, performance.now());
    return (result ?? 0) > 0;
  }

  private async hasWork(): Promise<boolean> {
    const { self, state } = await this.node.moment();
    if (!self) return false;
    if (this.mustAnnounce(self, state)) return true;
    if (Object.values(state.peers).some(({ queue }) => queue.length > 0)) return true;
    if (sealDue(state, this.sealBounds, this.clock.now())) return true;
    return this.db.read((tx) => this.post.hasWork(tx));
  }

  private get sealBounds() {
    return { words: SEALED_AT_ONCE, everyMs: this.config.PARTNERSHIP_SEAL_MS };
  }

  private mustAnnounce(self: Self, state: Instance): boolean {
    return (
      this.announced !== JSON.stringify(self.speaks) && versionsToAnnounce(self, state, this.node.now()) !== undefined
    );
  }

  /** After an upgrade the others hear which versions of the protocol we speak. */
  private async announceVersions(turn: Turn, tx: Tx, self: Self): Promise<void> {
    if (!this.mustAnnounce(self, turn.state)) return;
    await this.statements.add(tx, versionsToAnnounce(self, turn.state, turn.now)!);
    this.announced = JSON.stringify(self.speaks);
  }

  /** What is booked before its message has come again, after a restore, waits for it. */
  private async bookWhatWasBooked(turn: Turn, tx: Tx): Promise<number> {
    const bookings = await this.post.bookings(tx, BOOKED_AT_ONCE);
    const here = bookings.filter(({ from, number }) => number <= peerOf(turn.state, from).in.last.number);
    for (const { from, number } of here) turn.book(from, number);
    await this.post.receipted(tx, here);
    return here.length === BOOKED_AT_ONCE ? here.length : 0;
  }

  /** What was given is put under the agreement that lets it pass and said, as much as a partner has room for; the rest waits where it is. */
  private async takeUpPost(turn: Turn, tx: Tx, self: Self): Promise<void> {
    const { me } = self;
    const today = dateInDenmark(turn.now);
    const rooms = Object.entries(turn.state.peers).flatMap(([peer, { agreements }]): Room[] => {
      const room = roomFor(self, turn.state, peer, turn.now);
      return room === 0 ? [] : flowsFrom(agreements, me, today).map((type) => ({ peer, type, room }));
    });
    const letters = (await this.post.waiting(tx, rooms)).flatMap(({ to, place, ...letter }) => {
      const agreement = agreementFor(peerOf(turn.state, to).agreements, { from: me, to, ...letter }, today);
      return agreement === undefined ? [] : [{ to, place, item: { ...letter, agreement } satisfies Item }];
    });
    for (const [to, fresh] of Map.groupBy(letters, (letter) => letter.to)) {
      const before = turn.facts.length;
      turn.dispatch(
        to,
        fresh.map(({ item }) => item),
      );
      const said = new Set(turn.facts.slice(before).flatMap((fact) => (fact.type === 'sent' ? fact.message.id : [])));
      await this.post.taken(
        tx,
        fresh.filter(({ item }) => said.has(item.id)).map(({ place }) => place),
      );
    }
  }

  /** Statements go to the keeper until they are entered; we ourselves may be it. */
  private async askKeeper(turn: Turn, tx: Tx, { me }: Self): Promise<void> {
    const done: string[] = [];
    for (const { digest, statement } of await this.statements.all(tx)) {
      const isOver = turn.now > daysAfter(statement.at, ENTERED_WITHIN_DAYS);
      if (!isOver) this.askFor(turn, me, digest, statement);
      if (isOver || turn.state.history?.said.has(digest)) done.push(digest);
    }
    done.forEach((digest) => this.asked.delete(digest));
    await this.statements.done(tx, done);
  }

  private askFor(turn: Turn, me: string, digest: string, statement: Statement): void {
    const { history } = turn.state;
    if (!history || history.said.has(digest)) return;
    const keeper = statement.says.what === 'hand-over' ? statement.says.member : history.keeper;
    if (keeper === me) turn.take(textOf(statement));
    else if (performance.now() - (this.asked.get(digest) ?? -Infinity) > ASK_KEEPER_MS) {
      this.asked.set(digest, performance.now());
      turn.do({ facts: [], sends: [{ to: keeper, document: statement }] });
    }
  }

  private async beat(): Promise<void> {
    const now = performance.now();
    const { self, state } = this.node.known;
    const { history } = state;
    if (!self || !history) return;
    const mayBeHeard = (id: string): boolean =>
      ['active', 'suspended'].includes(standingNow(history, id)?.status ?? 'left');
    const others = Object.keys(history.members).filter((id) => id !== self.me && mayBeHeard(id));
    const due = mayBeHeard(self.me) ? others.filter((id) => this.pace.isDue(id, now)) : [];
    if (due.length === 0) return;
    const { sends } = await this.node.act((turn, _, current) => {
      for (const id of due) turn.do(heartbeat(current, turn.state, id, turn.now));
    });
    for (const id of due) this.pace.told(state, id, now, this.isAway);
    await this.send(sends);
  }

  /** What is committed goes; what cannot go now is asked for again. */
  private async send(sends: readonly Outgoing[]): Promise<void> {
    const { carrier } = this;
    if (!carrier || sends.length === 0) return;
    const receivers = [...new Set(sends.map(({ to }) => to))];
    const carried = await Promise.allSettled(
      receivers.map(async (to) => carrier.carry(to, await this.textsOf(sends.filter((send) => send.to === to)))),
    );
    const faults = carried.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    const other = faults.find((fault) => !(fault instanceof NotCarried));
    if (other) this.logger.error(`not carried: ${other.message}`);
    const untold = receivers.filter((_, at) => carried[at]!.status === 'rejected');
    this.pace.hurry(this.node.known.state, performance.now(), AGAIN_MS, untold);
    await this.noticeWay(faults.length > 0 && faults.length === receivers.length);
  }

  private async noticeWay(isAway: boolean): Promise<void> {
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    if (isAway) this.logger.warn('the carrier is away; what is lost meanwhile is asked for again');
    await this.leases.away(isAway);
  }

  private async textsOf(sends: readonly Outgoing[]): Promise<string[]> {
    const texts: string[] = [];
    for (const send of sends) {
      if ('text' in send) texts.push(send.text);
      else texts.push(...(await this.given(send)));
    }
    return texts;
  }

  private async given({ to, give, after }: Give): Promise<string[]> {
    const { self, state } = await this.node.moment();
    if (!self || !state.history || !memberOf(state.history, to)) return [];
    const now = this.clock.now();
    if (give === 'settled') {
      const settled = await this.db.read((tx) => this.settled.at(tx, to, after));
      const standing = standingOf(self, state, to, settled, now);
      return standing ? [textOf(standing)] : [];
    }
    const anew = <R extends Receipt | null>(receipt: R) =>
      receipt?.from === self.me ? givenReceipt(self, state, receipt, now) : receipt;
    const documents: (Entry | Receipt | Again | Seal)[] = await this.db.read((tx) =>
      this.facts.given(tx, to, give, after),
    );
    return documents
      .map((document) => {
        if (document.kind === 'again') return { ...document, receipt: anew(document.receipt) };
        if (document.kind === 'seal') return givenSeal(self, state, document, now);
        return document.kind === 'receipt' ? anew(document) : document;
      })
      .map(textOf);
  }
}
