import { describe, expect, it } from '@jest/globals';
import type { DomainError } from '@ringvirkning/kernel';
import * as errors from './errors.js';
import { error } from './finding.js';

const finding = error('evidence', 'evidence-missing', 'Dokumentation mangler.', 'Evidence is missing.');

type Name = keyof typeof errors;
/** What refusals are told where they are told something, and what they pass on of it for a program to read. */
const TOLD: { readonly [N in Name]?: readonly [Parameters<(typeof errors)[N]>, Record<string, string | number>?] } = {
  wrongStep: [['disputed'], { status: 'disputed' }],
  notYourRole: [['verifier'], { role: 'verifier' }],
  samePerson: [['attester'], { earlier: 'attester' }],
  claimChanged: [[3, 'Anna'], { version: 3 }],
  closingChanged: [['no-answer'], { now: 'no-answer' }],
  departureChanged: [[{ on: '2026-01-31', reason: 'withdrew' }], { on: '2026-01-31', reason: 'withdrew' }],
  moveChanged: [['odense'], { now: 'odense' }],
  moveBeforeFinal: [['2026-01-31'], { day: '2026-01-31' }],
  placeChanged: [
    [{ group: 'young', cohort: null, referredOn: '2026-01-31', startedOn: null }],
    { group: 'young', cohort: '', referredOn: '2026-01-31', startedOn: '' },
  ],
  placeBeforeFinal: [['2026-01-31'], { day: '2026-01-31' }],
  notAfterWhatHappened: [['2026-01-31'], { day: '2026-01-31' }],
  beforeReferral: [['referredOn']],
  correctionRefused: [[[finding]]],
  objectionWindowClosed: [['2026-03-15'], { endedAt: '2026-03-15' }],
  objectionWindowOpen: [['2026-03-15'], { endsAt: '2026-03-15' }],
  alreadyEnrolled: [['P-0000-0001'], { pseudonym: 'P-0000-0001' }],
  quantityMissing: [['lesson'], { field: 'quantity' }],
  cprInFileName: [[], { field: 'file' }],
  unreadableFileName: [[], { field: 'file' }],
  contractEnded: [['2026-01-31'], { on: '2026-01-31' }],
  sampleUndecided: [[3], { count: 3 }],
  claimsLost: [[3], { count: 3 }],
};
/** Where the sentence itself does not say it. */
const ADVISED: readonly string[] = [
  'samePerson',
  'claimChanged',
  'closingChanged',
  'departureChanged',
  'moveChanged',
  'moveBeforeFinal',
  'placeChanged',
  'placeBeforeFinal',
  'notAfterWhatHappened',
  'keyResembles',
  'cprInFileName',
  'unreadableFileName',
  'waitsForSample',
  'inSample',
  'nothingToSample',
];
const SENTENCE = /^[\p{Lu}«\d].+\.$/u;

const isFigure = (told: unknown): told is string => typeof told === 'string' && /[\dA-Z]/.test(told);

describe('a refusal', () => {
  const all = Object.entries(errors).map(([name, refusal]) => {
    const [given, params] = TOLD[name as Name] ?? [[]];
    const make = refusal as (...told: readonly unknown[]) => DomainError;
    return { name, given: given as readonly unknown[], params, json: make(...given).json };
  });

  it.each(all)('$name says the same in both languages, and what to do', ({ name, given, json }) => {
    expect(json.whatToDo !== undefined || !ADVISED.includes(name)).toBe(true);
    for (const { da, en } of [json.detail, json.whatToDo ?? json.detail]) {
      expect([da, en]).toEqual([expect.stringMatching(SENTENCE), expect.stringMatching(SENTENCE)]);
      expect(da).not.toBe(en);
    }
    for (const told of given.filter(isFigure))
      expect(json.detail.da.includes(told)).toBe(json.detail.en.includes(told));
  });
  it.each(all.filter(({ name }) => name in TOLD))('$name passes on what a program needs', ({ params, json }) =>
    expect(json.params).toEqual(params),
  );
  it('has a code of its own', () => {
    const codes = all.map(({ json }) => json.code);
    expect(codes.filter((code) => !/^outcomes\.[a-z-]+$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(all.length);
  });
  it('of a day names the field; of a correction the checks', () => {
    expect(errors.beforeReferral('movedOn').json.errors).toEqual([
      expect.objectContaining({
        path: 'movedOn',
        code: 'outcomes.day-before-referral',
        en: expect.stringMatching(SENTENCE),
      }),
    ]);
    const { code, da, en } = finding;
    expect(errors.correctionRefused([finding]).json.errors).toEqual([{ code, da, en }]);
  });
  it('of a follow-up that is open again passes on that nothing stands', () =>
    expect(errors.closingChanged(null).json.params).toEqual({ now: '' }));

  const differ = (sentences: readonly DomainError[]): void => {
    for (const language of ['da', 'en'] as const)
      expect(new Set(sentences.map(({ json }) => json.detail[language])).size).toBe(sentences.length);
  };
  it('of a step says in which state the claim is', () =>
    differ(
      (
        [
          'refused',
          'claimed',
          'returned',
          'attested',
          'rejected',
          'verified',
          'disputed',
          'annulled',
          'final',
          'reversed',
        ] as const
      ).map(errors.wrongStep),
    ));
  it('of a person says what they did before', () =>
    differ((['claimant', 'attester', 'objector'] as const).map(errors.samePerson)));
});
