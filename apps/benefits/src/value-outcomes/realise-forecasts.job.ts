import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { asSystem, Database } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';
import { ValueOutcomesHandler } from './value-outcomes.handler.js';

const EVERY_MS = 15 * 60_000;

/** As days pass, forecasts become realised. Looks at start and every quarter of an hour; what it does is safe to repeat and to run in several processes. */
@Injectable()
export class RealiseForecastsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('RealiseForecasts');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly outcomes: OutcomeStore,
    private readonly valuation: ValueOutcomesHandler,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const run = () => {
      // A database that is away for a while is no reason to stop; the next round tries again.
      this.running = this.running
        .then(() => this.runOnce())
        .catch((error: unknown) => this.logger.warn(`forecasts wait for the next round: ${String(error)}`));
    };
    this.timer = setInterval(run, EVERY_MS).unref();
    run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One transaction per contract with something due. */
  runOnce(): Promise<void> {
    return asSystem('benefits.realise', async () => {
      const today = dateInDenmark(this.clock.now());
      for (const contractId of await this.db.read((tx) => this.outcomes.contractsDue(tx, today))) {
        await this.db.transaction(async (tx) => {
          await this.contracts.lock(tx, [contractId]);
          await this.valuation.execute(tx, contractId);
        });
      }
    });
  }
}
