import { describe, expect, it } from '@jest/globals';
import { addDays, localDate } from '@ringvirkning/kernel';
import { unpaidSentence } from '@ringvirkning/terms';
import { UNPAID_REASONS } from '@ringvirkning/terms-language';
import { candidate, other, person, terms, today } from '../test/contract.js';
import { checkClaim } from './checks.js';
import type { Candidate, Finding, OtherClaim } from './finding.js';
import { unpaidFinding } from './verdict.js';

const found = (change: Partial<Candidate>, others: readonly OtherClaim[] = [], rules = terms): Finding[] =>
  checkClaim(rules, { ...person, cohort: 'c1' }, others, candidate(change), today);
const summer = localDate('2025-09-15');
const moved = other({});
const course = other({ outcome: 'course', on: localDate('2025-05-01') });

describe('what is missing', () => {
  const job = (others: readonly OtherClaim[]): Finding[] => found({ outcome: 'job', on: summer }, others);
  it.each<[string, OtherClaim[]]>([
    ['«move-in», «course»', []],
    ['«course»', [moved]],
    ['«move-in»', [course]],
    ['«move-in»', [course, other({ outcome: 'stepped' })]],
    ['«move-in», «course»', [moved, { ...course, on: addDays(summer, 1) }]],
  ])('is told by name: %s', (names, others) =>
    expect(job(others)).toEqual([
      {
        check: 'prerequisite',
        severity: 'error',
        code: 'outcomes.prerequisite-missing',
        da: `${names} skal være meldt først.`,
        en: `${names} must be claimed first.`,
      },
    ]),
  );
  it('is only warned about while a later day may bring it', () => {
    expect(job([moved, course])).toEqual([
      {
        check: 'prerequisite',
        severity: 'warning',
        code: 'outcomes.prerequisite-missing',
        da: '«stepped» skal være meldt, før resultatet betales.',
        en: '«stepped» must be claimed before the outcome is paid.',
      },
    ]);
    expect(job([moved, course, other({ outcome: 'stepped' })])).toEqual([]);
  });
  it('at a follow-up is the follow-up before, by the months and not by the order in the terms', () => {
    const turned = { ...terms, followUps: terms.followUps.toReversed() };
    for (const rules of [terms, turned])
      expect(found({ outcome: 'housed', followUp: 'm6', on: summer }, [moved], rules)).toEqual([
        {
          check: 'spell',
          severity: 'error',
          code: 'outcomes.earlier-follow-up-missing',
          da: 'Opfølgningen «m3» skal være nået først.',
          en: 'The follow-up «m3» must be reached first.',
        },
      ]);
  });
  it('at a follow-up whose earlier one was broken is the earlier one', () => {
    const away = other({ outcome: 'left-home', on: localDate('2025-04-01'), quantity: '40' });
    const m3 = other({ outcome: 'housed', followUp: 'm3', on: localDate('2025-06-01') });
    expect(found({ outcome: 'housed', followUp: 'm6', on: summer }, [moved, m3, away])).toEqual([
      {
        check: 'spell',
        severity: 'error',
        code: 'outcomes.earlier-follow-up-broken',
        da: 'Opfølgningen «m3» tæller ikke, fordi forløbet var afbrudt.',
        en: 'The follow-up «m3» does not count, as the spell was broken.',
      },
    ]);
  });
  it('at a follow-up may be something else than the follow-up before', () => {
    const m3 = other({ outcome: 'housed', followUp: 'm3', on: localDate('2025-06-01') });
    expect(found({ outcome: 'housed', followUp: 'm6', on: summer }, [m3])).toEqual([
      expect.objectContaining({ code: 'outcomes.prerequisite-missing', en: '«move-in» must be claimed first.' }),
    ]);
  });
});

describe('what excludes a claim', () => {
  const [lesson, mastery] = [other({ outcome: 'lesson' }), other({ outcome: 'mastery', followUp: 'm3', on: summer })];
  it.each<[string, OtherClaim[]]>([
    ['«lesson»', [course, lesson]],
    ['«mastery»', [mastery, course]],
    ['«lesson», «mastery»', [lesson, mastery]],
  ])('is told by name, and only what is there: %s', (names, others) =>
    expect(found({ outcome: 'visit', followUp: 'm3', on: summer }, others)).toEqual([
      {
        check: 'prerequisite',
        severity: 'error',
        code: 'outcomes.excluded-by-fact',
        da: `Resultatet tæller ikke, når ${names} foreligger.`,
        en: `The outcome does not count when there is ${names}.`,
      },
    ]),
  );
});

describe('a follow-up before its day', () => {
  const early = (outcome: string): Finding[] =>
    found({ outcome, followUp: 'm3', on: localDate('2025-05-31') }, outcome === 'housed' ? [moved] : []);
  it.each([
    ['housed', 'error'],
    ['mastery', 'warning'],
  ])('of %s is an %s that says which day it is', (outcome, severity) =>
    expect(early(outcome)).toEqual([
      {
        check: 'spell',
        severity,
        code: 'outcomes.too-early',
        da: 'Opfølgningen er tidligst nået 1. juni 2025.',
        en: 'The follow-up is reached on 1 June 2025 at the earliest.',
      },
    ]),
  );
  it('runs from the start of the period claimed, else from the start, else from the referral', () => {
    const claim = candidate({ outcome: 'mastery', followUp: 'm3', on: localDate('2025-05-20') });
    const day = (who: typeof person, change: Partial<Candidate>): string | undefined =>
      checkClaim(terms, who, [], { ...claim, ...change }, today)[0]?.en.match(/\d+ \w+ \d{4}/)?.[0];
    expect([
      day(person, { periodStart: localDate('2025-04-01') }),
      day(person, {}),
      day({ ...person, startedOn: null }, { on: localDate('2025-04-30') }),
      day({ ...person, startedOn: null }, { on: localDate('2025-05-01') }),
    ]).toEqual(['1 July 2025', '1 June 2025', '1 May 2025', undefined]);
  });
});

describe('a broken spell', () => {
  const short = { ...terms, period: { ...terms.period, to: localDate('2025-06-02') } };
  const away = other({ outcome: 'left-home', on: localDate('2025-04-01'), quantity: '40' });
  it.each([localDate('2025-06-01'), short.period.to])(
    'on %s that cannot be made good within the contract is told in the words of the rules',
    (on) =>
      expect(found({ outcome: 'housed', followUp: 'm3', on }, [moved, away], short)).toEqual([
        unpaidFinding('spell-broken'),
      ]),
  );
});

describe('a reason of the rules', () => {
  it.each(UNPAID_REASONS)('%s is an error in the words of the rules', (reason) =>
    expect(unpaidFinding(reason)).toEqual({
      check: 'rule',
      severity: 'error',
      code: `outcomes.${reason}`,
      ...unpaidSentence(reason),
    }),
  );
});
