import { RunningInstance } from '@ringvirkning/embedded';
import { dateInDenmark, systemClock } from '@ringvirkning/kernel';
import { Api, clientCredentials, seedPartnership, type Municipality } from '@ringvirkning/seed';

const [AARHUS, HERNING] = [
  { instance: 'aarhus', name: 'Aarhus Kommune', code: '0751' },
  { instance: 'herning', name: 'Herning Kommune', code: '0657' },
];

/** Two whole instances as `npm start` starts them, partners of each other: all services, each instance with a sign-in, databases and a broker of its own, and the hub. */
export class Pair {
  readonly home: Municipality;
  readonly partner: Municipality;

  private constructor(readonly running: RunningInstance) {
    const municipality = (who: Omit<Municipality, 'api'>): Municipality => {
      const { overview, seedClient } = running.at(who.instance);
      return { ...who, api: new Api(overview.url, clientCredentials(seedClient)) };
    };
    this.home = municipality(AARHUS!);
    this.partner = municipality(HERNING!);
  }

  static async start(): Promise<Pair> {
    const running = await RunningInstance.start(['--instances', '2', '--no-seed']);
    try {
      const pair = new Pair(running);
      await seedPartnership(pair.both, dateInDenmark(systemClock.now()), () => undefined);
      return pair;
    } catch (error) {
      await running.stop();
      throw error;
    }
  }

  get both(): [Municipality, Municipality] {
    return [this.home, this.partner];
  }

  stop(): Promise<void> {
    return this.running.stop();
  }

  /** What can be killed of both, or wiped; the services more often than what they stand on. */
  blows(): (() => void)[] {
    const { running } = this;
    const of = ({ instance }: Municipality): (() => void)[] => {
      const one = running.at(instance);
      const killed = ['services', 'services', 'services', 'postgres', 'nats'];
      return [...killed.map((name) => () => void one.kill(name)), () => one.wipeBroker()];
    };
    const hub = () => void running.killHub();
    return [...this.both.flatMap(of), hub, hub];
  }
}
