import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module } from '@nestjs/common';
import { catalogue, serviceManifests } from '@ringvirkning/catalogue';
import {
  GetAppropriationsV1,
  GetContractV1,
  type ActiveContract,
  type Appropriations,
} from '@ringvirkning/contracts-api';
import { fail, localDate } from '@ringvirkning/kernel';
import { Answers, Outbox } from '@ringvirkning/outbox';
import {
  OUTCOMES_PER_EVENT,
  OutcomesFinalisedV1,
  OutcomesReversedV1,
  type FinalisedOutcome,
} from '@ringvirkning/outcomes-api';
import type { Run } from '@ringvirkning/payments-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import { defineService } from '@ringvirkning/service';
import {
  eventually,
  startTestService,
  testIdentity,
  testNats,
  type TestIdentity,
  type TestNats,
  type TestService,
} from '@ringvirkning/testing';
import { paymentsService } from '../src/index.js';
import { clock, contractEvent, homes, shown } from './fixtures.js';

const contracts = new Map<string, ActiveContract>();

/** The neighbours, as real services with outboxes of their own. */
@Controller()
class ContractsRpc {
  @Answers(GetContractV1)
  async answer({ contractId }: { contractId: string }): Promise<ActiveContract> {
    const contract = contracts.get(contractId);
    if (!contract) throw fail.notFound('contracts.unknown-contract', 'Findes ikke.', 'Does not exist.');
    return contract;
  }

  @Answers(GetAppropriationsV1)
  async appropriated(): Promise<Appropriations> {
    return { appropriations: [{ payer: 'aarhus', budgetYear: 2026, amount: '100000000' }] };
  }
}
@Module({ controllers: [ContractsRpc] })
class ContractsModule {}
@Module({})
class OutcomesModule {
  constructor(readonly outbox: Outbox) {}
}

let nats: TestNats;
let identity: TestIdentity;
const services: TestService[] = [];
let [payments, outcomes]: TestService[] = [];

beforeAll(async () => {
  nats = await testNats(serviceManifests);
  identity = await testIdentity();
  const start = async (definition: Parameters<typeof startTestService>[0]): Promise<TestService> => {
    const service = await startTestService(definition, { nats, identity, clock });
    services.push(service);
    return service;
  };
  await start(
    defineService({
      manifest: {
        ...catalogue.contracts,
        consumes: [],
        answers: catalogue.contracts.answers.filter(({ subject }) =>
          [GetContractV1.subject, GetAppropriationsV1.subject].includes(subject),
        ),
      },
      migrations: [],
      module: ContractsModule,
    }),
  );
  outcomes = await start(
    defineService({
      manifest: { ...catalogue.outcomes, consumes: [], answers: [] },
      migrations: [],
      module: OutcomesModule,
    }),
  );
  payments = await start(paymentsService);
});
afterAll(async () => {
  for (const service of services.reverse()) await service.stop();
  await identity?.stop();
  await nats?.stop();
});

const inOutcomes = (
  work: (outbox: Outbox, tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<void>,
) => asSystem('test', () => outcomes!.app.get(Database).transaction((tx) => work(outcomes!.app.get(Outbox), tx)));

const finalise = (contractId: string, all: readonly FinalisedOutcome[]) =>
  inOutcomes((outbox, tx) => {
    const parts = Array.from({ length: Math.ceil(all.length / OUTCOMES_PER_EVENT) }, (_, i) =>
      all.slice(i * OUTCOMES_PER_EVENT, (i + 1) * OUTCOMES_PER_EVENT),
    );
    return outbox.addAll(
      tx,
      OutcomesFinalisedV1,
      parts.map((part) => ({ key: contractId, data: { contractId, outcomes: part } })),
    );
  });

const knownContract = (): string => {
  const event = contractEvent();
  contracts.set(event.contractId, event);
  return event.contractId;
};
const summary = async (contractId: string) =>
  (await (await payments!.request('controller')).get(`/api/payments/contracts/${contractId}/summary?asOf=2026-06-30`))
    .body;

describe('through the broker', () => {
  it('an outcome that overtakes its contract makes payments ask for the contract', async () => {
    const contractId = knownContract();
    await finalise(contractId, homes(6));
    await eventually(async () => expect(await summary(contractId)).toMatchObject({ gross: '600000', facts: 6 }));
  });

  it('an outcome of a contract nobody knows is put aside, and consumed when it is retried', async () => {
    const event = contractEvent();
    const [aside, next] = [event.contractId, knownContract()];
    await finalise(aside, homes(1));
    await finalise(next, homes(2));
    await eventually(async () => expect(await summary(next)).toMatchObject({ gross: '200000' }));
    const client = await payments!.request('operator');
    const { items } = (await client.get('/api/payments/operations/dead-letters')).body as {
      items: { id: string; code: string }[];
    };
    expect(items).toMatchObject([{ code: 'contracts.unknown-contract' }]);
    contracts.set(aside, event);
    expect((await client.post(`/api/payments/operations/dead-letters/${items[0]!.id}/retry`)).status).toBeLessThan(300);
    await eventually(async () => expect(await summary(aside)).toMatchObject({ gross: '100000' }));
  });

  it('a reversal makes the next run a credit, and an authorised run is told to the others', async () => {
    const contractId = knownContract();
    const facts = homes(2);
    const run = async (): Promise<Run> => {
      const carl = await payments!.request('controller');
      const { runId } = (await carl.post(`/api/payments/contracts/${contractId}/runs`).send({ cutOff: '2026-06-30' }))
        .body as Run;
      await carl.post(`/api/payments/runs/${runId}/certification`).send(await shown(payments!, runId));
      return (
        await (await payments!.request('department-head')).post(`/api/payments/runs/${runId}/authorisation`).send({})
      ).body as Run;
    };
    await finalise(contractId, facts);
    await eventually(async () => expect(await summary(contractId)).toMatchObject({ gross: '200000' }));
    expect(await run()).toMatchObject({ status: 'authorised', amount: '200000' });
    await inOutcomes((outbox, tx) =>
      outbox.add(tx, OutcomesReversedV1, {
        key: contractId,
        data: { contractId, outcomes: [{ claimId: facts[0]!.claimId, reversedAt: clock.now() }] },
      }),
    );
    await eventually(async () => expect(await summary(contractId)).toMatchObject({ gross: '100000' }));
    expect(await run()).toMatchObject({ amount: '-100000' });
    const told = await asSystem('test', () =>
      payments!.app
        .get(Database)
        .read((tx) =>
          tx.query<{ data: unknown }[]>('SELECT data FROM outbox WHERE key = $1 ORDER BY id', [contractId]),
        ),
    );
    const payment = (payer: string, amount: string) => ({ payer, payee: 'st-basils', budgetYear: 2026, amount });
    expect(told.map(({ data }) => data)).toMatchObject([
      {
        contractId,
        no: 1,
        cutOff: '2026-06-30',
        budgetYear: 2026,
        currency: 'DKK',
        payments: [payment('aarhus', '133333'), payment('dsi', '66667')],
      },
      { contractId, no: 2, payments: [payment('aarhus', '-66666'), payment('dsi', '-33334')] },
    ]);
  });

  it('one outcome that the books refuse is put aside, and the others of its event are accrued', async () => {
    const contractId = knownContract();
    const [first, ...others] = homes(40);
    await finalise(contractId, [first!]);
    await eventually(async () => expect(await summary(contractId)).toMatchObject({ gross: '100000' }));
    // The same claim again, achieved on another day: its accrual is another one than the books have under its key.
    await finalise(contractId, [
      ...others.slice(0, 20),
      { ...first!, on: localDate('2026-03-02') },
      ...others.slice(20),
    ]);
    await eventually(async () => expect(await summary(contractId)).toMatchObject({ gross: '4000000' }));
    const { items } = (await (await payments!.request('operator')).get('/api/payments/operations/dead-letters')).body;
    expect(items).toMatchObject([{ subject: OutcomesFinalisedV1.subject, item: 20, code: 'ledger.key-reused' }]);
  });

  it('thousands of outcomes are accrued once each, and the books are sound', async () => {
    const contractId = knownContract();
    await finalise(contractId, homes(5_000));
    await eventually(
      async () => expect(await summary(contractId)).toMatchObject({ gross: '500000000', facts: 5_000 }),
      { interval: 250 },
    );
    const verified = await (await payments!.request('operator')).post('/api/payments/operations/verification').send({});
    expect(verified.body).toMatchObject({ ok: true, findings: [] });
  });
});
