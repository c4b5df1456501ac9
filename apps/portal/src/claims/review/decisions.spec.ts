import { beforeEach, describe, expect, it } from '@jest/globals';
import { Decisions, MINUTE_MS, type Decision } from './decisions.js';

const decision: Decision = { id: 'a', claimId: 'c', contractId: 'k', said: 'Attesteret', path: '/x', body: {} };
const other: Decision = { ...decision, id: 'b', claimId: 'd' };

describe('a decision about a claim', () => {
  let clock: number;
  let timers: { at: number; work: () => void }[];
  let sent: [id: string, leaving: boolean][];
  let answer: () => Promise<unknown>;
  let decisions: Decisions;
  const pass = async (ms: number): Promise<void> => {
    clock += ms;
    const due = timers.filter(({ at }) => at <= clock);
    timers = timers.filter(({ at }) => at > clock);
    due.forEach(({ work }) => work());
    await new Promise(setImmediate);
  };
  const states = () => decisions.waiting().map(({ id, state }) => `${id} ${state}`);

  beforeEach(() => {
    [clock, timers, sent] = [0, [], []];
    answer = () => Promise.resolve();
    decisions = new Decisions({
      now: () => clock,
      after: (ms, work) => void timers.push({ at: clock + ms, work }),
      send: ({ id }, leaving) => {
        sent.push([id, leaving]);
        return answer();
      },
    });
  });

  it('is sent after a minute, not before, and once', async () => {
    decisions.decide(decision);
    await pass(MINUTE_MS - 1);
    expect([sent, states()]).toEqual([[], ['a waiting']]);
    await pass(1);
    await pass(MINUTE_MS);
    expect([sent, states(), decisions.sent()]).toEqual([[['a', false]], [], 1]);
  });

  it('that is taken back has never been', async () => {
    decisions.decide(decision);
    decisions.decide(other);
    decisions.takeBack('a');
    await pass(MINUTE_MS);
    expect(sent).toEqual([['b', false]]);
  });

  it('can be sent at once, and is not sent again when its minute has passed', async () => {
    decisions.decide(decision);
    await decisions.sendNow('a');
    await pass(MINUTE_MS);
    expect(sent).toEqual([['a', false]]);
  });

  it('goes out when the page is left', async () => {
    decisions.decide(decision);
    decisions.decide(other);
    decisions.leave();
    await pass(MINUTE_MS);
    expect(sent).toEqual([
      ['a', true],
      ['b', true],
    ]);
  });

  it('on its way cannot be taken back', async () => {
    let finish = (): void => undefined;
    answer = () => new Promise<void>((resolve) => (finish = resolve));
    decisions.decide(decision);
    void decisions.sendNow('a');
    decisions.takeBack('a');
    decisions.leave();
    expect([states(), sent]).toEqual([['a sending'], [['a', false]]]);
    finish();
    await pass(0);
    expect(states()).toEqual([]);
  });

  it('that was refused stays, says why, and can be sent again or given up', async () => {
    answer = () => Promise.reject(new Error('no connection'));
    decisions.decide(decision);
    decisions.decide(other);
    await pass(MINUTE_MS);
    expect(states()).toEqual(['a failed', 'b failed']);
    expect(decisions.waiting()[0]?.error).toEqual(new Error('no connection'));
    answer = () => Promise.resolve();
    await decisions.sendNow('a');
    decisions.takeBack('b');
    expect([states(), decisions.sent()]).toEqual([[], 1]);
  });

  it('tells those who watch of every change', async () => {
    let changes = 0;
    const stop = decisions.subscribe(() => (changes += 1));
    decisions.decide(decision);
    await pass(MINUTE_MS);
    expect(changes).toBe(3);
    stop();
    decisions.decide(other);
    expect(changes).toBe(3);
  });
});
