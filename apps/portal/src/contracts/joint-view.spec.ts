import { describe, expect, it } from '@jest/globals';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { instant } from '@ringvirkning/kernel';
import { deliveryOf, lackingOf } from './joint-view.js';

const message = (outcome: string | null, to = 'herning') => ({
  ...{ to, outcome, type: 'contract-shared/1', at: instant('2026-03-01T10:00:00Z') },
});

describe('what becomes of the messages to a municipality', () => {
  it.each([
    [[], 'none'],
    [[message('booked')], 'arrived'],
    [[message('booked'), message(null)], 'underway'],
    [[message(null), message('no-agreement')], 'notAgreed'],
    [[message('malformed-content')], 'unreadable'],
    [[message('contracts.other-terms'), message('booked')], 'outdated'],
    [[message('contracts.another-home')], 'refused'],
    [[message('suspended', 'gladsaxe')], 'none'],
  ])('%#: is told in one word', (messages, told) => expect(deliveryOf({ messages }, 'herning')).toBe(told));
});

const parties = ['aarhus', 'herning'].map((organisation) => ({ id: organisation[0]!, organisation }));
const contract = (
  missing: readonly string[],
  { acceded = false, isLedHere = true, money = true }: { acceded?: boolean; isLedHere?: boolean; money?: boolean } = {},
) =>
  ({
    parties,
    signOffs: { missing: missing.map((party) => ({ role: 'council', party })) },
    appropriations: { missing: money ? [] : [{}] },
    joint: {
      ...{ home: 'aarhus', isLedHere, ours: [isLedHere ? 'a' : 'h'] },
      partners: [{ organisation: 'herning', missing: acceded ? null : 2026 }],
    },
  }) as unknown as ContractDetails;

describe('what a joint contract waits for', () => {
  it.each([
    ['at home: every signature, and every accession', contract([], { acceded: true }), undefined],
    ['at home: a signature of a partner', contract(['h'], { acceded: true }), 'here'],
    ['at home: an accession', contract([]), 'here'],
    ['at a partner: its own signatures', contract(['h'], { isLedHere: false }), 'here'],
    ['at a partner: its own money', contract([], { isLedHere: false, money: false }), 'here'],
    [
      'at a partner: nothing but its word, whoever else has yet to sign',
      contract(['a'], { isLedHere: false }),
      undefined,
    ],
    ['at a partner that has acceded: home', contract(['a'], { isLedHere: false, acceded: true }), 'home'],
  ])('%s', (_, given, lacking) => expect(lackingOf(given)).toBe(lacking));
  it('is as ever where nobody else takes part', () =>
    expect([lackingOf({ ...contract([]), joint: null }), lackingOf({ ...contract(['h']), joint: null })]).toEqual([
      undefined,
      'here',
    ]));
});
