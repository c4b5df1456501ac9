import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import type { RunBundle } from '@ringvirkning/payments-api';
import { achieved, startPaymentsWorld } from './payments-world.js';
import { run, type Ran } from './run.js';

let world: Awaited<ReturnType<typeof startPaymentsWorld>>;
let first: RunBundle;
let second: RunBundle;

/** Two authorised runs with a correction between them: what a party downloads. */
beforeAll(async () => {
  world = await startPaymentsWorld('aarhus-young-homeless');
  const participantId = randomUUID();
  const homes = Array.from({ length: 8 }, () => achieved('moved-in', '2025-01-15'));
  await world.finalised([
    ...homes,
    achieved('moved-in', '2024-06-01', { participantId }),
    achieved('self-mastery', '2025-06-01', { participantId, followUp: 'm12' }),
    achieved('kept-home', '2025-06-01', { participantId, followUp: 'm12' }),
  ]);
  await world.hasFacts(11);
  first = await world.bundleOfRun('2026-06-29');
  await world.reversed(homes[0]!.claimId);
  await world.finalised([achieved('moved-in', '2026-05-01'), achieved('moved-in', '2026-05-01')]);
  await world.hasFacts(12);
  second = await world.bundleOfRun('2026-06-30');
});
afterAll(() => world?.stop());

const recompute = (bundle: RunBundle): Ran =>
  run(['recompute', 'b.json', '--lang', 'en'], { 'b.json': JSON.stringify(bundle) });

describe('recompute of a bundle from the payments service', () => {
  it('prints the same digest, also for a run that settles a correction', () => {
    for (const bundle of [first, second]) {
      const { code, out, err } = recompute(bundle);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`Digest ${bundle.resultDigest}\nSame figures, same digest.`);
    }
    expect(second.settlements.some(({ paidBefore }) => paidBefore !== '0')).toBe(true);
    expect(recompute(first).out).toContain('Payment run 1');
  });
  it.each<[string, (bundle: RunBundle) => RunBundle, RegExp]>([
    [
      'a fact more',
      (bundle) => ({ ...bundle, facts: [...bundle.facts, { ...bundle.facts[0]!, id: 'x', participant: 'x' }] }),
      /factsDigest: in the file "[0-9a-f]{64}", computed/,
    ],
    [
      'another figure',
      (bundle) => ({ ...bundle, result: { ...bundle.result, payable: '1' } }),
      /result\.payable: in the file "1", computed "/,
    ],
    [
      'another price',
      (bundle) => ({
        ...bundle,
        terms: JSON.parse(
          JSON.stringify(bundle.terms).replace('"amount":"15000"', '"amount":"14999"'),
        ) as RunBundle['terms'],
      }),
      /termsDigest: /,
    ],
    ['another cut-off', (bundle) => ({ ...bundle, cutOff: localDate('2026-02-01') }), /result\.cutOff: /],
    [
      'more paid than due',
      (bundle) => ({ ...bundle, settlements: bundle.settlements.map((each) => ({ ...each, amount: '1' })) }),
      /settlements\[0\]\.amount: in the file 1, computed \d+/,
    ],
    [
      'less payable',
      (bundle) => ({
        ...bundle,
        settlements: bundle.settlements.map((each) => ({ ...each, payable: each.paidBefore, amount: '0' })),
      }),
      /payable\.aarhus → dsi 2025: /,
    ],
  ])('%s: exit code 3, with what differs', (_what, change, shown) => {
    const { code, out } = recompute(change(first));
    expect(code).toBe(3);
    expect(out).toMatch(shown);
  });
  it('wording may differ', () => {
    const lines = (first.result['lines'] as { sentence: unknown }[]).map((line) => ({
      ...line,
      sentence: { da: 'andre ord', en: 'other words' },
    }));
    expect(recompute({ ...first, result: { ...first.result, lines } }).code).toBe(0);
  });
  it('terms that are none are refused', () =>
    expect(recompute({ ...first, terms: { ...first.terms, currency: 'KR' } })).toMatchObject({
      code: 2,
      err: expect.stringContaining('terms.currency'),
    }));
  it('facts that contradict each other are refused', () =>
    expect(
      recompute({ ...first, facts: [...first.facts, { ...first.facts[0]!, outcome: 'self-mastery' }] }),
    ).toMatchObject({ code: 2, err: expect.stringContaining('terms.fact-id-reused') }));
});
