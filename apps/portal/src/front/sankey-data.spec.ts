import { describe, expect, it } from '@jest/globals';
import type { FlowNode, Flows } from '@ringvirkning/benefits-api';
import { inLines, toRows, toSankey, withoutGain } from './sankey-data.js';

const node = (id: string, kind: FlowNode['kind']): FlowNode => ({
  id,
  kind,
  name: { da: `${id} da`, en: `${id} en` },
  treasury: null,
});
/** The municipality pays and gains: it stands in both outer columns under one id. */
const flows: Pick<Flows, 'nodes' | 'links' | 'currency'> = {
  currency: 'DKK',
  nodes: [
    node('municipality:0751', 'payer'),
    node('fund:dsi', 'payer'),
    node('c1', 'intervention'),
    node('municipality:0751', 'purse'),
    node('state', 'purse'),
  ],
  links: [
    { source: 'municipality:0751', target: 'c1', kind: 'paid', amount: '4000000' },
    { source: 'fund:dsi', target: 'c1', kind: 'invested', amount: '9007199254740993' },
    { source: 'c1', target: 'municipality:0751', kind: 'gained', amount: '150' },
    { source: 'c1', target: 'state', kind: 'gained', amount: '250' },
    { source: 'c1', target: 'unknown', kind: 'gained', amount: '1' },
  ],
};

describe('flows as a chart', () => {
  const chart = toSankey(flows, 'da');
  it('run from left to right, never in a circle', () => {
    const depth = new Map(chart.nodes.map(({ name, depth }) => [name, depth]));
    for (const { source, target } of chart.links) expect(depth.get(source)!).toBeLessThan(depth.get(target)!);
  });
  it('have unique names, also for a payer that gains', () =>
    expect(new Set(chart.nodes.map(({ name }) => name)).size).toBe(5));
  it('leave out what leads nowhere', () => expect(chart.links).toHaveLength(4));
  it('leave out nodes without flow', () =>
    expect(toSankey({ ...flows, links: flows.links.slice(0, 1) }, 'da').nodes.map(({ label }) => label)).toEqual([
      'municipality:0751 da',
      'c1 da',
    ]));
  it('keep the exact amount beside the width', () =>
    expect(chart.links.find(({ kind }) => kind === 'invested')?.amount).toBe('9007199254740993'));
});

describe('a name beside its node', () => {
  it('is broken between words, so that no line begins with a comma', () =>
    expect(inLines('Unge hjemløse i Aarhus, kontrakt B – selvmestring', 18)).toBe(
      'Unge hjemløse i\nAarhus, kontrakt B\n– selvmestring',
    ));
  it('keeps a word that is longer than a line', () =>
    expect(inLines('Beskæftigelsesforvaltningen i Aarhus', 10)).toBe('Beskæftigelsesforvaltningen\ni Aarhus'));
});

describe('flows as a table', () => {
  const rows = toRows(flows, 'en');
  it('tell every flow, in words', () => expect(rows).toHaveLength(flows.links.length));
  it('come investments first, then the largest', () =>
    expect(rows.map(({ amount }) => amount)).toEqual(['9007199254740993', '4000000', '250', '150', '1']));
  it('name both ends in the language', () => expect(rows[0]).toMatchObject({ from: 'fund:dsi en', to: 'c1 en' }));
});

describe('interventions without gain', () => {
  it('are those with money in and none out', () => {
    expect(withoutGain({ ...flows, links: flows.links.filter(({ kind }) => kind !== 'gained') }, 'en')).toEqual([
      'c1 en',
    ]);
    expect(withoutGain(flows, 'en')).toEqual([]);
    const expected = flows.links.map((link) =>
      link.kind === 'gained' ? { ...link, kind: 'expected' as const } : link,
    );
    expect(withoutGain({ ...flows, links: expected }, 'en')).toEqual([]);
    expect(withoutGain({ ...flows, links: [] }, 'en')).toEqual([]);
  });
});
