import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('Metrics', () => {
  it('keeps two services of one process apart', async () => {
    const [a, b] = [new Metrics('a'), new Metrics('b')];
    a.count('outcomes_finalised', { outcome: 'housed' }, 3);
    a.count('outcomes_finalised', { outcome: 'housed' });
    expect(await a.registry.metrics()).toContain(
      'ringvirkning_outcomes_finalised_total{outcome="housed",service="a"} 4',
    );
    expect(await b.registry.metrics()).not.toContain('outcomes_finalised');
  });
  it('measures the process once, and tells it with every service', async () => {
    const metrics = new Metrics('a');
    metrics.count('seen');
    const [a, b] = [await metrics.text(), await new Metrics('b').text()];
    for (const text of [a, b]) expect(text.match(/^process_start_time_seconds .*$/gm)).toHaveLength(1);
    expect(a.match(/^process_start_time_seconds .*$/gm)).toEqual(b.match(/^process_start_time_seconds .*$/gm));
    expect(a).toContain('\nringvirkning_seen_total{service="a"} 1\n');
  });
  it('asks gauges at every scrape and outlives one that fails', async () => {
    const metrics = new Metrics('a');
    let unsent = 1;
    metrics.gauge('outbox_unsent', 'unsent', ['subject'], () => [{ labels: { subject: 's' }, value: unsent }]);
    metrics.gauge('broken', 'broken', [], () => Promise.reject(new Error('database gone')));
    expect(await metrics.registry.metrics()).toContain('ringvirkning_outbox_unsent{subject="s",service="a"} 1');
    expect(await metrics.registry.metrics()).not.toMatch(/^ringvirkning_broken/m);
    unsent = 2;
    expect(await metrics.registry.metrics()).toContain('ringvirkning_outbox_unsent{subject="s",service="a"} 2');
  });
  it('measures requests by route pattern and status', async () => {
    const metrics = new Metrics('a');
    metrics.observeRequest({ method: 'GET', route: '/api/x/:id', status: 503, seconds: 0.02 });
    expect(await metrics.registry.metrics()).toContain(
      'http_request_duration_seconds_count{service="a",method="GET",route="/api/x/:id",status="503"} 1',
    );
  });
});
