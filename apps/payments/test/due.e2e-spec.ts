import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf, localDate } from '@ringvirkning/kernel';
import type { PaymentDueAnswered, PaymentDueClaimed } from '@ringvirkning/partnership-api';
import { DuePageSchema, DueSchema, type Due, type DueItem, type PaymentTask } from '@ringvirkning/payments-api';
import { Reconciliation } from '@ringvirkning/reconciliation';
import { asSystem, Database } from '@ringvirkning/persistence';
import { Client } from 'pg';
import { clock, homes, outcome } from './fixtures.js';
import { jointEvent, TwoInstances, type Sent } from './two-instances.js';

let two: TwoInstances;
let contractId: string;
beforeAll(async () => {
  two = await TwoInstances.start();
});
afterAll(() => two?.stop());
beforeEach(async () => {
  clock.at = '2026-07-01T08:00:00Z';
  two.appropriated['herning'] = 100_000_000n;
  contractId = await two.contract();
  await two.sent('aarhus');
  await two.sent('herning');
});

const dues = async (): Promise<DueItem[]> =>
  DuePageSchema.parse((await two.get('herning', 'due?limit=100')).body).items.filter(
    (due) => due.contractId === contractId,
  );
const due = async (): Promise<DueItem> => (await dues())[0]!;
const step = async (dueId: string, name: string, who: 'controller' | 'department-head' | 'both', body = {}) =>
  two.post('herning', `due/${dueId}/${name}`, who, body);
async function authorised(dueId: string): Promise<Due> {
  await step(dueId, 'certification', 'controller');
  return DueSchema.parse((await step(dueId, 'authorisation', 'department-head')).body);
}
const parts = async (runId: string) => (await two.get('aarhus', `runs/${runId}`)).body.partners;
const tasks = async (at: string, who: 'controller' | 'department-head'): Promise<PaymentTask[]> =>
  ((await two.get(at, 'work-list', who)).body.items as PaymentTask[]).filter((task) => task.contractId === contractId);
/** At home: cost, and due from the partner; at the partner: cost and debt. */
const books = async () => ({
  home: [await two.balance('aarhus', contractId, 'cost'), await two.balance('aarhus', contractId, 'due-from-partner')],
  partner: [await two.balance('herning', contractId, 'cost'), await two.balance('herning', contractId, 'liability')],
});
const reconciled = async (at: string) => {
  const { own } = await two.services[at]!.app.get(Reconciliation).holdings(contractId);
  return own.filter(({ differing }) => differing.length > 0).map(({ kind }) => kind);
};
/** The claim of a run that counts so many homes, which is on its way. */
async function claimed(count = 6): Promise<Sent> {
  await two.arrive.finalised(contractId, homes(count));
  await two.run(contractId);
  return (await two.sent('aarhus'))[0]!;
}
const contentOf = ({ content }: Sent) => content as PaymentDueClaimed;

describe("a partner's part of a run", () => {
  it('crosses with the authorisation, is paid there by two persons, and its answer closes it at home', async () => {
    await two.arrive.finalised(contractId, homes(6));
    const run = await two.run(contractId);
    expect(run.partners).toEqual([
      { member: 'herning', memberName: 'Herning Kommune', amount: '200000', status: 'claimed', reason: null, at: null },
    ]);
    expect(await books()).toEqual({ home: [0, 200_000], partner: [0, 0] });
    const [message] = await two.sent('aarhus');
    expect(message).toMatchObject({
      to: 'herning',
      type: 'payment-due-claimed/1',
      content: {
        ...{ contractId, reference: 'T-1', runId: run.runId, number: 1, after: null, cutOff: '2026-06-30' },
        ...{ termsDigest: run.termsDigest, factsDigest: run.factsDigest, currency: 'DKK', amount: '200000' },
        payments: [{ payer: 'herning', payee: 'st-basils', budgetYear: 2026, payable: '200000', before: '0' }],
        lines: [{ payer: 'herning', outcome: 'home', followUp: null, budgetYear: 2026, payable: '200000' }],
      },
    });
    await two.deliver(message!);
    await two.settle(message!);
    expect(await parts(run.runId)).toMatchObject([{ status: 'delivered' }]);
    const { dueId } = await due();
    expect(DueSchema.parse((await two.get('herning', `due/${dueId}`)).body)).toMatchObject({
      ...{ from: 'aarhus', fromName: 'Aarhus Kommune', contractRef: 'T-1', contractTitle: 'Prøvekontrakt', number: 1 },
      ...{ amount: '200000', toBook: '200000', status: 'received', waitsFor: null, fault: null },
      payments: [{ payerName: 'Herning Kommune', payeeName: 'St Basils', toBook: '200000' }],
      lines: [{ outcomeName: { da: 'Egen bolig', en: 'Own home' }, payable: '200000' }],
    });
    expect(await tasks('herning', 'controller')).toMatchObject([{ kind: 'certify-due', dueId, amount: '200000' }]);
    expect((await step(dueId, 'certification', 'controller')).body).toMatchObject({
      status: 'certified',
      certified: { by: 'controller' },
    });
    expect(await tasks('herning', 'department-head')).toMatchObject([{ kind: 'authorise-due', dueId }]);
    expect((await step(dueId, 'authorisation', 'department-head')).body).toMatchObject({ status: 'authorised' });
    expect(await books()).toEqual({ home: [0, 200_000], partner: [200_000, -200_000] });
    await two.carry();
    expect(await books()).toEqual({ home: [200_000, 0], partner: [200_000, -200_000] });
    expect(await parts(run.runId)).toMatchObject([{ status: 'authorised', at: '2026-07-01T08:00:00.000Z' }]);
    expect([await reconciled('aarhus'), await reconciled('herning')]).toEqual([[], []]);
  });

  it('is a credit when outcomes were reversed', async () => {
    const facts = homes(6);
    await two.arrive.finalised(contractId, facts);
    await two.run(contractId);
    await two.carry();
    await authorised((await due()).dueId);
    await two.carry();
    await two.arrive.reversed(contractId, [facts[0]!.claimId]);
    await two.run(contractId);
    await two.carry();
    expect(await due()).toMatchObject({ number: 2, amount: '-33333', toBook: '-33333' });
    await authorised((await due()).dueId);
    await two.carry();
    expect(await books()).toEqual({ home: [166_667, 0], partner: [166_667, -166_667] });
    expect([await reconciled('aarhus'), await reconciled('herning')]).toEqual([[], []]);
  });

  it('is not told again while nothing has changed', async () => {
    await claimed();
    await two.run(contractId);
    expect(await two.sent('aarhus')).toEqual([]);
  });

  it('tells outcomes of few people only together with others', async () => {
    const participantId = randomUUID();
    await two.arrive.finalised(contractId, [
      ...homes(7),
      outcome({ participantId, outcome: 'mastery', followUp: 'm6' }),
      outcome({ participantId, outcome: 'mastery', followUp: 'm12', on: localDate('2026-05-01') }),
    ]);
    await two.run(contractId);
    const { lines, payments } = contentOf((await two.sent('aarhus'))[0]!);
    expect(lines).toEqual([
      { payer: 'herning', outcome: 'home', followUp: null, budgetYear: 2026, payable: '233334' },
      { payer: 'herning', outcome: null, followUp: null, budgetYear: 2026, payable: '13333' },
    ]);
    expect(payments.map(({ payable }) => payable)).toEqual(['246667']);
  });
});

describe('an objection', () => {
  it('goes home with its reason, stays due, and is answered by the next run', async () => {
    const facts = homes(6);
    await two.arrive.finalised(contractId, facts);
    const run = await two.run(contractId);
    await two.carry();
    const reason = 'Ét resultat er ikke gjort op med os.';
    expect((await step((await due()).dueId, 'objection', 'controller', { reason })).body).toMatchObject({
      status: 'objected',
      objected: { by: 'controller', reason },
    });
    await two.carry();
    expect(await parts(run.runId)).toMatchObject([{ status: 'objected', reason }]);
    expect(await tasks('aarhus', 'controller')).toMatchObject([{ kind: 'not-paid', runId: run.runId, no: 1 }]);
    expect(await books()).toEqual({ home: [0, 200_000], partner: [0, 0] });
    await two.arrive.reversed(contractId, [facts[0]!.claimId]);
    await two.run(contractId);
    await two.carry();
    expect(await tasks('aarhus', 'controller')).toEqual([]);
    expect(await due()).toMatchObject({ number: 2, amount: '-33333', toBook: '166667', status: 'received' });
    await authorised((await due()).dueId);
    await two.carry();
    expect(await books()).toEqual({ home: [166_667, 0], partner: [166_667, -166_667] });
    expect([await reconciled('aarhus'), await reconciled('herning')]).toEqual([[], []]);
  });

  it('is answered by the same figures too, when the home stands by them', async () => {
    await two.deliver(await claimed());
    await step((await due()).dueId, 'objection', 'controller', { reason: 'Hvorfor?' });
    await two.carry();
    await two.run(contractId);
    await two.carry();
    expect(await due()).toMatchObject({ number: 2, amount: '0', toBook: '200000' });
    await authorised((await due()).dueId);
    await two.carry();
    expect(await books()).toEqual({ home: [200_000, 0], partner: [200_000, -200_000] });
  });

  it('comes once, and not after an authorisation', async () => {
    await two.deliver(await claimed());
    const { dueId } = await due();
    await authorised(dueId);
    for (const name of ['objection', 'authorisation', 'certification'])
      expect(
        (
          await step(
            dueId,
            name,
            name === 'authorisation' ? 'department-head' : 'controller',
            name === 'objection' ? { reason: 'x' } : {},
          )
        ).body.code,
      ).toBe('payments.due-wrong-status');
  });
});

describe('a claim of an amended contract', () => {
  it('names the version that holds at its cut-off, and is paid there by either', async () => {
    const first = jointEvent({ contractId });
    const amends = { kind: 'change', from: '2026-06-15', reason: 'Aftalt', before: first.terms };
    const terms = JSON.parse(JSON.stringify({ ...first.terms, amends })) as typeof first.terms;
    const second = { ...first, version: 2, terms, termsDigest: digestOf(terms) };
    await two.arrive.contract(second);
    await two.joint({ ...second, home: 'aarhus' });
    await two.arrive.finalised(contractId, homes(6));
    const digests: string[] = [];
    for (const cutOff of ['2026-06-14', '2026-06-30']) {
      await two.run(contractId, cutOff);
      for (const message of await two.sent('aarhus')) {
        digests.push(contentOf(message).termsDigest);
        await two.deliver(message);
        await authorised((await due()).dueId);
      }
      await two.sent('herning');
      await two.arrive.finalised(contractId, homes(1));
    }
    expect(digests).toEqual([first.termsDigest, second.termsDigest]);
    expect((await dues()).map(({ status }) => status)).toEqual(['authorised', 'authorised']);
  });
});

describe('two persons of the partner', () => {
  it('are needed, in this order', async () => {
    await two.deliver(await claimed());
    const { dueId } = await due();
    expect((await step(dueId, 'authorisation', 'department-head')).body.code).toBe('payments.due-wrong-status');
    await step(dueId, 'certification', 'both');
    expect((await step(dueId, 'authorisation', 'both')).body.code).toBe('payments.same-person');
    const admin = new Client({ connectionString: two.services['herning']!.database!.ownerUrl });
    await admin.connect();
    await admin.query(`SET app.organisation = '*'`);
    await expect(
      admin.query(
        `INSERT INTO payment_due_step (due_id, contract_id, type, by, name, at, data) VALUES ($1, $2, 'authorised', 'both', '', now(), '{"certifiedBy": "both"}')`,
        [dueId, contractId],
      ),
    ).rejects.toThrow('check constraint');
    await admin.end();
  });
  it('one of several authorisations at once pays', async () => {
    await two.deliver(await claimed());
    const { dueId } = await due();
    await step(dueId, 'certification', 'controller');
    const answers = await Promise.all([1, 2, 3].map(() => step(dueId, 'authorisation', 'department-head')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await two.balance('herning', contractId, 'cost')).toBe(200_000);
    expect(await two.sent('herning')).toHaveLength(1);
  });
  it('are of the authority: others see nothing of it', async () => {
    await two.deliver(await claimed());
    const { dueId } = await due();
    const supplier = { roles: ['supplier' as const], organisation: 'st-basils' };
    const council = { roles: ['council-member' as const], sub: 'erik', organisation: 'herning' };
    // What a claim says is in no publication of ours.
    for (const who of [supplier, council])
      for (const path of ['due', `due/${dueId}`, `due/${dueId}/appropriations`])
        expect([path, (await two.get('herning', path, who)).status]).toEqual([path, 403]);
    expect((await two.post('herning', `due/${dueId}/certification`, supplier)).status).toBe(403);
  });
});

describe('a claim that breaks a rule is refused at once, and the home is told which', () => {
  const changes: readonly (readonly [
    string,
    string,
    (claim: PaymentDueClaimed) => Partial<PaymentDueClaimed>,
    string?,
  ])[] = [
    ['an amount that is not the sum', 'does-not-add-up', () => ({ amount: '199999' })],
    [
      'lines that are not the whole',
      'does-not-add-up',
      ({ lines }) => ({ lines: lines.map((line) => ({ ...line, payable: '1' })) }),
    ],
    [
      'a payment that is named twice',
      'does-not-add-up',
      ({ payments }) => ({ payments: [...payments, ...payments.map((each) => ({ ...each, payable: '0' }))] }),
    ],
    [
      'what was due before the first below nothing',
      'out-of-range',
      ({ payments }) => ({ payments: payments.map((each) => ({ ...each, before: '-100' })), amount: '200100' }),
    ],
    [
      'amounts beyond any budget',
      'out-of-range',
      ({ payments, lines }) => ({
        payments: payments.map((each) => ({ ...each, payable: '9'.repeat(18) })),
        lines: lines.map((each) => ({ ...each, payable: '9'.repeat(18) })),
        amount: '9'.repeat(18),
      }),
    ],
    ['another currency', 'other-terms', () => ({ currency: 'SEK' })],
    [
      "somebody else's part",
      'not-our-part',
      ({ payments, lines }) => ({
        payments: payments.map((each) => ({ ...each, payer: 'aarhus' })),
        lines: lines.map((each) => ({ ...each, payer: 'aarhus' })),
      }),
    ],
    [
      'a payee of no contract',
      'not-our-part',
      ({ payments }) => ({ payments: payments.map((each) => ({ ...each, payee: 'eve' })) }),
    ],
    ['a member that does not lead the contract', 'not-from-the-home', () => ({}), 'odense'],
  ];
  it.each(changes)('%s', async (_title, fault, change, from = 'aarhus') => {
    const message = await claimed();
    const content = { ...contentOf(message), ...change(contentOf(message)) };
    await two.deliver({ ...message, from, content });
    expect(await dues()).toMatchObject([{ status: 'refused', toBook: null }]);
    const [answer] = await two.sent('herning');
    expect(answer).toMatchObject({
      to: from,
      content: { answer: 'refused', reason: fault, claimDigest: digestOf(content), booked: '0' },
    });
    expect((await step((await due()).dueId, 'certification', 'controller')).body.code).toBe(
      'payments.due-wrong-status',
    );
    expect(await tasks('herning', 'controller')).toEqual([]);
  });
  it('by terms that are not known here waits for them, and nothing is paid until they are in force', async () => {
    const message = await claimed();
    const event = jointEvent({ contractId, version: 2 });
    const terms = JSON.parse(
      JSON.stringify(event.terms).replace('"share":"1/3"', '"share":"2/6"'),
    ) as typeof event.terms;
    await two.deliver({ ...message, content: { ...contentOf(message), termsDigest: digestOf(terms) } });
    expect(await dues()).toMatchObject([{ status: 'waiting', waitsFor: 'contract' }]);
    expect((await step((await due()).dueId, 'certification', 'controller')).body.code).toBe('payments.due-waits');
    expect(await two.sent('herning')).toEqual([]);
    await two.joint({ ...event, terms, termsDigest: digestOf(terms), home: 'aarhus' });
    expect(await dues()).toMatchObject([{ status: 'received', waitsFor: null }]);
  });
  it('more than a cap of the contract', async () => {
    const message = await claimed();
    const event = jointEvent({ contractId, version: 2 });
    const terms = JSON.parse(
      JSON.stringify(event.terms).replace(
        '"party":"herning","share":"1/3"',
        '"party":"herning","share":"1/3","cap":"1999.99"',
      ),
    ) as Record<string, unknown>;
    await two.joint({ ...event, terms, termsDigest: digestOf(terms), home: 'aarhus' });
    await two.deliver({ ...message, content: { ...contentOf(message), termsDigest: digestOf(terms) } });
    expect((await two.sent('herning'))[0]).toMatchObject({ content: { answer: 'refused', reason: 'beyond-cap' } });
  });
  it('the same run with other figures, and a claim beside the one that it should follow', async () => {
    const message = await claimed();
    await two.deliver(message);
    const other = {
      payments: contentOf(message).payments.map((each) => ({ ...each, payable: '100000' })),
      lines: contentOf(message).lines.map((each) => ({ ...each, payable: '100000' })),
      amount: '100000',
    };
    await two.deliver({ ...message, id: randomUUID(), content: { ...contentOf(message), ...other } });
    await two.deliver({
      ...message,
      id: randomUUID(),
      content: { ...contentOf(message), ...other, runId: randomUUID(), number: 2 },
    });
    expect((await two.sent('herning')).map(({ content }) => (content as PaymentDueAnswered).reason)).toEqual([
      'other-figures-before',
      'does-not-follow',
    ]);
    expect((await dues()).map(({ status }) => status)).toEqual(['refused', 'refused', 'received']);
  });
  it('and the next run is told as if it had not been', async () => {
    const message = await claimed();
    await two.deliver({ ...message, content: { ...contentOf(message), amount: '1' } });
    const [refusal] = await two.sent('herning');
    // The refusal names another claim than was sent; said of the one that was, it counts.
    await two.deliver({ ...refusal!, content: { ...refusal!.content, claimDigest: digestOf(message.content) } });
    await two.run(contractId);
    await two.carry();
    expect((await dues())[0]).toMatchObject({ number: 2, amount: '200000', toBook: '200000', status: 'received' });
    await authorised((await due()).dueId);
    await two.carry();
    expect(await books()).toEqual({ home: [200_000, 0], partner: [200_000, -200_000] });
    expect(await reconciled('aarhus')).toEqual([]);
  });
});

describe('whatever the post does', () => {
  it('the same claim under another id is the same claim', async () => {
    const message = await claimed();
    await two.deliver(message);
    await two.deliver({ ...message, id: randomUUID() });
    expect(await dues()).toHaveLength(1);
    const booked = await asSystem('test', () =>
      two.services['herning']!.app.get(Database).read((tx) =>
        tx.query(
          `SELECT FROM outbox WHERE subject = 'evt.payments.partner-messages-booked.v1' AND data->>'from' = 'aarhus'`,
        ),
      ),
    );
    expect((booked as unknown[]).length).toBeGreaterThanOrEqual(2);
  });
  it('a claim waits for the one before it, and both are answered in their order', async () => {
    const first = await claimed();
    const second = await claimed();
    await two.deliver(second);
    expect(await due()).toMatchObject({ number: 2, status: 'waiting', waitsFor: 'claim', toBook: null });
    expect((await step((await due()).dueId, 'certification', 'controller')).body.code).toBe('payments.due-waits');
    await two.deliver(first);
    const [one, next] = (await dues()).toSorted((a, b) => a.number - b.number);
    expect([one!.status, next!.status]).toEqual(['received', 'waiting']);
    await authorised(one!.dueId);
    expect(await authorised(next!.dueId)).toMatchObject({ status: 'authorised', toBook: '200000' });
    await two.carry();
    expect(await books()).toEqual({ home: [400_000, 0], partner: [400_000, -400_000] });
  });
  it('a claim waits for its contract', async () => {
    const event = jointEvent();
    await two.arrive.contract(event);
    contractId = event.contractId;
    await two.deliver(await claimed());
    expect(await due()).toMatchObject({ status: 'waiting', waitsFor: 'contract', contractTitle: null });
    expect((await step((await due()).dueId, 'certification', 'controller')).body.code).toBe('payments.due-waits');
    await two.joint({ ...event, home: 'odense' });
    expect((await step((await due()).dueId, 'certification', 'controller')).body).toMatchObject({
      code: 'payments.due-at-fault',
      params: { fault: 'not-from-the-home' },
    });
  });
  it('a claim that was never delivered is in the next one', async () => {
    const lost = await claimed();
    await two.settle(lost, 'ended');
    const { runId } = contentOf(lost);
    expect(await parts(runId)).toMatchObject([{ status: 'undelivered', reason: 'ended' }]);
    await claimed(3).then((message) => two.deliver(message));
    expect(await due()).toMatchObject({ number: 2, amount: '300000', toBook: '300000' });
    await authorised((await due()).dueId);
    await two.carry();
    expect(await books()).toEqual({ home: [300_000, 0], partner: [300_000, -300_000] });
    expect(await reconciled('aarhus')).toEqual([]);
  });
});

describe('an answer that does not fit what the home knows', () => {
  it.each<[string, Partial<PaymentDueAnswered>, string, string?]>([
    ['of somebody else', {}, 'answer-to-no-claim', 'odense'],
    ["to another's run", { runId: randomUUID() }, 'answer-to-no-claim'],
    ['to another claim', { claimDigest: 'e'.repeat(64) }, 'answer-to-no-claim'],
    ['with another amount', { booked: '200001' }, 'answer-differs'],
  ])('%s changes nothing, and whoever gave it is told', async (_title, change, reason, from = 'herning') => {
    await two.deliver(await claimed());
    await authorised((await due()).dueId);
    const [answer] = await two.sent('herning');
    const content = { ...answer!.content, ...change } as PaymentDueAnswered;
    await two.deliver({ ...answer!, from, content });
    expect(await two.sent('aarhus')).toMatchObject([
      {
        ...{ to: from, type: 'payment-answer-refused/1' },
        content: { contractId, runId: content.runId, claimDigest: content.claimDigest, answer: 'authorised', reason },
      },
    ]);
    expect(await books()).toMatchObject({ home: [0, 200_000] });
    await two.deliver(answer!);
    await two.deliver(answer!);
    expect(await books()).toMatchObject({ home: [200_000, 0] });
    expect(await two.sent('aarhus')).toEqual([]);
  });

  it('is a problem on both sides, which the next run puts right', async () => {
    const message = await claimed();
    const { runId } = contentOf(message);
    await two.deliver(message);
    const { dueId } = await due();
    await authorised(dueId);
    const [answer] = await two.sent('herning');
    await two.deliver({ ...answer!, content: { ...answer!.content, booked: '200001' } });
    await two.carry();
    expect(await due()).toMatchObject({ status: 'authorised', answerRefused: { reason: 'answer-differs' } });
    expect(await tasks('herning', 'controller')).toMatchObject([{ kind: 'answer-refused', dueId }]);
    expect(await parts(runId)).toMatchObject([{ status: 'answer-refused', reason: 'answer-differs' }]);
    expect(await tasks('aarhus', 'controller')).toMatchObject([{ kind: 'not-paid', runId }]);
    await two.run(contractId);
    await two.carry();
    expect(await due()).toMatchObject({ number: 2, amount: '0', toBook: '0', answerRefused: null });
    await authorised((await due()).dueId);
    await two.carry();
    expect(await books()).toEqual({ home: [200_000, 0], partner: [200_000, -200_000] });
    for (const at of ['aarhus', 'herning']) expect(await tasks(at, 'controller')).toEqual([]);
    expect([await reconciled('aarhus'), await reconciled('herning')]).toEqual([[], []]);
  });

  it('does not take the place of one that stands', async () => {
    await two.deliver(await claimed());
    await authorised((await due()).dueId);
    const [answer] = await two.sent('herning');
    await two.deliver(answer!);
    await two.deliver({ ...answer!, content: { ...answer!.content, answer: 'objected', reason: 'x' } });
    expect(await books()).toMatchObject({ home: [200_000, 0] });
    expect(await two.sent('aarhus')).toMatchObject([{ content: { answer: 'objected', reason: 'answer-differs' } }]);
  });
});

describe('the appropriation of the budget year', () => {
  it('holds what is authorised, or it is not: with what is missing, until more is appropriated', async () => {
    two.appropriated['herning'] = 150_000n;
    await two.deliver(await claimed());
    const { dueId } = await due();
    await step(dueId, 'certification', 'controller');
    const { body } = await step(dueId, 'authorisation', 'department-head');
    expect(body).toMatchObject({
      code: 'payments.beyond-appropriation',
      errors: [
        { code: 'payments.appropriation-missing', da: expect.stringMatching(/2026.*2.000,00.*1.500,00.*500,00/) },
      ],
    });
    expect((await two.get('herning', `due/${dueId}/appropriations`)).body).toEqual({
      currency: 'DKK',
      items: [
        {
          ...{ payer: 'herning', payerName: 'Herning Kommune', budgetYear: 2026 },
          ...{ appropriated: '150000', used: '0', amount: '200000', left: '-50000' },
        },
      ],
    });
    expect([await two.sent('herning'), await books()]).toEqual([[], { home: [0, 200_000], partner: [0, 0] }]);
    two.appropriated['herning'] = 200_000n;
    expect((await step(dueId, 'authorisation', 'department-head')).body.status).toBe('authorised');
  });
});
