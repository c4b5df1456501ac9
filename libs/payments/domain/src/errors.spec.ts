import { describe, expect, it } from '@jest/globals';
import { isLocalDate, writtenDate, type DomainError } from '@ringvirkning/kernel';
import * as errors from './errors.js';

/** What each refusal is told, and so must pass on. */
const TOLD: { readonly [Name in keyof typeof errors]: Parameters<(typeof errors)[Name]> } = {
  runOpen: [7],
  runLost: [7],
  cutOffInFuture: ['2026-07-02', '2026-07-01'],
  cutOffBeforeLast: ['2026-06-29', '2026-06-30'],
  wrongStatus: ['cancelled', 'certified'],
  samePerson: [],
  paysOneself: [],
  runOutdated: [3],
  otherThanShown: [],
  nothingToPay: ['2026-07-31', 3, '2026-06-30'],
  nothingVerified: ['2026-07-31'],
  unknownTransfer: [],
  recordedByAuthoriser: [],
  transferDayOutside: ['2026-07-31', '2026-07-02', '2026-07-10'],
  alreadyPaid: ['2026-07-31'],
  nothingToWithdraw: [],
  dueWrongStatus: ['objected', 'certified'],
  dueWaits: [],
  dueAtFault: ['beyond-cap'],
};
const WORDS: Readonly<Record<string, { da: string; en: string }>> = {
  cancelled: { da: 'annulleret', en: 'cancelled' },
  certified: { da: 'attesteret', en: 'certified' },
  objected: { da: 'gjort indsigelse mod', en: 'objected to' },
  'beyond-cap': { da: 'kontraktens loft', en: "the contract's cap" },
};
/** Days as people write them, all else as it is. */
const inWords = (text: string): { da: string; en: string } =>
  isLocalDate(text) ? { da: writtenDate(text, 'da-DK'), en: writtenDate(text, 'en-GB') } : { da: text, en: text };
const SENTENCE = /^[\p{Lu}\d].+\.$/u;

describe('a refusal', () => {
  const all = Object.entries(TOLD).map(([name, told]) => {
    const make = errors[name as keyof typeof errors] as (...given: readonly (string | number)[]) => DomainError;
    return { name, told, json: make(...told).json };
  });

  it.each(all)('$name says in both languages what it was told, and what to do', ({ told, json }) => {
    for (const { da, en } of [json.detail, json.whatToDo!]) {
      expect([da, en]).toEqual([expect.stringMatching(SENTENCE), expect.stringMatching(SENTENCE)]);
      expect(da).not.toBe(en);
    }
    for (const each of told) {
      const { da, en } = WORDS[each] ?? inWords(String(each));
      expect(json.detail.da).toContain(da);
      expect(json.detail.en).toContain(en);
    }
    expect(Object.values(json.params ?? {})).toEqual(told);
  });
  it('has a code of its own', () => {
    const codes = all.map(({ json }) => json.code);
    expect(new Set(codes).size).toBe(all.length);
    expect(codes.every((code) => /^payments\.[a-z-]+$/.test(code))).toBe(true);
  });
  it.each(['calculated', 'certified', 'authorised', 'cancelled'] as const)(
    'of a run that is %s names its state',
    (status) => {
      const others = (['calculated', 'certified', 'authorised', 'cancelled'] as const).filter(
        (each) => each !== status,
      );
      const said = ({ json }: DomainError): string => `${json.detail.da} ${json.detail.en}`;
      for (const other of others)
        expect(said(errors.wrongStatus(status, 'certified'))).not.toBe(said(errors.wrongStatus(other, 'certified')));
    },
  );
});
