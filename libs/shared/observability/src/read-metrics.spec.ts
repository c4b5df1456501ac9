import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';
import { readMetrics } from './read-metrics.js';

describe('metrics that are read', () => {
  it('are those that were written', async () => {
    const metrics = new Metrics('a');
    metrics.gauge('told', 'told', ['what'], () => [{ labels: { what: 'a "b", {c}\\\n' }, value: -1.5 }]);
    metrics.count('seen', {}, 3);
    expect(
      readMetrics(await metrics.registry.metrics()).filter(({ name }) => name.startsWith('ringvirkning_')),
    ).toEqual([
      { name: 'ringvirkning_told', labels: { what: 'a "b", {c}\\\n', service: 'a' }, value: -1.5 },
      { name: 'ringvirkning_seen_total', labels: { service: 'a' }, value: 3 },
    ]);
  });
  it('may have a moment behind them, and stand among what is none', () =>
    expect(readMetrics('# TYPE x gauge\nx 1 1700000000000\n\nno metric at all\ny{} 2')).toEqual([
      { name: 'x', labels: {}, value: 1 },
      { name: 'y', labels: {}, value: 2 },
    ]));
});
