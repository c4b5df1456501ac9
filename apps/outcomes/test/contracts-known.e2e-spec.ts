import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import {
  ContractActivatedV1,
  GetContractV1,
  type ActiveContract,
  type ContractEnded,
} from '@ringvirkning/contracts-api';
import { JobRunner } from '@ringvirkning/jobs';
import { fail, localDate, systemIds } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import { asSystem, Database } from '@ringvirkning/persistence';
import { ContractEndedConsumer } from '../src/known-contracts/contract-ended.consumer.js';
import { ContractStore } from '../src/persistence/contract.store.js';
import { activeContract, startWorld, termsYaml, type World } from './world.js';

let world: World;
let contractsService: NatsConnection;
const inForce = new Map<string, ActiveContract>();
let asked = 0;

/** The test answers as the contracts service does. */
beforeAll(async () => {
  world = await startWorld();
  contractsService = await connect({
    servers: world.nats.url,
    authenticator: nkeyAuthenticator(new TextEncoder().encode(world.nats.adminSeed)),
  });
  contractsService.subscribe(GetContractV1.subject, {
    callback: (_, message) => {
      asked += 1;
      const contract = inForce.get(message.json<{ contractId: string }>().contractId);
      const error = fail.notFound('contracts.unknown-contract', 'Findes ikke.', 'Does not exist.').json;
      message.respond(JSON.stringify(contract ? { reply: contract } : { error }));
    },
  });
  await contractsService.flush();
});
afterAll(async () => {
  await contractsService.close();
  await world.stop();
});

const enrol = (contractId: string, who = 'fatima') =>
  world.post(who, `/contracts/${contractId}/participants`, { referredOn: '2024-02-01' });

describe('a contract whose event is late', () => {
  it('is asked for once, and then known', async () => {
    const contract = activeContract();
    inForce.set(contract.contractId, contract);
    asked = 0;
    expect((await enrol(contract.contractId)).status).toBe(201);
    expect((await enrol(contract.contractId)).status).toBe(201);
    expect(asked).toBe(1);
  });
  it('stays closed to strangers all the same', async () => {
    const contract = activeContract();
    inForce.set(contract.contractId, contract);
    expect((await enrol(contract.contractId, 'stranger')).status).toBe(404);
  });
  it('does not exist when the contracts service does not know it', async () => {
    expect(await enrol(systemIds.next())).toMatchObject({ status: 404, body: { code: 'outcomes.unknown-contract' } });
  });
});

describe('a contract that was settled for good', () => {
  it('takes nobody and nothing new; what is there is read still', async () => {
    const contract = activeContract();
    inForce.set(contract.contractId, contract);
    const { contractId } = contract;
    const enrolled = await enrol(contractId);
    const { participantId } = enrolled.body as { participantId: string };
    const { claimId } = await world.claim(contractId, participantId);
    await world.post('anna', `/claims/${claimId}/attestation`, { decision: 'returned', note: 'mangler' });
    const due = () => world.rows('SELECT FROM due WHERE contract_id = $1', [contractId]);
    expect(await due()).not.toEqual([]);
    const consumer = world.service.app.get(ContractEndedConsumer);
    const event = { data: { contractId, endedOn: localDate('2030-01-05') } } as EventEnvelope<ContractEnded>;
    await asSystem('test', () => world.service.app.get(Database).transaction((tx) => consumer.ended([event], tx)));
    const refused = { status: 422, body: { code: 'outcomes.contract-ended' } };
    expect(await due()).toEqual([]);
    expect(await enrol(contractId)).toMatchObject(refused);
    const claim = { participantId, outcome: 'move-in', on: '2024-03-01', evidence: [] };
    expect(await world.post('fatima', `/contracts/${contractId}/claims`, claim)).toMatchObject(refused);
    expect((await world.get('fatima', `/participants/${participantId}`)).status).toBe(200);
    await world.rows("SELECT set_config('app.organisation', '*', false), renew_due(ARRAY[$1::uuid])", [participantId]);
    expect(await due()).toEqual([]);
  });
});

describe('a contract of before its partners were kept', () => {
  const terms = termsYaml()
    .replace(
      'parties:',
      'parties:\n  - { id: odense, name: Odense, kind: municipality, organisation: odense, roles: [payer] }',
    )
    .replace(
      'split: fixed, parts: [{ party: kommune, share: 1 }]',
      'split: top-up, parts: [{ party: of-participant }], otherwise: kommune',
    );
  const told = (contractId: string) => world.rows('SELECT member FROM move_told WHERE contract_id = $1', [contractId]);

  it('is asked for after the upgrade, and its partners are told once who had moved', async () => {
    const contractId = await world.contract(terms);
    await world.enrol(contractId);
    const participantId = await world.enrol(contractId);
    await world.post('anna', `/participants/${participantId}/moves`, {
      from: '2024-05-01',
      payingMunicipality: 'odense',
    });
    const jobs = world.service.app.get(JobRunner, { strict: false });
    await jobs.runOnce();
    expect(await told(contractId)).toEqual([]);

    inForce.set(contractId, { ...activeContract(terms), contractId, partners: ['odense'] });
    await world.rows('UPDATE contract SET movers_told = false WHERE contract_id = $1', [contractId]);
    asked = 0;
    for (let twice = 0; twice < 2; twice += 1) await jobs.runOnce();
    expect([await told(contractId), asked]).toEqual([[{ member: 'odense' }], 1]);
  });
});

describe('the event of a contract', () => {
  const put = (contract: ActiveContract) =>
    asSystem('test', () =>
      world.service.app
        .get(Database, { strict: false })
        .transaction((tx) => world.service.app.get(ContractStore, { strict: false }).put(tx, contract)),
    );
  const stored = (contractId: string) =>
    world.rows(
      'SELECT version, title, (SELECT count(*)::int FROM contract_step s WHERE s.contract_id = c.contract_id) AS steps FROM contract c WHERE contract_id = $1',
      [contractId],
    );

  it('changes nothing when it comes again, and an older version never replaces a newer', async () => {
    const contract = { ...activeContract(), version: 2 };
    expect(ContractActivatedV1.data.safeParse(contract).success).toBe(true);
    await put(contract);
    await put(contract);
    await put({ ...contract, version: 1, title: 'ældre' });
    expect(await stored(contract.contractId)).toEqual([{ version: 2, title: 'Prøve', steps: 4 }]);
    await put({ ...contract, version: 3, title: 'nyere' });
    expect(await stored(contract.contractId)).toEqual([{ version: 3, title: 'nyere', steps: 4 }]);
  });
});
