import { describe, expect, it } from '@jest/globals';
import { isOlder } from './broker.js';
import { clockFinding } from './clock.js';
import { nodeFinding, roomFinding } from './machine.js';
import { stateFindings } from './partners.js';
import { certificateFinding } from './web.js';

const NOW = Date.parse('2026-07-01T12:00:00Z');
const DAY = 86_400_000;
const certificate = (days: number, fault: string | null = null) => {
  const { level, code, seen } = certificateFinding('https://a', fault, NOW + days * DAY, NOW);
  return [level, code, seen];
};

describe('what the doctor sees', () => {
  it('warns of a certificate thirty days before it ends, with the days left', () => {
    expect(certificate(30)).toEqual(['well', null, '2026-07-31 (30 d)']);
    expect(certificate(29)).toEqual(['warning', 'certificate-ends', '2026-07-30 (29 d)']);
    expect(certificate(0)).toEqual(['fault', 'certificate-ended', '2026-07-01 (0 d)']);
    expect(certificate(90, 'CERT_UNTRUSTED')).toEqual(['fault', 'certificate-foreign', 'CERT_UNTRUSTED']);
  });
  it('lets clocks differ by what the answer took, and tells them by sign', () => {
    expect(clockFinding('a', 6_000, 2_000)).toEqual([]);
    expect(clockFinding('a', -8_000, 2_000)).toMatchObject([{ level: 'warning', seen: '-6 s' }]);
    expect(clockFinding('a', 70_000, 0)).toMatchObject([{ level: 'fault', seen: '+70 s' }]);
  });
  it('compares versions number by number', () => {
    expect(['2.9.99', '2.10.26', '2.10.27', '2.11.0', '3.0.0-beta'].map((one) => isOlder(one, '2.10.27'))).toEqual([
      ...[true, true, false, false, false],
    ]);
    expect([nodeFinding('22.1.0').level, nodeFinding('24.0.0').level]).toEqual(['fault', 'well']);
  });
  it('tells a disk that fills from one that is full', () =>
    expect([10, 3, 0.5].map((gib) => roomFinding('/a', gib * 1024 ** 3).level)).toEqual(['well', 'warning', 'fault']));
  it("shows the partnership's problems in its own words, keys that end among the certificates", () => {
    const problem = { code: 'key-ended', level: 'red', member: 'herning', da: 'Udløbet.', en: 'Ended.' } as const;
    const state = { members: [], problems: [problem] } as unknown as Parameters<typeof stateFindings>[0];
    expect(stateFindings(state)).toEqual([
      expect.objectContaining({
        check: 'certificates',
        of: 'herning',
        level: 'fault',
        said: { da: 'Udløbet.', en: 'Ended.' },
      }),
    ]);
  });
});
