import { describe, expect, it } from '@jest/globals';
import { personMoved } from '@ringvirkning/partnership-api';
import type { Terms } from '@ringvirkning/terms-language';
import { faultOfMove } from './move-fault.js';

const [content, leaves] = [personMoved.examples[0]!, personMoved.examples[1]!];
const terms = {
  ...{ currency: 'DKK', cohorts: [{ code: '2026' }], outcomes: [{ code: 'job' }] },
  followUps: [{ code: 'w13' }, { code: 'w26' }],
} as unknown as Terms;
const version = { home: 'odense', termsDigest: content.termsDigest, terms };
const fault = (over: Partial<typeof content>, versions = [version], member = 'odense') =>
  faultOfMove({ member, content: { ...content, ...over } }, versions);
const pays = (over: Partial<NonNullable<typeof content.pays>>) => fault({ pays: { ...content.pays!, ...over } });

describe('a statement about somebody who moved', () => {
  it('is taken for true where contract, home and terms are those that are known here, or the contract is not known yet', () =>
    expect([fault({}), fault({}, []), fault(leaves), pays({ cohort: null })]).toEqual([null, null, null, null]));
  it('is not of another than leads the contract', () =>
    expect(fault({}, [version], 'herning')).toBe('not-from-the-home'));
  it('is not by other terms than those of a version that is or was in force', () => {
    const later = { ...version, termsDigest: 'c'.repeat(64) };
    expect([fault({}, [later]), fault({}, [later, version])]).toEqual(['other-terms', null]);
  });
  it('is not with a cohort, currency, outcome or follow-up that the terms do not have', () => {
    const [price] = content.pays!.prices;
    const wrong = [
      pays({ cohort: '2031' }),
      pays({ currency: 'EUR' }),
      pays({ prices: [{ ...price!, outcome: 'house' }] }),
      pays({ prices: [{ ...price!, followUp: 'w99' }] }),
    ];
    expect(new Set(wrong)).toEqual(new Set(['not-in-the-terms']));
  });
});
