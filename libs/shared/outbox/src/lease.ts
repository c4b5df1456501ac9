import { Logger } from '@nestjs/common';
import type { OutboxStore } from './outbox.store.js';

export const LEASE_MS = 6_000;
const TICK_MS = 1_000;

/**
 * Lets one process of a service relay and consume; its replicas stand by. Replicas that consumed together would each get every other message of a subject,
 * and wait for each other's. Safety does not rest on it: numbering is fenced by the token, and the inbox locks its position.
 */
export class Lease {
  private readonly logger: Logger;
  private readonly listeners: ((held: boolean) => void)[] = [];
  private ticking: NodeJS.Timeout | undefined;
  private pending: Promise<void> = Promise.resolve();
  private current: number | undefined;
  private renewAt = 0;

  constructor(
    private readonly store: Pick<OutboxStore, 'acquire' | 'renew' | 'release'>,
    private readonly holder: string,
  ) {
    this.logger = new Logger(`${holder}: Lease`);
  }

  /** The fencing token; undefined while another process holds the lease. */
  get token(): number | undefined {
    return this.current;
  }

  onChange(listener: (held: boolean) => void): void {
    this.listeners.push(listener);
  }

  start(): void {
    this.tick();
    this.ticking = setInterval(() => this.tick(), TICK_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.ticking);
    await this.pending;
    const token = this.current;
    this.become(undefined);
    if (token !== undefined) await this.store.release(token).catch(() => undefined);
  }

  /** Another process numbers now. */
  lost(): void {
    this.become(undefined);
  }

  /** Acquires or renews, when it is time to. */
  async hold(): Promise<void> {
    const now = performance.now();
    if (this.current === undefined) this.become(await this.store.acquire(this.holder, LEASE_MS));
    else if (now < this.renewAt) return;
    else if (!(await this.store.renew(this.current, LEASE_MS))) this.become(undefined);
    this.renewAt = now + LEASE_MS / 3;
  }

  private tick(): void {
    this.pending = this.pending
      .then(() => this.hold())
      .catch((error: unknown) => this.logger.warn(`lease: ${String(error)}`));
  }

  private become(token: number | undefined): void {
    const changed = (token === undefined) !== (this.current === undefined);
    this.current = token;
    if (changed) this.listeners.forEach((listener) => listener(token !== undefined));
  }
}
