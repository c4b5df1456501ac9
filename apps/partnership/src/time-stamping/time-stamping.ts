import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { textOf } from '@ringvirkning/partnership-domain';
import { asSystem, Database } from '@ringvirkning/persistence';
import { CONFIG } from '@ringvirkning/service';
import { timeStampRequest, tokenIn, verifyTimeStamp } from '@ringvirkning/time-stamp';
import type { PartnershipConfig } from '../config.js';
import { Exchange } from '../exchange/exchange.js';
import { TimeStampStore, type Unstamped } from '../persistence/time-stamp.store.js';

const ANSWERS_WITHIN_MS = 10_000;
const AT_ONCE = 20;
/** After a failure it is asked again, each time after twice as long. */
const LONGEST_PAUSE_MS = 600_000;

/**
 * Has each head of our log stamped by an authority (RFC 3161), where one is set up: beside the exchange, which never waits for it. Only what the given
 * certificates verify is kept.
 */
@Injectable()
export class TimeStamping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('partnership: TimeStamping');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private pause: number;

  constructor(
    private readonly exchange: Exchange,
    private readonly db: Database,
    private readonly stamps: TimeStampStore,
    @Inject(CONFIG) private readonly config: PartnershipConfig,
  ) {
    this.pause = config.PARTNERSHIP_TSA_LOOK_MS;
    if (config.PARTNERSHIP_TSA_URL && !config.PARTNERSHIP_TSA_CERTIFICATES)
      throw new Error('PARTNERSHIP_TSA_URL needs PARTNERSHIP_TSA_CERTIFICATES: whose stamps are trusted');
  }

  onApplicationBootstrap(): void {
    if (this.config.PARTNERSHIP_TSA_URL) this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private plan(): void {
    this.timer = setTimeout(() => {
      this.running = this.round().then(() => {
        if (this.timer) this.plan();
      });
    }, this.pause).unref();
  }

  private async round(): Promise<void> {
    try {
      if (this.exchange.isCarrying) await asSystem('partnership.time-stamping', () => this.stampNew());
      this.pause = this.config.PARTNERSHIP_TSA_LOOK_MS;
    } catch (error) {
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
      this.logger.warn(`no time stamp, and it is asked again: ${error instanceof Error ? error.message : 'fault'}`);
    }
  }

  private async stampNew(): Promise<void> {
    const heads = await this.db.read((tx) => this.stamps.unstamped(tx, AT_ONCE));
    for (const head of heads) await this.stamp(head);
  }

  private async stamp({ place, head }: Unstamped): Promise<void> {
    const text = textOf(head);
    const { request, nonce } = timeStampRequest(text);
    const token = tokenIn(await this.ask(request), nonce);
    const { at } = await verifyTimeStamp(token, text, this.config.PARTNERSHIP_TSA_CERTIFICATES!);
    await this.db.transaction((tx) => this.stamps.add(tx, place, Buffer.from(token).toString('base64'), at));
  }

  private async ask(request: Uint8Array): Promise<Uint8Array> {
    const response = await fetch(this.config.PARTNERSHIP_TSA_URL!, {
      method: 'POST',
      headers: { 'Content-Type': 'application/timestamp-query', Accept: 'application/timestamp-reply' },
      body: Buffer.from(request),
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`the authority answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
