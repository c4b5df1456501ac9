import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Fact } from '@ringvirkning/terms-language';
import { contract } from '../../test/build.js';
import { evaluate } from '../index.js';

const terms = contract({
  groups: [{ code: 'g' }],
  outcomes: [{ code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 1 } }],
});
const digestOf = (...facts: Fact[]): string => evaluate(terms, facts, '2029-12-31').factsDigest;
const fact: Fact = { id: 'a', participant: 'p', outcome: 'job', on: '2025-01-01' };

/** The documented format, written plainly. */
function plain(facts: readonly Fact[]): string {
  const hash = createHash('sha256');
  for (const each of facts) {
    for (const text of [
      each.id,
      each.participant,
      each.quantity,
      each.payer,
      each.outcome,
      each.followUp,
      each.cohort,
      each.group,
      each.on,
    ]) {
      const bytes = Buffer.from(text ?? '', 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length || 0xffffffff);
      hash.update(length).update(bytes);
    }
  }
  return hash.digest('hex');
}

describe("the facts' digest", () => {
  it('is the documented one: anyone can compute it', () => {
    const facts: Fact[] = [
      fact,
      { ...fact, id: 'b', group: 'g', quantity: '1', payer: 'town' },
      { ...fact, id: 'æøå-😀', participant: 'Ø' },
      { ...fact, id: 'z', outcome: 'unknown', cohort: 'x' },
      { ...fact, id: 'long', participant: 'x'.repeat(70_000) },
      { ...fact, id: 'later', on: '2026-01-01' },
    ];
    expect(digestOf(...facts)).toBe(plain([...facts].sort((a, b) => (a.on + a.id < b.on + b.id ? -1 : 1))));
  });
  it('of a fact with a paid share has its mark before it, and of no other', () => {
    const mark = Buffer.from('fffffffe00000004302e3933', 'hex');
    const fields = [fact.id, fact.participant!, '', '', fact.outcome, '', '', '', fact.on].map((text) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(text.length || 0xffffffff);
      return Buffer.concat([length, Buffer.from(text)]);
    });
    const documented = createHash('sha256')
      .update(Buffer.concat([mark, ...fields]))
      .digest('hex');
    expect(digestOf({ ...fact, paidShare: '0.93' })).toBe(documented);
  });
  it('knows every combination of names, and what the terms do not know', () => {
    const names = (prefix: string) => [undefined, ...[1, 2, 3].map((n) => `${prefix}${n}`)];
    const coded = (prefix: string, more: (code: string) => object = () => ({})) =>
      names(prefix)
        .slice(1)
        .map((code) => ({ code, ...more(code!) }));
    const many = contract({
      followUps: [1, 2, 3].map((months) => ({ code: `m${months}`, months })),
      cohorts: coded('c', () => ({ from: '2024-01-01', to: '2024-12-31' })),
      groups: coded('g'),
      outcomes: coded('o', () => ({ kind: 'reached', price: { kind: 'per-claim', amount: 1 } })),
    });
    const facts = ['o1', 'o2', 'o3', 'o4'].flatMap((outcome) =>
      names('m').flatMap((followUp) =>
        names('c').flatMap((cohort) =>
          [...names('g'), 'g9'].map((group): Fact => ({
            id: [outcome, followUp, cohort, group].join('-'),
            outcome,
            on: '2025-01-01',
            ...(followUp ? { followUp } : {}),
            ...(cohort ? { cohort } : {}),
            ...(group ? { group } : {}),
          })),
        ),
      ),
    );
    expect(evaluate(many, facts, '2029-12-31').factsDigest).toBe(
      plain([...facts].sort((a, b) => (a.id < b.id ? -1 : 1))),
    );
  });
  it('is the same over the edge of its buffer', () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      ...fact,
      id: `id-${String(i).padStart(5, '0')}`,
      participant: i % 7 === 0 ? 'å'.repeat(i % 50) : `p${i}`,
    }));
    expect(digestOf(...many)).toBe(plain(many));
  });
  it.each<[string, Partial<Fact>]>([
    ['id', { id: 'b' }],
    ['participant', { participant: 'q' }],
    ['outcome', { outcome: 'jobs' }],
    ['day', { on: '2025-01-02' }],
    ['quantity', { quantity: '1' }],
    ['group', { group: 'g' }],
    ['payer', { payer: 'p' }],
    ['cohort', { cohort: 'c' }],
    ['follow-up', { followUp: 'f' }],
  ])('changes with the %s', (_field, change) => expect(digestOf({ ...fact, ...change })).not.toBe(digestOf(fact)));
});
