import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from '@prometheus-io/client';

export type Labels = Readonly<Record<string, string>>;
export interface GaugeValue {
  readonly labels?: Labels;
  readonly value: number;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const PREFIX = 'ringvirkning_';

/** One service's metrics, in a registry of its own, so that several services can live in one process. */
export class Metrics {
  /** What is measured of the process: once, since the measuring takes timers and observers of its own, which nothing ends. */
  private static ofProcess: Registry | undefined;

  readonly registry = new Registry();
  private readonly counters = new Map<string, Counter<string>>();
  private readonly requests: Histogram<string>;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'HTTP requests by route and status; its count is the rate',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [this.registry],
    });
    if (Metrics.ofProcess) return;
    Metrics.ofProcess = new Registry();
    collectDefaultMetrics({ register: Metrics.ofProcess });
  }

  /** All of it as Prometheus reads it: of the service, named by the label `service`, and of the process it lives in. */
  async text(): Promise<string> {
    return `${await this.registry.metrics()}${(await Metrics.ofProcess?.metrics()) ?? ''}`;
  }

  /** @param route The route's pattern, never the path: ids must not become labels. */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void {
    this.requests.observe(
      { method: request.method, route: request.route, status: String(request.status) },
      request.seconds,
    );
  }

  /** A gauge that is asked for its values at every scrape. A failing question leaves the gauge empty; it does not fail the scrape. */
  gauge(
    name: string,
    help: string,
    labelNames: readonly string[],
    read: () => Promise<readonly GaugeValue[]> | readonly GaugeValue[],
  ): void {
    new Gauge({
      name: PREFIX + name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        this.reset();
        // Without labels it would stand at nothing, which nobody has said.
        if (labelNames.length === 0) this.remove();
        const values = await Promise.resolve()
          .then(read)
          .catch(() => []);
        for (const { labels, value } of values) this.set({ ...labels }, value);
      },
    });
  }

  /** Adds to the counter `ringvirkning_<name>_total`. Labels are few and from a fixed vocabulary: no ids, no people. */
  count(name: string, labels: Labels = {}, by = 1): void {
    let counter = this.counters.get(name);
    if (!counter) {
      counter = new Counter({
        name: `${PREFIX}${name}_total`,
        help: name.replaceAll('_', ' '),
        labelNames: Object.keys(labels),
        registers: [this.registry],
      });
      this.counters.set(name, counter);
    }
    counter.inc({ ...labels }, by);
  }
}

/** What a handler may count: `metrics.count('outcomes_finalised', { outcome: 'housed' }, 12)`, after the transaction has committed. */
export abstract class DomainMetrics {
  abstract count(name: string, labels?: Labels, by?: number): void;
}
