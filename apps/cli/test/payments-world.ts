import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Module } from '@nestjs/common';
import { paymentsService } from '@ringvirkning/app-payments';
import { catalogue, serviceManifests } from '@ringvirkning/catalogue';
import {
  ContractActivatedV1,
  GetAppropriationsV1,
  type ActiveContract,
  type Appropriations,
} from '@ringvirkning/contracts-api';
import { instant, localDate, type LocalDate } from '@ringvirkning/kernel';
import { Answers, Outbox } from '@ringvirkning/outbox';
import { OutcomesFinalisedV1, OutcomesReversedV1, type FinalisedOutcome } from '@ringvirkning/outcomes-api';
import { PaymentSummarySchema, RunBundleSchema, type RunBundle } from '@ringvirkning/payments-api';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { defineService } from '@ringvirkning/service';
import { parseTerms } from '@ringvirkning/terms';
import {
  eventually,
  startTestService,
  testIdentity,
  testNats,
  type TestService,
  type TokenClaims,
} from '@ringvirkning/testing';
import { EXAMPLES } from './run.js';

const CARL: TokenClaims = { roles: ['controller'], sub: 'carl', organisation: 'aarhus' };
const BO: TokenClaims = { roles: ['department-head'], sub: 'bo', organisation: 'aarhus' };
const NOW = instant('2026-07-01T08:00:00Z');

@Module({})
class NeighbourModule {
  constructor(readonly outbox: Outbox) {}
}

@Controller()
class AppropriationsRpc {
  @Answers(GetAppropriationsV1)
  async answer(): Promise<Appropriations> {
    const years = [2023, 2024, 2025, 2026];
    return { appropriations: years.map((budgetYear) => ({ payer: 'aarhus', budgetYear, amount: '1000000000' })) };
  }
}
@Module({ controllers: [AppropriationsRpc] })
class ContractsModule extends NeighbourModule {}

/** The payments service with a contract of an example document; contracts and outcomes are stood in for by services that only publish. */
export async function startPaymentsWorld(example: string) {
  const nats = await testNats(serviceManifests);
  const identity = await testIdentity();
  const start = (definition: Parameters<typeof startTestService>[0]): Promise<TestService> =>
    startTestService(definition, { nats, identity, clock: { now: () => NOW } });
  const contracts = await start(
    defineService({
      manifest: {
        ...catalogue.contracts,
        answers: catalogue.contracts.answers.filter(({ subject }) => subject === GetAppropriationsV1.subject),
        consumes: [],
      },
      migrations: [],
      module: ContractsModule,
    }),
  );
  const outcomes = await start(
    defineService({
      manifest: { ...catalogue.outcomes, consumes: [], answers: [] },
      migrations: [],
      module: NeighbourModule,
    }),
  );
  const payments = await start(paymentsService);
  const contract = contractOf(example);
  const { contractId } = contract;
  const publish = (service: TestService, work: (outbox: Outbox, tx: Tx) => Promise<void>): Promise<void> =>
    asSystem('test', () => service.app.get(Database).transaction((tx) => work(service.app.get(Outbox), tx)));
  const get = async (path: string): Promise<unknown> =>
    (await (await payments.request(CARL)).get(`/api/payments/${path}`)).body;
  const post = async (path: string, who: TokenClaims, body: object): Promise<{ runId: string }> =>
    (await (await payments.request(who)).post(`/api/payments/${path}`).set('Idempotency-Key', randomUUID()).send(body))
      .body as { runId: string };
  await publish(contracts, (outbox, tx) => outbox.add(tx, ContractActivatedV1, { key: contractId, data: contract }));
  return {
    finalised: (all: FinalisedOutcome[]) =>
      publish(outcomes, (outbox, tx) =>
        outbox.add(tx, OutcomesFinalisedV1, { key: contractId, data: { contractId, outcomes: all } }),
      ),
    reversed: (claimId: string) =>
      publish(outcomes, (outbox, tx) =>
        outbox.add(tx, OutcomesReversedV1, {
          key: contractId,
          data: { contractId, outcomes: [{ claimId, reversedAt: NOW }] },
        }),
      ),
    /** Waits until payments has consumed so many facts that count. */
    hasFacts: (count: number) =>
      eventually(async () => {
        if (PaymentSummarySchema.parse(await get(`contracts/${contractId}/summary?asOf=2026-06-30`)).facts !== count)
          throw new Error(`not yet ${count} facts`);
      }),
    /** Calculates, certifies and authorises a run, and downloads its bundle. */
    bundleOfRun: async (cutOff: string): Promise<RunBundle> => {
      const { runId } = await post(`contracts/${contractId}/runs`, CARL, { cutOff });
      const { digest } = (await get(`runs/${runId}/difference`)) as { digest: string };
      await post(`runs/${runId}/certification`, CARL, { shown: digest });
      await post(`runs/${runId}/authorisation`, BO, {});
      return RunBundleSchema.parse(await get(`runs/${runId}/bundle`));
    },
    stop: async (): Promise<void> => {
      for (const service of [payments, outcomes, contracts]) await service.stop();
      await identity.stop();
      await nats.stop();
    },
  };
}

function contractOf(example: string): ActiveContract {
  const parsed = parseTerms(readFileSync(join(EXAMPLES, `${example}.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const { terms, digest } = parsed;
  return {
    contractId: randomUUID(),
    ref: terms.ref,
    version: 1,
    title: terms.title.da,
    currency: terms.currency,
    activatedOn: terms.period.from,
    termsDigest: digest,
    terms: { ...terms },
    parties: terms.parties as ActiveContract['parties'],
    departments: [],
  };
}

/** A final outcome of a person. */
export const achieved = (outcome: string, on: string, over: Partial<FinalisedOutcome> = {}): FinalisedOutcome => ({
  claimId: randomUUID(),
  participantId: randomUUID(),
  outcome,
  on: localDate(on) satisfies LocalDate,
  quantity: '1',
  finalisedAt: NOW,
  ...over,
});
