import { describe, expect, it } from '@jest/globals';
import { Metrics } from '@ringvirkning/observability';
import { HOURS, WatchHistory } from './history.js';

const MINUTE = 60_000;
const START = Date.parse('2027-01-10T08:00:00Z');

/** An instance of one service and a gateway, and the time in it. */
function world() {
  const metrics = { payments: new Metrics('payments'), gateway: new Metrics('gateway') };
  let at = START;
  let isAway = false;
  let oldest = 0;
  metrics.payments.gauge('outbox_oldest_seconds', 'oldest', [], () => [{ value: oldest }]);
  metrics.payments.gauge('dead_letters_open', 'aside', [], () => [{ value: 0 }]);
  const history = new WatchHistory(
    [
      {
        program: 'payments',
        read: () => (isAway ? Promise.reject(new Error('away')) : metrics.payments.registry.metrics()),
      },
      { program: 'gateway', read: () => metrics.gateway.registry.metrics() },
    ],
    () => Promise.resolve({ verifiedAt: START / 1_000, takenAt: START / 1_000 - 60, isWell: true }),
    () => at,
  );
  return {
    history,
    requests: (count: number, status = 200, seconds = 0.02, route = '/api/payments/runs') => {
      for (let i = 0; i < count; i += 1) metrics.payments.observeRequest({ method: 'GET', route, status, seconds });
    },
    /** A minute goes by, and all are looked at. */
    minute: async (change: { away?: boolean; oldest?: number } = {}) => {
      isAway = change.away ?? false;
      oldest = change.oldest ?? 0;
      at += MINUTE;
      await history.look();
    },
    payments: async (hours: (typeof HOURS)[number] = 1) =>
      (await history.view(hours)).programs.find(({ program }) => program === 'payments')!.steps,
    goOn: (ms: number) => (at += ms),
  };
}

describe('the last hours', () => {
  it('are known from the second look on: rate, errors, and what nineteen of twenty answers stay below', async () => {
    const { history, requests, minute, payments } = world();
    requests(50);
    await minute();
    expect((await payments()).filter((step) => step !== null)).toEqual([]);
    requests(90);
    requests(10, 500, 0.4);
    requests(1_000, 200, 9, '/health/ready');
    await minute({ oldest: 30 });
    expect((await payments()).at(-1)).toEqual({
      ...{ isUp: true, requests: 100, errors: 10, oldestSeconds: 30, putAside: 0 },
      // Half of the ten that took between a quarter and half a second.
      slow: 0.375,
    });
    const { since, stepSeconds, steps } = await history.view(1);
    expect([since, stepSeconds, steps.at(-1)]).toEqual(['2027-01-10T08:00:00.000Z', 60, '2027-01-10T08:02:00.000Z']);
  });

  it('say that a program was away, and go on where they were when it is back', async () => {
    const { requests, minute, payments } = world();
    await minute();
    await minute({ away: true });
    requests(3);
    await minute();
    expect((await payments()).slice(-2)).toMatchObject([
      { isUp: false, requests: 0, slow: null, oldestSeconds: null },
      { isUp: true, requests: 3, errors: 0, slow: expect.any(Number) },
    ]);
  });

  it('put minutes together, for a longer time: sums of requests, the most of ages', async () => {
    const { requests, minute, payments } = world();
    for (let i = 0; i < 15; i += 1) {
      requests(2);
      await minute({ oldest: i, away: i === 7 });
    }
    const steps = (await payments(6)).filter((step) => step !== null);
    expect(steps.map(({ requests: count }) => count)).toEqual([6, 10, 10, 2]);
    expect(steps.map(({ isUp }) => isUp)).toEqual([true, false, true, true]);
    expect(steps.map(({ oldestSeconds }) => oldestSeconds)).toEqual([3, 8, 13, 14]);
  });

  it('are no more points than a screen has room for, of any time that one may ask for', async () => {
    const { history, minute, goOn } = world();
    await minute();
    goOn(80 * 3_600_000);
    for (const hours of HOURS) {
      const { steps, programs } = await history.view(hours);
      expect(steps.length).toBeLessThanOrEqual(73);
      expect(steps.length).toBeGreaterThanOrEqual(60);
      for (const program of programs) expect(program.steps).toHaveLength(steps.length);
    }
  });

  it('begin anew where a counter does', async () => {
    const texts = [10, 14, 3].map(
      (count) =>
        `http_request_duration_seconds_count{route="/x",status="200"} ${count}\nhttp_request_duration_seconds_bucket{le="+Inf",route="/x",status="200"} ${count}\n`,
    );
    let at = START;
    const history = new WatchHistory(
      [{ program: 'benefits', read: () => Promise.resolve(texts.shift()!) }],
      () => Promise.resolve(undefined),
      () => (at += MINUTE),
    );
    for (let i = 0; i < 3; i += 1) await history.look();
    const { programs } = await history.view(1);
    expect(programs[0]!.steps.filter((step) => step !== null).map(({ requests }) => requests)).toEqual([4, 3]);
  });
});

describe('how it stands', () => {
  it('is unknown before anybody has answered, but for the backup', async () =>
    expect((await world().history.view(1)).now).toEqual({
      ...{ sealFindings: null, ledgerFindings: null, disagreements: null, claimsWait: null, runsWait: null },
      probeSeconds: null,
      partners: [],
      certificates: [],
      backup: { verifiedAt: '2027-01-10T08:00:00.000Z', takenAt: '2027-01-10T07:59:00.000Z', isWell: true },
    }));
  it('is what all services say together', async () => {
    const lines = [
      'ringvirkning_seal_findings{code="books",service="payments"} 2',
      'ringvirkning_seal_findings{code="changed",service="benefits"} 1',
      'ringvirkning_comparison_findings{level="red",service="payments"} 3',
      'ringvirkning_comparison_findings{level="amber",service="payments"} 9',
      'ringvirkning_probe_seconds{service="benefits"} 61',
      'ringvirkning_claims_waiting_seconds{step="attest"} 86400',
      'ringvirkning_claims_waiting_seconds{step="verify"} 0',
      'ringvirkning_runs_waiting_seconds{step="certify"} 60',
      'ringvirkning_runs_waiting_seconds{step="authorise"} 0',
      'ringvirkning_partner_behind{member="herning"} 4',
      'ringvirkning_partner_heard_seconds{member="herning"} 7',
      'ringvirkning_partner_key_days{member="aarhus"} 300',
      'ringvirkning_partner_key_days{member="herning"} 20',
      'ringvirkning_certificate_days{address="ringvirkning.example.dk"} 12.5',
    ];
    const history = new WatchHistory([{ program: 'all', read: () => Promise.resolve(lines.join('\n')) }], () =>
      Promise.resolve(undefined),
    );
    await history.look();
    expect((await history.view(6)).now).toEqual({
      ...{ sealFindings: 3, ledgerFindings: 2, disagreements: 3, probeSeconds: 61, backup: null },
      claimsWait: { attest: 86_400, verify: 0 },
      runsWait: { certify: 60, authorise: 0 },
      certificates: [{ address: 'ringvirkning.example.dk', days: 12.5 }],
      partners: [
        { member: 'aarhus', behind: null, heardSeconds: null, keyDays: 300 },
        { member: 'herning', behind: 4, heardSeconds: 7, keyDays: 20 },
      ],
    });
  });
});
