import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { asSystem, Database } from '@ringvirkning/persistence';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../config.js';
import { FinaliseClaims } from './finalise-claims.js';

/** Objection windows end by the clock. Looks at start and then every few seconds; safe in several processes, and safe to stop anywhere. */
@Injectable()
export class FinaliseDueJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private busy = false;
  private readonly everyMs: number;

  constructor(
    private readonly db: Database,
    private readonly finalise: FinaliseClaims,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: OutcomesConfig,
  ) {
    this.everyMs = config.FINALISE_EVERY_MS;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.runUnlessBusy(), this.everyMs).unref();
    this.runUnlessBusy();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One transaction per contract with something due. */
  runOnce(): Promise<void> {
    return asSystem('outcomes.finalise', async () => {
      const now = this.clock.now();
      for (const contractId of await this.db.read((tx) => this.finalise.contractsDue(tx, now))) {
        await this.db.transaction((tx) => this.finalise.runIfFree(tx, contractId, now));
      }
    });
  }

  private runUnlessBusy(): void {
    if (this.busy) return;
    this.busy = true;
    // A database that is away for a while is no reason to stop; the next round tries again.
    this.running = this.runOnce()
      .catch(() => undefined)
      .finally(() => {
        this.busy = false;
      });
  }
}
