import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AmendmentsSchema,
  ContractWorkListSchema,
  JointContractActivatedV1,
  type Amendments,
} from '@ringvirkning/contracts-api';
import { canonicalJson, digestOf, sha256Hex } from '@ringvirkning/kernel';
import { testIdentity, type TestIdentity } from '@ringvirkning/testing';
import { ANNA, appropriate, BO, bring, CARL, DORTE, ERIK, FATIMA, Municipality, sign } from './municipalities.js';
import { THIS_YEAR } from './terms.js';

let identity: TestIdentity;
let [aarhus, herning]: Municipality[] = [];
beforeAll(async () => {
  identity = await testIdentity();
  [aarhus, herning] = await Promise.all(['aarhus', 'herning'].map((name) => Municipality.start(name, identity)));
  await aarhus!.member('herning');
  await herning!.member('aarhus');
});
afterAll(async () => {
  for (const each of [aarhus, herning]) await each?.service.stop();
  await identity?.stop();
});

let counter = 0;
let ref = '';
beforeEach(() => {
  counter += 1;
  ref = `LIV-${counter}`;
});

/** Aarhus leads, Herning pays half of each job. */
const termsYaml = (amount: number, more = ''): string => `
language: ringvirkning-terms/1
ref: ${ref}
title: { da: Job i fællesskab, en: Jobs together }
currency: DKK
period: { from: ${THIS_YEAR}-01-01, to: ${THIS_YEAR + 3}-12-31 }
parties:
  - { id: a, name: Aarhus Kommune, kind: municipality, organisation: aarhus, roles: [authority, payer], department: unge }
  - { id: h, name: Herning Kommune, kind: municipality, organisation: herning, roles: [payer] }
  - { id: s, name: St Basils, kind: supplier, organisation: st-basils, cvr: '12345674', roles: [supplier] }
  - { id: v, name: Uafhængig, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [document] } }
outcomes:
  - { kind: reached, code: job, name: { da: I job, en: In a job }, planned: [{ count: 8 }], price: { kind: per-claim, amount: ${amount} } }
payers: { split: fixed, parts: [{ party: a, share: 1/2 }, { party: h, share: 1/2 }] }
payees: [{ party: s, share: 1 }]
${more}`;
const HOLDS = `${THIS_YEAR}-09-01`;
const amended = (amount: number, from = HOLDS): string =>
  termsYaml(amount, `amends: { kind: change, from: ${from}, reason: Prisen følger aftalen }\n`);

const write = async (at: Municipality, path: string, text: string) => {
  const { status, body } = await (
    await at.as(...ANNA)
  )
    .post(`/api/contracts${path}`)
    .set('Content-Type', 'application/yaml')
    .send(text);
  return { status, body: body as { id: string; version: number; code?: string } };
};
const propose = (id: string, text: string, from = 1) => write(aarhus!, `/${id}/amendments?from=${from}`, text);
const life = async (at: Municipality, id: string): Promise<Amendments> =>
  AmendmentsSchema.parse((await (await at.as(...BO)).get(`/api/contracts/${id}/amendments`)).body);
const codeOf = ({ status, body }: { status: number; body: { code?: string } }): string =>
  status === 201 ? 'done' : body.code!.replace('contracts.', '');

/** Council and director of a municipality sign a version. */
async function signed(at: Municipality, id: string, party: string, version = 1): Promise<void> {
  expect(codeOf(await sign(at, ERIK, id, ['council', party], { version }))).toBe('done');
  expect(codeOf(await sign(at, DORTE, id, ['municipal-director', party], { version }))).toBe('done');
}
/** In force in both municipalities. */
async function inForce(): Promise<string> {
  const { id } = (await write(aarhus!, '', termsYaml(40_000))).body;
  await signed(aarhus!, id, 'a');
  await bring(aarhus!, herning!);
  await signed(herning!, id, 'h');
  for (const [at, party] of [
    [aarhus!, 'a'],
    [herning!, 'h'],
  ] as const)
    expect(codeOf(await appropriate(at, id, party, '40000000'))).toBe('done');
  expect(codeOf(await herning!.send(BO, `/${id}/accession`))).toBe('done');
  await bring(aarhus!, herning!);
  expect(codeOf(await aarhus!.send(BO, `/${id}/activation`))).toBe('done');
  await bring(aarhus!, herning!);
  return id;
}
/** An amendment that the council of Aarhus has signed, and that has come to Herning. */
async function shared(amount = 50_000): Promise<string> {
  const id = await inForce();
  expect(codeOf(await propose(id, amended(amount)))).toBe('done');
  expect(codeOf(await sign(aarhus!, ERIK, id, ['council', 'a'], { version: 2 }))).toBe('done');
  expect(await bring(aarhus!, herning!)).toEqual(['aarhus herning contract-shared/1']);
  return id;
}

describe('an amendment of a joint contract', () => {
  it('is proposed at home, signed by each municipality in its own instance, and holds in both from its day', async () => {
    const id = await inForce();
    expect(codeOf(await propose(id, amended(50_000)))).toBe('done');
    expect(await bring(aarhus!, herning!)).toEqual([]);
    expect((await life(herning!, id)).open).toBeNull();
    expect((await life(aarhus!, id)).open!.joint).toMatchObject({
      ...{ home: 'aarhus', isLedHere: true },
      partners: [{ organisation: 'herning', missing: THIS_YEAR }],
    });
    await signed(aarhus!, id, 'a', 2);
    expect(await bring(aarhus!, herning!)).toEqual([
      'aarhus herning contract-shared/1',
      'aarhus herning contract-signed-off/1',
    ]);
    const [there, here] = [(await life(herning!, id)).open!, (await life(aarhus!, id)).open!];
    expect(there).toMatchObject({
      ...{ version: 2, termsDigest: here.termsDigest, kind: 'change', from: HOLDS, isFrozen: true },
      joint: { home: 'aarhus', isLedHere: false, isWithdrawn: false, ours: ['h'] },
      signOffs: { given: [{ party: 'a' }, { party: 'a' }], missing: [{ party: 'h' }, { party: 'h' }] },
    });
    expect(JSON.stringify(there.terms)).not.toContain('"before"');
    expect(await herning!.details(id)).toMatchObject({ status: 'active', version: 1 });

    expect(codeOf(await herning!.send(BO, `/${id}/accession`))).toBe('not-ready');
    await signed(herning!, id, 'h', 2);
    const waiting = await aarhus!.send(BO, `/${id}/activation`);
    expect(waiting.body.errors!.map(({ code }) => code)).toContain('contracts.accession-missing');
    expect(codeOf(await herning!.send(CARL, `/${id}/accession`))).toBe('own-appropriation');
    expect(codeOf(await herning!.send(BO, `/${id}/accession`))).toBe('done');
    expect(codeOf(await herning!.send(BO, `/${id}/accession`))).toBe('already-acceded');
    await bring(aarhus!, herning!);
    expect(codeOf(await aarhus!.send(BO, `/${id}/activation`))).toBe('done');
    expect(await herning!.details(id)).toMatchObject({ version: 1 });
    const [activation, ...more] = await aarhus!.queued();
    expect(more).toEqual([]);
    for (let twice = 0; twice < 2; twice += 1) await herning!.take('aarhus', activation!);
    expect(await herning!.queued()).toEqual([]);

    for (const at of [aarhus!, herning!]) {
      const { open, version, versions } = await life(at, id);
      expect([open, version, versions.map(({ from, isToday }) => [from, isToday])]).toEqual([
        ...[null, 2],
        [
          [null, true],
          [HOLDS, false],
        ],
      ]);
      expect((await at.details(id)).versions.map((each) => each.version)).toEqual([2, 1]);
      expect(versions[1]!.signedBy.map(({ party }) => party).toSorted()).toEqual(['a', 'a', 'h', 'h']);
    }
    const told = await herning!.rows<{ data: unknown }>(
      'SELECT data FROM outbox WHERE subject = $1 AND key = $2 ORDER BY seq',
      [JointContractActivatedV1.subject, id],
    );
    const [first, second, ...others] = told.map(({ data }) => JointContractActivatedV1.data.parse(data));
    expect(others).toEqual([]);
    expect(second).toMatchObject({
      ...{ version: 2, home: 'aarhus', termsDigest: here.termsDigest, activatedOn: first!.activatedOn },
      terms: { amends: { before: first!.terms } },
    });
  });

  it('is a task of those who sign at the partner, of nobody else there, and of the supplier at home alone', async () => {
    const id = await shared();
    const tasks = async (at: Municipality, who: Parameters<Municipality['as']>) =>
      ContractWorkListSchema.parse((await (await at.as(...who)).get('/api/contracts/work-list')).body)
        .items.filter(({ contractId }) => contractId === id)
        .map(({ kind, role }) => [kind, role]);
    expect(await tasks(herning!, [...ERIK])).toEqual([['sign-off', 'council']]);
    expect(await tasks(herning!, [...BO])).toEqual([]);
    expect((await (await herning!.as(...FATIMA)).get(`/api/contracts/${id}/amendments`)).status).toBe(404);
    await signed(herning!, id, 'h', 2);
    expect(await tasks(herning!, [...BO])).toEqual([['accede', undefined]]);
    await bring(aarhus!, herning!);
  });

  it('is neither written, given up nor put in force by a partner', async () => {
    const id = await shared();
    expect(codeOf(await write(herning!, `/${id}/amendments?from=2`, amended(60_000)))).toBe('led-elsewhere');
    expect(codeOf(await herning!.send(BO, `/${id}/discard`, { version: 2, reason: 'Fortrudt' }))).toBe('led-elsewhere');
    expect(codeOf(await herning!.send(BO, `/${id}/activation`))).toBe('led-elsewhere');
  });

  it('is withdrawn where it was shared when other terms take its place, or it comes to nothing; the contract holds on', async () => {
    const id = await shared();
    await signed(herning!, id, 'h', 2);
    expect((await propose(id, amended(55_000), 2)).body.version).toBe(3);
    await bring(aarhus!, herning!);
    expect((await life(herning!, id)).open).toMatchObject({ version: 2, joint: { isWithdrawn: true } });
    expect((await life(herning!, id)).open!.joint!.messages.map(({ outcome }) => outcome)).toEqual([
      ...['contracts.other-terms', 'contracts.other-terms'],
    ]);
    expect(codeOf(await herning!.send(BO, `/${id}/accession`))).toBe('withdrawn');
    await sign(aarhus!, ERIK, id, ['council', 'a'], { version: 3 });
    await bring(aarhus!, herning!);
    expect((await life(herning!, id)).open).toMatchObject({ version: 3, joint: { isWithdrawn: false, messages: [] } });
    expect(codeOf(await sign(herning!, ERIK, id, ['council', 'h'], { version: 2 }))).toBe('version-changed');
    expect(codeOf(await aarhus!.send(BO, `/${id}/discard`, { version: 3, reason: 'Ingen enighed' }))).toBe('done');
    expect(await bring(aarhus!, herning!)).toEqual(['aarhus herning contract-withdrawn/1']);
    expect((await life(herning!, id)).open).toMatchObject({ version: 3, joint: { isWithdrawn: true } });
    for (const at of [aarhus!, herning!]) expect(await at.details(id)).toMatchObject({ status: 'active', version: 1 });
  });

  it('has the partners of the first version: nobody joins by it, and one that has left leaves it to home', async () => {
    const id = await inForce();
    await aarhus!.member('viborg');
    const joins = amended(50_000).replace(
      'claims:',
      '  - { id: w, name: Viborg Kommune, kind: municipality, organisation: viborg, roles: [partner] }\nclaims:',
    );
    expect(codeOf(await propose(id, joins))).toBe('joins-by-amendment');
    expect(codeOf(await propose(id, amended(50_000)))).toBe('done');
    await sign(aarhus!, ERIK, id, ['council', 'a'], { version: 2 });
    expect(codeOf(await propose(id, amended(50_000), 2))).toBe('version-unchanged');
    await aarhus!.member('herning', 'left');
    expect((await life(aarhus!, id)).open!.joint!.partners).toMatchObject([{ organisation: 'herning', hasLeft: true }]);
    expect(codeOf(await propose(id, amended(50_000), 2))).toBe('done');
    const { open } = await life(aarhus!, id);
    expect([open!.joint, open!.signOffs.required.map(({ party }) => party)]).toEqual([null, ['a', 'a']]);
    await aarhus!.member('herning');
    await bring(aarhus!, herning!);
  });
});

describe('what is not taken for true of an amendment', () => {
  const message = (type: string, content: Record<string, unknown>) => ({
    id: digestOf({ type, content }),
    type,
    content,
  });
  /** What Herning answers, and that nothing has changed there. */
  async function refusal(type: string, content: Record<string, unknown>, from = 'aarhus'): Promise<unknown> {
    await herning!.queued();
    const state = () =>
      herning!.rows(
        `SELECT (SELECT jsonb_agg(c ORDER BY contract_id) FROM contract c) AS contracts, (SELECT count(*) FROM contract_version) AS versions,
         (SELECT count(*) FROM sign_off) AS "signOffs", (SELECT count(*) FROM accession) AS accessions, (SELECT count(*) FROM withdrawal) AS withdrawals, (SELECT count(*) FROM contract_access) AS access`,
      );
    const before = await state();
    await herning!.take(from, message(type, content));
    expect(await state()).toEqual(before);
    const [answer, ...more] = await herning!.queued();
    expect(more).toEqual([]);
    return answer?.content['reason'];
  }
  /** What Aarhus would share with Herning, who has not heard of it. */
  async function sharedContent(): Promise<Record<string, unknown>> {
    const id = await inForce();
    await propose(id, amended(50_000));
    await sign(aarhus!, ERIK, id, ['council', 'a'], { version: 2 });
    const [sent] = await aarhus!.queued();
    return sent!.content;
  }
  type Written = Record<string, unknown> & { amends: Record<string, unknown> };
  const withTerms = (content: Record<string, unknown>, change: (terms: Written) => unknown) => {
    const terms = canonicalJson(change(JSON.parse(content['terms'] as string) as Written));
    return { ...content, terms, digest: sha256Hex(terms) };
  };

  it('one of other terms than stand here, of no contract in force, by another, or against the rules of amendments', async () => {
    const content = await sharedContent();
    const before = (terms: Written) => terms.amends['before'] as Record<string, unknown>;
    const put = (change: (before: Record<string, unknown>) => unknown) =>
      withTerms(content, (terms) => ({ ...terms, amends: { ...terms.amends, before: change(before(terms)) } }));
    const dearer = (of: Record<string, unknown>) =>
      JSON.parse(JSON.stringify(of).replace('"40000"', '"45000"').replace(':40000', ':45000')) as unknown;
    expect({
      'another past': await refusal('contract-shared/1', put(dearer)),
      'no past': await refusal(
        'contract-shared/1',
        put(() => undefined),
      ),
      'a past that makes no sense': await refusal(
        'contract-shared/1',
        put(() => ({})),
      ),
      'of what is not known here': await refusal('contract-shared/1', { ...content, contract: crypto.randomUUID() }),
      'by another': await refusal('contract-shared/1', { ...content }, 'viborg'),
      'a version that is in force': await refusal('contract-shared/1', { ...content, version: 1 }),
      'no amendment': await refusal(
        'contract-shared/1',
        withTerms(content, ({ amends: _, ...terms }) => terms),
      ),
      'a lost outcome': await refusal(
        'contract-shared/1',
        withTerms(content, (terms) => JSON.parse(JSON.stringify(terms).replace('"job"', '"work"')) as Written),
      ),
      'a sign-off of ours': await refusal('contract-shared/1', {
        ...content,
        signedOff: [{ role: 'council', party: 'h', at: '2026-01-01T10:00:00.000Z' }],
      }),
    }).toEqual({
      'another past': 'contracts.other-terms',
      'no past': 'contracts.terms-unreadable',
      'a past that makes no sense': 'contracts.terms-unreadable',
      'of what is not known here': 'contracts.amends-nothing',
      'by another': 'contracts.another-home',
      'a version that is in force': 'contracts.other-terms',
      'no amendment': 'contracts.not-draft',
      'a lost outcome': 'contracts.terms-unreadable',
      'a sign-off of ours': 'contracts.not-theirs',
    });
    await herning!.take('aarhus', message('contract-shared/1', content));
    expect((await life(herning!, content['contract'] as string)).open).toMatchObject({ version: 2 });
    expect(await refusal('contract-shared/1', content)).toBeUndefined();
  });

  it('that it is in force without us, by another, from a day that had begun, or after it was withdrawn', async () => {
    const id = await shared();
    const { termsDigest: digest } = (await life(herning!, id)).open!;
    const about = { contract: id, version: 2, digest };
    const on = (activatedOn: string, from?: string) =>
      refusal('contract-activated-jointly/1', { ...about, activatedOn }, from);
    expect(await on(`${THIS_YEAR}-06-01`)).toBe('contracts.not-acceded');
    await signed(herning!, id, 'h', 2);
    expect(codeOf(await herning!.send(BO, `/${id}/accession`))).toBe('done');
    expect([await on(HOLDS), await on(`${THIS_YEAR}-06-01`, 'viborg')]).toEqual([
      'contracts.amendment-backdated',
      'contracts.another-home',
    ]);
    await herning!.take('aarhus', message('contract-withdrawn/1', about));
    expect(await on(`${THIS_YEAR}-06-01`)).toBe('contracts.withdrawn');
    await aarhus!.queued();
  });
});
