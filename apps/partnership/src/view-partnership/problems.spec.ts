import { describe, expect, it } from '@jest/globals';
import { instant } from '@ringvirkning/kernel';
import type { PartnershipLink, PartnershipMember } from '@ringvirkning/partnership-api';
import { problemsOf, type Looked } from './problems.js';

const now = instant('2026-07-01T08:00:00.000Z');
const minutesAgo = (minutes: number) => instant(new Date(Date.parse(now) - minutes * 60_000).toISOString());
const SPEAKS = { from: 1, to: 2 };

const link = (more: Partial<PartnershipLink>): PartnershipLink => ({
  ...{ heardAt: now, isAnswering: true, sent: 0, received: 0, settledSent: 0, settledReceived: 0, waiting: 0, open: 0 },
  ...{ agreementsDiffer: false, sharedDiffersAt: null, verified: null, quarantined: 0, clockMs: 0, version: 2 },
  ...{ cosigned: 0, oursIsApart: false, isWitnessed: true, witnessed: null, logIsApart: false },
  ...more,
});
const member = (id: string, more: Partial<PartnershipMember>): PartnershipMember => ({
  ...{ id, name: `${id} Kommune`, status: 'active', isKeeper: false, isMe: false, keyEndsAt: null, keyWarning: null },
  ...{ suspendedBy: null, invitedUntil: null, maintenance: null, speaks: SPEAKS, link: null },
  ...more,
});
const codes = (herning: Partial<PartnershipMember>, more: Partial<Looked> = {}): string[] =>
  problemsOf({
    members: [member('aarhus', { isMe: true }), member('herning', { link: link({}), ...herning })],
    carrier: { kind: 'nats', isAway: false },
    ...{ quarantined: new Map(), unread: undefined, now, log: { last: null, authority: null, stamp: null } },
    ...more,
  }).map(({ code, level, en }) => `${level} ${code}${/: (.*) must be upgraded/.exec(en)?.[0] ?? ''}`);

describe('what wants attention', () => {
  it('is nothing where all is well', () => expect(codes({})).toEqual([]));

  it('is a partner that is silent, unless it has announced maintenance for this time', () => {
    const silent = { link: link({ heardAt: minutesAgo(6) }) };
    const span = { begins: minutesAgo(10), ends: minutesAgo(-10) };
    expect(codes(silent)).toEqual(['amber silent']);
    expect(codes({ ...silent, maintenance: { ...span, isNow: true } })).toEqual([]);
    expect(codes({ ...silent, maintenance: { ...span, isNow: false } })).toEqual(['amber silent']);
  });

  it.each([
    [{ from: 3, to: 4 }, 'red versions-apart: our instance must be upgraded'],
    [{ from: 0, to: 0 }, 'red versions-apart: herning Kommune must be upgraded'],
  ])('is who speaks no version that both know (%j), and which of the two is to be upgraded', (speaks, says) =>
    expect(codes({ speaks, link: link({ version: null }) })).toEqual([says]),
  );
  it('is a text in a version that we do not know', () =>
    expect(codes({}, { unread: 3 })).toEqual(['red version-unknown: it must be upgraded']));

  it('is a log that does not go on from what was cosigned: theirs, or ours', () => {
    expect(codes({ link: link({ logIsApart: true }) })).toEqual(['red log-apart']);
    expect(codes({ link: link({ oursIsApart: true }) })).toEqual(['red own-log-apart']);
  });

  it('is a log without a time stamp for an hour, where an authority is set up', () => {
    const log = { last: { number: 1, at: minutesAgo(61), words: 3 }, authority: 'tsa.example', stamp: null };
    const stamp = { at: minutesAgo(60), by: 'Tidsstempling' };
    const young = { ...log.last, at: minutesAgo(59) };
    expect(codes({}, { log })).toEqual(['amber not-time-stamped']);
    for (const well of [{ authority: null }, { stamp }, { last: young }])
      expect(codes({}, { log: { ...log, ...well } })).toEqual([]);
  });

  it('is a clock that is more than a minute off, but not where texts are brought by files', () => {
    expect(codes({ link: link({ clockMs: -59_000 }) })).toEqual([]);
    expect(codes({ link: link({ clockMs: -3_600_000 }) })).toEqual(['amber clock-differs']);
    expect(codes({ link: link({ clockMs: -3_600_000 }) }, { carrier: { kind: 'folder', isAway: false } })).toEqual([]);
  });
});
