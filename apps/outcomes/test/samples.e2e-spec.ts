import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SampleConcludedV1, SampleDrawnV1, SampleFrozenV1 } from '@ringvirkning/outcomes-api';
import { drawSample, populationDigest, type Unit } from '@ringvirkning/statistics';
import { auditSample } from '@ringvirkning/terms';
import { DataSource } from 'typeorm';
import { SampleDrawn1764700008002 } from '../src/persistence/migrations/1764700008002-sample-drawn.js';
import { startWorld, termsYaml, type World } from './world.js';

const sampled = (how: string, objectionDays = 0): string =>
  termsYaml({ objectionDays }).replace('verification: {', `verification: { sample: { ${how} },`);
const SIMPLE = 'method: simple-random, size: 30, material: reject, inconclusive: reject';

interface Listed {
  readonly sampleId: string;
  readonly claims: { claimId: string; amount: string; status: string }[];
  readonly [field: string]: unknown;
}
interface Exported {
  readonly terms: Parameters<typeof auditSample>[0]['sample'];
  readonly units: { id: string; amount: string; stratum: string }[];
  readonly [field: string]: unknown;
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** So many people who have each moved in, attested. */
async function attested(contractId: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => `p${i},move-in,2024-03-01,2024-02-01`);
  const file = ['participant,outcome,achieved_on,referred_on', ...rows].join('\n');
  const { status, body } = await world.import('fatima', contractId, file);
  if (status !== 201 || body['accepted'] !== count) throw new Error(JSON.stringify(body));
  await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
}
const period = { from: '2024-01-01', to: '2024-12-31' };
const freeze = (contractId: string, who = 'hans') => world.post(who, `/contracts/${contractId}/samples`, period);
const draw = (sampleId: string, who = 'hans') => world.post(who, `/samples/${sampleId}/seed`);
const conclude = (sampleId: string, who = 'hans') => world.post(who, `/samples/${sampleId}/conclusion`);
const details = async (sampleId: string, who = 'hans'): Promise<Listed> =>
  (await world.get(who, `/samples/${sampleId}`)).body as unknown as Listed;
const fileOf = async (sampleId: string): Promise<Exported> =>
  (await world.get('karen', `/samples/${sampleId}/file`)).body as unknown as Exported;

/** A contract with a drawn sample. */
async function drawn(how: string, count: number, objectionDays = 0): Promise<{ contractId: string; sampleId: string }> {
  const contractId = await world.contract(sampled(how, objectionDays));
  await attested(contractId, count);
  const sampleId = (await freeze(contractId)).body['sampleId'] as string;
  const { status, body } = await draw(sampleId);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { contractId, sampleId };
}
async function decide(sampleId: string, wrong: number): Promise<void> {
  const open = (await details(sampleId)).claims.filter(({ status }) => status === 'attested');
  for (const [i, { claimId }] of open.entries())
    await world.post('hans', `/claims/${claimId}/verification`, { decision: i < wrong ? 'rejected' : 'approved' });
}
const statuses = async (contractId: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await world.rows('SELECT status, count(*)::int AS n FROM claim WHERE contract_id = $1 GROUP BY 1', [contractId])
    ).map(({ status, n }) => [status, n]),
  );
const units = (file: Exported): Unit[] => file.units.map((unit) => ({ ...unit, amount: BigInt(unit.amount) }));
const told = (subject: string, sampleId: string) =>
  world.rows(`SELECT data FROM outbox WHERE subject = $1 AND data->>'sampleId' = $2`, [subject, sampleId]);

describe('A sample', () => {
  it('is frozen by digest before there is a seed, drawn so that anybody can do it again, and concluded', async () => {
    const contractId = await world.contract(sampled(SIMPLE));
    await attested(contractId, 50);
    const frozen = await freeze(contractId);
    expect(frozen).toMatchObject({ status: 201, body: { status: 'frozen', units: 50, seed: null, sizes: [30] } });
    const sampleId = frozen.body['sampleId'] as string;
    expect(await world.rows('SELECT seed FROM sample WHERE sample_id = $1', [sampleId])).toEqual([{ seed: null }]);

    expect(await draw(sampleId)).toMatchObject({ status: 201, body: { status: 'drawn', selected: 30 } });
    const file = await fileOf(sampleId);
    expect(populationDigest(units(file))).toBe(frozen.body['digest']);
    const again = drawSample('simple-random', units(file), file['seed'] as string, 30);
    expect(file['selected']).toEqual(again.sampled);
    expect((await details(sampleId)).claims.map(({ claimId }) => claimId)).toEqual(again.sampled);

    await decide(sampleId, 0);
    const concluded = await conclude(sampleId);
    expect(concluded).toMatchObject({
      status: 201,
      body: { status: 'concluded', approved: 20, finalised: 20, consequence: { type: 'approve' } },
    });
    expect(concluded.body['result']).toMatchObject({ book: '2500000', projected: '0', verdict: 'accepted' });
    expect(await statuses(contractId)).toEqual({ final: 50 });
    for (const event of [SampleFrozenV1, SampleDrawnV1, SampleConcludedV1])
      expect(await told(event.subject, sampleId)).toHaveLength(1);
  });

  it('with errors returns the rest when the terms say so', async () => {
    const { contractId, sampleId } = await drawn(SIMPLE, 50);
    await decide(sampleId, 3);
    const { body } = await conclude(sampleId);
    expect(body).toMatchObject({ returned: 20, approved: 0, consequence: { type: 'reject' }, wrong: 3 });
    expect(body['result']).toMatchObject({ projected: '250000', found: '150000', verdict: 'material' });
    expect(await statuses(contractId)).toEqual({ final: 27, rejected: 3, returned: 20 });
  });

  it('pays the rest less by what is projected beyond what was found', async () => {
    const { contractId, sampleId } = await drawn(SIMPLE.replace('material: reject', 'material: reduce'), 50);
    await decide(sampleId, 3);
    expect((await conclude(sampleId)).body).toMatchObject({ consequence: { type: 'reduce', paidShare: '0.9' } });
    const shares = (await world.finalised(contractId)).map(({ paidShare }) => paidShare);
    expect([shares.filter((share) => share === '0.9').length, shares.filter((share) => !share).length]).toEqual([
      20, 27,
    ]);
  });

  it('is extended by the same seed, and what was decided stays decided', async () => {
    const { contractId, sampleId } = await drawn(
      SIMPLE.replace('inconclusive: reject', 'inconclusive: extend').replace('material: reject', 'material: extend'),
      50,
    );
    await decide(sampleId, 3);
    const before = await details(sampleId);
    expect((await conclude(sampleId)).body).toMatchObject({ status: 'drawn', sizes: [30, 50], seed: before['seed'] });
    expect(await conclude(sampleId)).toMatchObject({ status: 422, body: { code: 'outcomes.sample-undecided' } });
    await decide(sampleId, 0);
    expect((await conclude(sampleId)).body).toMatchObject({
      consequence: { type: 'approve' },
      result: { projected: '150000', precision: '0', found: '150000' },
    });
    expect(await statuses(contractId)).toEqual({ final: 47, rejected: 3 });
  });

  it('says the same as the terms library says of its file', async () => {
    const { sampleId } = await drawn(
      'method: mus-conservative, confidence: 60, material: reject, inconclusive: reject',
      60,
    );
    await decide(sampleId, 2);
    await conclude(sampleId);
    const file = await fileOf(sampleId);
    const { result, consequence } = auditSample(
      { sample: file.terms, units: units(file), seed: file['seed'] as string, sizes: file['sizes'] as number[] },
      new Set(file['wrong'] as string[]),
    );
    expect(file['result']).toEqual(
      JSON.parse(JSON.stringify(result, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))),
    );
    expect(file['consequence']).toEqual(consequence);
  });
});

describe('Who tries to steer a sample', () => {
  it('cannot draw again until it is good: neither on purpose, nor at the same time, nor past the program', async () => {
    const contractId = await world.contract(sampled(SIMPLE));
    await attested(contractId, 40);
    const sampleId = (await freeze(contractId)).body['sampleId'] as string;
    const both = await Promise.all([draw(sampleId), draw(sampleId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { seed } = await details(sampleId);
    expect(await draw(sampleId)).toMatchObject({ status: 409, body: { code: 'outcomes.sample-drawn' } });
    expect((await details(sampleId))['seed']).toBe(seed);
    expect(await freeze(contractId)).toMatchObject({ status: 422, body: { code: 'outcomes.nothing-to-sample' } });
    for (const change of [`seed = repeat('0', 64)`, `digest = repeat('0', 64)`, 'units = 3'])
      await expect(world.asApp(`UPDATE sample SET ${change} WHERE sample_id = '${sampleId}'`)).rejects.toThrow(
        /drawn once/,
      );
    for (const table of ['sample', 'sample_unit', 'sample_fact', 'sample_drawn'])
      await expect(world.asApp(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
  });

  it('adds nothing after it is frozen, corrects nothing in it, and verifies nothing outside it', async () => {
    const contractId = await world.contract(sampled(SIMPLE));
    await attested(contractId, 40);
    const sampleId = (await freeze(contractId)).body['sampleId'] as string;
    const { claimId: late } = await world.claim(contractId, await world.enrol(contractId));
    await world.post('anna', `/claims/${late}/attestation`);
    await draw(sampleId);
    const file = await fileOf(sampleId);
    expect(file.units.map(({ id }) => id)).not.toContain(late);
    const waiting = file.units.map(({ id }) => id).find((id) => !(file['selected'] as string[]).includes(id))!;
    for (const claimId of [late, waiting]) {
      const verified = await world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
      expect(verified).toMatchObject({ status: 422, body: { code: 'outcomes.waits-for-sample' } });
      expect((await world.get('hans', `/claims/${claimId}`)).body['mayTake']).toEqual([]);
    }
    const corrected = await world.post('fatima', `/claims/${waiting}/correction`, { version: 1, on: '2024-03-02' });
    expect(corrected).toMatchObject({ status: 422, body: { code: 'outcomes.in-sample' } });
    expect((await world.post('hans', `/contracts/${contractId}/verifications`, { all: true })).body).toMatchObject({
      done: 30,
      skipped: 11,
    });
    expect((await conclude(sampleId)).body).toMatchObject({ approved: 10, finalised: 10 });
    expect(await statuses(contractId)).toEqual({ final: 40, attested: 1 });
  });

  it('is the verifier of this contract or nobody', async () => {
    const contractId = await world.contract(sampled(SIMPLE));
    await attested(contractId, 40);
    for (const who of ['anna', 'bo', 'karen', 'dorte', 'erik', 'fatima', 'gry', 'stranger'])
      expect((await freeze(contractId, who)).status).toBe(403);
    const sampleId = (await freeze(contractId)).body['sampleId'] as string;
    for (const who of ['karen', 'fatima', 'anna']) {
      expect((await draw(sampleId, who)).status).toBe(403);
      expect((await conclude(sampleId, who)).status).toBe(403);
    }
    for (const who of ['fatima', 'gry', 'erik', 'stranger'])
      expect((await world.get(who, `/samples/${sampleId}`)).status).toBe(403);
    for (const who of ['karen', 'anna', 'bo', 'dorte', 'hans'])
      expect((await world.get(who, `/samples/${sampleId}`)).status).toBe(200);
    expect(await conclude(sampleId)).toMatchObject({ status: 409, body: { code: 'outcomes.sample-not-drawn' } });
  });

  it('sees no sample of a contract that is not theirs', async () => {
    const { sampleId } = await drawn(SIMPLE, 30);
    const client = await world.service.request({ roles: ['investor', 'verifier'], organisation: 'dsi', sub: 'gry' });
    expect((await client.get(`/api/outcomes/samples/${sampleId}`)).status).toBe(404);
    expect((await client.post(`/api/outcomes/samples/${sampleId}/seed`)).status).toBe(404);
    const rows = await world.asApp(`SELECT * FROM sample WHERE sample_id = '${sampleId}'`, 'another:verifier');
    expect(rows).toEqual([]);
  });

  it('needs a contract that agreed on one', async () => {
    const contractId = await world.contract();
    const { claimId } = await world.claim(contractId, await world.enrol(contractId));
    await world.post('anna', `/claims/${claimId}/attestation`);
    expect(await freeze(contractId)).toMatchObject({ status: 422, body: { code: 'outcomes.not-sampled' } });
    expect((await world.get('hans', `/contracts/${contractId}/samples`)).body).toMatchObject({
      terms: null,
      items: [],
    });
  });

  it('counts in the list what the sample itself shows: drawn, decided and wrong', async () => {
    const { contractId, sampleId } = await drawn(SIMPLE, 40);
    const listed = async () =>
      ((await world.get('karen', `/contracts/${contractId}/samples`)).body['items'] as Listed[])[0]!;
    expect(await listed()).toMatchObject({ sampleId, units: 40, selected: 30, decided: 0, wrong: 0 });
    await decide(sampleId, 2);
    expect(await listed()).toMatchObject({ selected: 30, decided: 30, wrong: 2 });
    await conclude(sampleId);
    expect(await listed()).toMatchObject({ status: 'concluded', selected: 30, decided: 30, wrong: 2 });
    const file = await fileOf(sampleId);
    expect(file['wrong']).toHaveLength(2);
    expect(file['selected']).toEqual((await details(sampleId)).claims.map(({ claimId }) => claimId));
  });

  it('has drawn the same when it was drawn before that was kept', async () => {
    const { sampleId } = await drawn(SIMPLE, 40);
    const source = await new DataSource({ type: 'postgres', url: world.service.database!.ownerUrl }).initialize();
    const runner = source.createQueryRunner();
    const kept = () =>
      runner.query('SELECT claim_id FROM sample_drawn WHERE sample_id = $1 ORDER BY 1', [sampleId]) as Promise<
        object[]
      >;
    try {
      await runner.startTransaction();
      const { username } = new URL(world.service.database!.appUrl);
      await runner.query(`SELECT set_config('app.organisation', '*', true), set_config('app.role', $1, true)`, [
        username,
      ]);
      const before = await kept();
      await new SampleDrawn1764700008002().down(runner);
      await new SampleDrawn1764700008002().up(runner);
      expect(await kept()).toEqual(before);
      expect(before).toHaveLength(30);
    } finally {
      await runner.rollbackTransaction();
      await source.destroy();
    }
  });

  it('leaves a trace: who looked is in the access log, and each step is in the history', async () => {
    const { contractId, sampleId } = await drawn(SIMPLE, 30);
    const { history } = await details(sampleId);
    expect(history).toMatchObject([
      { type: 'frozen', by: 'hans', byName: 'Hans Hansen' },
      { type: 'drawn', by: 'hans' },
    ]);
    const looks = await world.rows(`SELECT subject FROM access_record WHERE contract_id = $1 AND what = 'sample'`, [
      contractId,
    ]);
    expect(looks).toEqual([{ subject: 'hans' }]);
  });
});

describe('The work list', () => {
  it('offers the verifier what was drawn, and nothing that waits', async () => {
    const counts = async () => ((await world.get('hans', '/work-list')).body['counts'] as { verify: number }).verify;
    const before = await counts();
    const contractId = await world.contract(sampled(SIMPLE));
    await attested(contractId, 40);
    expect(await counts()).toBe(before);
    await draw((await freeze(contractId)).body['sampleId'] as string);
    expect(await counts()).toBe(before + 30);
  });
});
