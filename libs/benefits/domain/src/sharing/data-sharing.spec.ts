import { describe, expect, it } from '@jest/globals';
import { instant, localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import {
  approve,
  checkTerms,
  DETAIL_LEVELS,
  end,
  opens,
  sharingState,
  type DataSharing,
  type SharingDecision,
} from './data-sharing.js';
import { SiloAccess } from './silo-access.js';

const SOCIAL = 'municipality:0751/social';
const JOBS = 'municipality:0751/jobs';
const [BO, EVA] = [
  { subject: 'bo', name: 'Bo' },
  { subject: 'eva', name: 'Eva' },
];
const AT = instant('2026-01-10T10:00:00Z');
const day = localDate('2026-02-01');
const proposed: DataSharing = {
  ...{ sharingId: 's1', provider: JOBS, receiver: SOCIAL, purpose: 'Opfølgning', legalBasis: 'DBL § 6' },
  ...{ figures: ['gained'], detail: 'figures', from: localDate('2026-01-15'), to: localDate('2026-06-30') },
  ...{ proposedBy: BO, proposedAt: AT, decisions: [] },
};
const after = (sharing: DataSharing, ...decisions: SharingDecision[]): DataSharing => ({
  ...sharing,
  decisions: [...sharing.decisions, ...decisions],
});
const ofReceiver = after(proposed, approve(proposed, 'receiver', BO, AT, day));
const agreed = after(ofReceiver, approve(ofReceiver, 'provider', EVA, AT, day));
const code = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a data-sharing agreement', () => {
  it.each([
    ['opens nothing before both sides have approved', ofReceiver, '2026-02-01', 'proposed', false],
    ['opens nothing before its first day', agreed, '2026-01-14', 'agreed', false],
    ['opens on its first day', agreed, '2026-01-15', 'in-force', true],
    ['opens on its last day', agreed, '2026-06-30', 'in-force', true],
    ['ends by itself when its last day is over', agreed, '2026-07-01', 'expired', false],
    [
      'opens nothing once a side has ended it',
      after(agreed, end(agreed, 'provider', EVA, 'Slut', AT, day)),
      '2026-02-02',
      'ended',
      false,
    ],
  ] as const)('%s', (_rule, sharing, on, state, isOpen) => {
    const today = localDate(on);
    expect(sharingState(sharing, today)).toBe(state);
    expect(opens(sharing, { silo: JOBS, figure: 'gained', detail: 'figures' }, today)).toBe(isOpen);
  });
  it('opens its figures of its provider, as closely as it says, and nothing else', () => {
    const open = (silo: string, figure: 'gained' | 'paid', detail: (typeof DETAIL_LEVELS)[number]) =>
      opens(agreed, { silo, figure, detail }, day);
    expect(DETAIL_LEVELS.map((detail) => open(JOBS, 'gained', detail))).toEqual([true, true, false]);
    expect([open(SOCIAL, 'gained', 'figures'), open(JOBS, 'paid', 'figures')]).toEqual([false, false]);
  });
  it('is approved by two people', () => {
    expect(code(() => approve(ofReceiver, 'provider', BO, AT, day))).toBe('benefits.sharing-same-person');
    expect(code(() => approve(ofReceiver, 'receiver', EVA, AT, day))).toBe('benefits.sharing-approved-already');
    expect(code(() => approve(agreed, 'provider', EVA, AT, day))).toBe('benefits.sharing-not-open');
    expect(code(() => end(agreed, 'provider', EVA, 'Slut', AT, localDate('2026-07-01')))).toBe(
      'benefits.sharing-not-open',
    );
  });
  it('is refused with every reason at once', () => {
    const bad = { ...proposed, receiver: JOBS, from: localDate('2025-02-01'), to: localDate('2025-01-01') };
    expect(() => checkTerms(bad, day)).toThrow(
      expect.objectContaining({
        json: expect.objectContaining({ errors: [{}, {}, {}].map(() => expect.anything() as unknown) }) as unknown,
      }),
    );
    expect(() => checkTerms(proposed, day)).not.toThrow();
  });
});

describe('who reads by department', () => {
  const confined = (agreements: readonly DataSharing[], today = day) =>
    new SiloAccess({ own: new Set([SOCIAL]), contracts: new Set(['c1']), agreements, today });
  it('reads their own purse down to entries, and others as agreed', () => {
    const access = confined([agreed]);
    expect(access.mayRead({ silo: SOCIAL, figure: 'paid' }, 'entries')).toBe(true);
    expect(access.used).toEqual([]);
    expect(access.mayReadSilo(JOBS)).toBe(true);
    expect(access.mayRead({ silo: JOBS, figure: 'gained' }, 'entries')).toBe(false);
    expect(access.used).toEqual(['s1']);
    expect([confined([]), confined([agreed], localDate('2026-07-01'))].map((each) => each.mayReadSilo(JOBS))).toEqual([
      false,
      false,
    ]);
  });
  it('reads what private parties put up and get by contracts that are theirs, and what nobody else gains', () => {
    const access = confined([]);
    const of = (silo: string, figure: 'received' | 'gained', contractId: string) =>
      access.mayRead({ silo, figure, contractId });
    expect([of('supplier:x', 'received', 'c1'), of('supplier:x', 'received', 'c2')]).toEqual([true, false]);
    expect([of('fund:x', 'gained', 'c1'), of('state', 'gained', 'c1'), of('region:1082', 'gained', 'c1')]).toEqual([
      false,
      false,
      false,
    ]);
  });
  it('is told nothing of another purse that no agreement in force names, and that agreement is on record', () => {
    const anySharing = fc.record({
      provider: fc.constantFrom(JOBS, SOCIAL, 'state', 'municipality:0751/schools'),
      figures: fc.subarray(['gained', 'paid'] as const, { minLength: 1 }),
      detail: fc.constantFrom(...DETAIL_LEVELS),
      isAgreed: fc.boolean(),
    });
    const wanted = fc.record({
      silo: fc.constantFrom(JOBS, 'state', 'municipality:0751/schools'),
      figure: fc.constantFrom('gained' as const, 'paid' as const),
      detail: fc.constantFrom(...DETAIL_LEVELS),
    });
    fc.assert(
      fc.property(fc.array(anySharing, { maxLength: 5 }), wanted, (some, { silo, figure, detail }) => {
        const agreements = some.map(({ isAgreed, ...over }, index) => ({
          ...(isAgreed ? agreed : proposed),
          ...over,
          sharingId: `s${index}`,
        }));
        const access = confined(agreements);
        const expected = some.some(
          (each) =>
            each.isAgreed &&
            each.provider === silo &&
            each.figures.includes(figure) &&
            DETAIL_LEVELS.indexOf(each.detail) >= DETAIL_LEVELS.indexOf(detail),
        );
        expect(access.mayRead({ silo, figure }, detail)).toBe(expected);
        expect(access.used.length).toBe(expected ? 1 : 0);
      }),
    );
  });
});
