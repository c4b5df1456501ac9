import { describe, expect, it } from '@jest/globals';
import { instant, localDate } from '@ringvirkning/kernel';
import { terms } from '../../test/contract.js';
import { remainingOf, settledFrom, unspentOf, type FinalAccount } from './account.js';
import {
  accountDigest,
  authoriseFinal,
  certifyFinal,
  finalStatus,
  finalToAuthorise,
  type FinalBook,
  type FinalStep,
} from './signing.js';
import { whyUnsettled, type Matters } from './unsettled.js';

const NOW = instant('2028-01-05T10:00:00Z');
const account: FinalAccount = {
  ...{ contractId: 'c', termsDigest: 'd', currency: 'DKK', lastDay: localDate('2027-12-31'), upto: 3 },
  payments: [{ payer: 'dsi', payee: 'fund', authorised: 500n, moved: 700n }],
  capital: [],
  years: [{ payer: 'aarhus', budgetYear: 2026, appropriated: 900n, spent: 500n }],
};
const book = (over: Partial<FinalBook> = {}): FinalBook => ({ account, reasons: [], steps: [], terms, ...over });
const by = (subject: string, organisation = 'aarhus') => ({ subject, name: subject, organisation, departments: [] });
const shown = accountDigest(account);
const carl = certifyFinal(book(), shown, by('carl'), NOW);
const bo = authoriseFinal(book({ steps: [carl] }), by('bo'), NOW);
const later: FinalAccount = { ...account, upto: 4 };

const QUIET: Matters = {
  ...{ today: localDate('2028-01-01'), from: localDate('2028-01-01'), openClaims: 0, onTheWay: 0, openRun: undefined },
  ...{ isUnpaid: false, unanswered: [], openDues: 0, toPassOn: 0n, outstanding: 0n },
};
const codes = (over: Partial<Matters>): string[] => whyUnsettled({ ...QUIET, ...over }, 'DKK').map(({ code }) => code);

describe('what is against a final settlement', () => {
  it('is nothing when all is decided, paid and answered', () => expect(codes({})).toEqual([]));
  it('is before its day the day alone', () =>
    expect(codes({ today: localDate('2027-12-31'), openClaims: 2, openRun: 3 })).toEqual(['payments.settles-later']));
  it.each([
    [{ openClaims: 1 }, 'claims-open'],
    [{ onTheWay: 1 }, 'claims-on-the-way'],
    [{ openRun: 4, isUnpaid: true }, 'settles-after-run'],
    [{ isUnpaid: true }, 'run-missing'],
    [{ unanswered: ['Herning'] }, 'partners-open'],
    [{ openDues: 1 }, 'dues-open'],
    [{ toPassOn: 1n, outstanding: 5n }, 'capital-to-pass-on'],
    [{ outstanding: 5n }, 'capital-outstanding'],
  ] as const)('%j', (over, code) => expect(codes(over)).toEqual([`payments.${code}`]));
  it('names every reason at once', () => expect(codes({ openClaims: 1, openRun: 2, outstanding: 1n })).toHaveLength(3));
});

describe('a final account', () => {
  it('says what is to be paid or claimed back, and what is unspent', () => {
    expect(remainingOf(account.payments[0]!)).toBe(-200n);
    expect(remainingOf({ ...account.payments[0]!, moved: null })).toBeNull();
    expect(unspentOf(account.years[0]!)).toBe(400n);
  });
  it('may be settled from the day after the last, and after that on which the last group is', () => {
    expect(settledFrom(terms)).toBe('2028-01-01');
    const cohorts = [{ code: 'c1', name: { da: '', en: '' }, ...terms.period }];
    const group = { ...terms.outcomes[1]!, kind: 'share', per: 'cohort', followUps: ['m12'] } as never;
    expect(settledFrom({ ...terms, cohorts, outcomes: [group] })).toBe('2029-01-01');
  });
});

describe('two people settle a contract', () => {
  it('one certifies what was shown, another authorises just that', () => {
    expect(bo).toMatchObject({ type: 'authorised', no: 1, digest: shown, signature: { by: 'bo' } });
    expect(finalStatus(book({ steps: [carl] }))).toBe('certified');
    expect(finalStatus(book({ steps: [carl, bo] }))).toBe('settled');
  });
  it('what was paid meanwhile is certified anew', () => {
    const changed = book({ account: later, steps: [carl] });
    expect(finalToAuthorise(changed)).toBeUndefined();
    expect(finalStatus(changed)).toBe('ready');
    expect(() => authoriseFinal(changed, by('bo'), NOW)).toThrow(/not certified/);
    expect(() => certifyFinal(changed, shown, by('carl'), NOW)).toThrow(/not the one you have seen/);
  });
  it('what is paid after a settlement makes another; a transfer that is recorded does not', () => {
    const steps: FinalStep[] = [carl, bo];
    expect(finalStatus(book({ steps, account: { ...account, payments: [] } }))).toBe('settled');
    expect(() => certifyFinal(book({ steps }), shown, by('carl'), NOW)).toThrow(/nothing was paid since/);
    expect(certifyFinal(book({ steps, account: later }), accountDigest(later), by('carl'), NOW).no).toBe(2);
  });
  it('never the same person, somebody who is paid by it, or before it can be', () => {
    expect(() => authoriseFinal(book({ steps: [carl] }), by('carl'), NOW)).toThrow(/may not authorise as well/);
    expect(() => certifyFinal(book(), shown, by('greed', 'fund'), NOW)).toThrow(/payment to themselves/);
    const reasons = whyUnsettled({ ...QUIET, openClaims: 1 }, 'DKK');
    expect(finalStatus(book({ reasons }))).toBe('open');
    expect(() => certifyFinal(book({ reasons }), shown, by('carl'), NOW)).toThrow(/cannot be settled/);
  });
});
