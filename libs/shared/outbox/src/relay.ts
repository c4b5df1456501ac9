import { Logger } from '@nestjs/common';
import { pause, SIGNATURE, type OutgoingEvent, type Seal } from '@ringvirkning/nats';
import { LEASE_MS, type Lease } from './lease.js';
import { LeaseLost, type Head, type NumberedEvent, type OutboxStore } from './outbox.store.js';

const POLL_MS = 250;
/** While events keep coming, passes begin this far apart, so that several share one; an event that comes alone does not wait. */
const PACE_MS = 80;
const SAVE_MS = 2_000;
const BATCH = 500;

/** Where the relay hands events over; returns how many were taken, from the first on. */
export interface Courier {
  publish(events: readonly OutgoingEvent[]): Promise<number>;
  ensureStream(): Promise<void>;
}

interface Position {
  sent: number;
  last: number;
  epoch: number;
  fork: number;
}

/** Whose events these are: the `source` of their envelopes, and what signs them. */
export interface Sender {
  readonly service: string;
  readonly source: string;
  readonly seal: Seal;
}

/**
 * Numbers committed events and hands them to the courier, in order, one relay per service at a time.
 * Sending is at least once: whoever restarts, takes over or is asked to sends again from where the receiver is.
 */
export class Relay {
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private readonly positions = new Map<string, Position>();
  private readonly rewinds = new Map<string, number>();
  private alarm = Promise.withResolvers<void>();
  /** The token under which the positions were read. */
  private token: number | undefined;
  private isStreamSure = false;
  private isAwake = true;
  /** Subjects whose position is further than the database says. */
  private readonly unsaved = new Set<string>();
  private saveAt = 0;
  private done: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: OutboxStore,
    private readonly courier: Courier,
    private readonly sender: Sender,
    private readonly lease: Lease,
  ) {
    this.logger = new Logger(`${sender.service}: Relay`);
  }

  start(): void {
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.done;
    if (this.token !== undefined) await this.savePositions().catch(() => undefined);
    this.token = undefined;
  }

  /** There may be new events: called after each commit that added some. */
  wake(): void {
    this.isAwake = true;
    this.alarm.resolve();
  }

  /** Sends everything after `seq` again. */
  rewind(subject: string, seq: number): void {
    this.rewinds.set(subject, Math.min(seq, this.rewinds.get(subject) ?? seq));
    this.wake();
  }

  /** The broker is back, and may have forgotten everything. */
  reconnected(): void {
    this.isStreamSure = false;
    this.wake();
  }

  isLeader(): boolean {
    return this.token !== undefined && this.token === this.lease.token;
  }

  /** Last number handed to the courier; 0 when this process is not the relay. */
  sent(subject: string): number {
    return this.positions.get(subject)?.sent ?? 0;
  }

  /** Last number given out. */
  last(subject: string): number {
    return this.positions.get(subject)?.last ?? 0;
  }

  /** The log's life, as far as this process knows it. */
  epoch(subject: string): number {
    return this.positions.get(subject)?.epoch ?? 1;
  }

  /** The last number that the log's life shares with the one before. */
  fork(subject: string): number {
    return this.positions.get(subject)?.fork ?? 0;
  }

  /** One pass: numbers what is new, hands over what is due. Returns how many events were handed over. @throws when the courier did not take them all. */
  async runOnce(): Promise<number> {
    if (!(await this.holdsLease())) return 0;
    if (await this.mayHaveWork()) {
      for (const head of await this.store.number(this.token!, LEASE_MS, 2 * BATCH)) this.learn(head);
    }
    if (!this.isStreamSure) await this.courier.ensureStream();
    this.isStreamSure = true;
    this.applyRewinds();
    const due = [...this.positions]
      .filter(([, { sent, last }]) => sent < last)
      .map(([subject, { sent }]) => ({ subject, seq: sent }));
    if (due.length === 0 || performance.now() > this.saveAt) await this.savePositions();
    return due.length === 0 ? 0 : this.handOver(await this.store.after(due, BATCH));
  }

  /** A commit in this process rings the bell; those of other replicas are looked for. */
  private async mayHaveWork(): Promise<boolean> {
    const rang = this.isAwake;
    this.isAwake = false;
    return rang || this.store.hasUnnumbered();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0, began = -Infinity; !signal.aborted;) {
      const early = began + PACE_MS - performance.now();
      if (early > 0) await pause(early, signal);
      began = performance.now();
      this.alarm = Promise.withResolvers<void>();
      try {
        const sent = await this.runOnce();
        failures = 0;
        if (sent < BATCH) await this.rest();
      } catch (error) {
        if (error instanceof LeaseLost) this.lease.lost();
        failures += 1;
        if (failures % 20 === 1) this.logger.warn(`events wait: ${String(error)}`);
        await pause(Math.min(100 * failures, 1_000), signal);
      }
    }
  }

  /** Until the bell rings, or it is time to look for what others committed. */
  private async rest(): Promise<void> {
    const timer = setTimeout(this.alarm.resolve, POLL_MS);
    await this.alarm.promise;
    clearTimeout(timer);
  }

  private async holdsLease(): Promise<boolean> {
    if (this.lease.token !== undefined && this.lease.token === this.token) return true;
    const { token } = this.lease;
    this.token = undefined;
    if (token === undefined) return false;
    const heads = await this.store.heads();
    this.positions.clear();
    for (const { subject, ...position } of heads) this.positions.set(subject, position);
    this.isStreamSure = false;
    // Last: whoever is told that this is the leader compares with the positions.
    this.token = token;
    return true;
  }

  private learn({ subject, ...head }: Head): void {
    const position = this.positions.get(subject);
    if (position) position.last = head.last;
    else this.positions.set(subject, head);
  }

  private applyRewinds(): void {
    for (const [subject, seq] of this.rewinds) {
      const position = this.positions.get(subject);
      if (position && seq < position.sent) position.sent = seq;
    }
    this.rewinds.clear();
  }

  /** Off the hot path: what is sent twice after a crash is recognised by the receivers. */
  private async savePositions(): Promise<void> {
    this.saveAt = performance.now() + SAVE_MS;
    if (this.unsaved.size === 0) return;
    const positions = [...this.unsaved].map((subject) => ({ subject, seq: this.sent(subject) }));
    this.unsaved.clear();
    await this.store.markSent(positions);
  }

  private async handOver(events: readonly NumberedEvent[]): Promise<number> {
    const payloads = events.map((event) => this.payloadOf(event));
    const signatures = this.sender.seal.signAll(payloads);
    const taken = await this.courier.publish(
      events.map(({ subject, trace }, at) => {
        const signature = signatures[at];
        return { subject, payload: payloads[at]!, headers: { ...trace, ...(signature && { [SIGNATURE]: signature }) } };
      }),
    );
    const reached = new Map(events.slice(0, taken).map((event) => [event.subject, event.seq]));
    for (const [subject, seq] of reached) {
      this.positions.get(subject)!.sent = seq;
      this.unsaved.add(subject);
    }
    if (taken === events.length) return taken;
    this.isStreamSure = false;
    throw new Error('the broker did not take all events');
  }

  private payloadOf(event: NumberedEvent): string {
    const { epoch, fork } = this.positions.get(event.subject)!;
    const head = JSON.stringify({
      specversion: '1.0',
      id: event.eventId,
      source: this.sender.source,
      type: event.subject,
      time: event.occurredAt.toISOString(),
      subject: event.key,
      datacontenttype: 'application/json',
      correlationid: event.correlationId,
      causationid: event.causationId,
      sequence: String(event.seq),
      epoch: String(epoch),
      fork: String(fork),
      link: event.link,
      previous: event.previous,
    });
    // What the event tells goes as the database has it, without being read.
    return `${head.slice(0, -1)},"data":${event.data}}`;
  }
}
