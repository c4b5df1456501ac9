import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ContractActivatedV1,
  ContractPageSchema,
  ContractWorkListSchema,
  GetAppropriationsV1,
  GetContractV1,
  JointContractActivatedV1,
} from '@ringvirkning/contracts-api';
import { canonicalJson, digestOf, sha256Hex } from '@ringvirkning/kernel';
import { testIdentity, type TestIdentity } from '@ringvirkning/testing';
import { GetAppropriationsRpc } from '../src/answer-contract/get-appropriations.rpc.js';
import { GetContractRpc } from '../src/answer-contract/get-contract.rpc.js';
import { ANNA, appropriate, BO, bring, DORTE, ERIK, FATIMA, Municipality, sign } from './municipalities.js';
import { asSystem } from '@ringvirkning/persistence';
import { THIS_YEAR } from './terms.js';

let identity: TestIdentity;
let [aarhus, herning, gladsaxe]: Municipality[] = [];
beforeAll(async () => {
  identity = await testIdentity();
  [aarhus, herning, gladsaxe] = await Promise.all(
    ['aarhus', 'herning', 'gladsaxe'].map((name) => Municipality.start(name, identity)),
  );
  const all = [aarhus!, herning!, gladsaxe!];
  for (const one of all) for (const other of all) if (one !== other) await one.member(other.name);
});
afterAll(async () => {
  for (const each of [aarhus, herning, gladsaxe]) await each?.service.stop();
  await identity?.stop();
});

let counter = 0;
let ref = '';
beforeEach(() => {
  counter += 1;
  ref = `VSB-${counter}`;
});

/** Growth companies with a social bottom line: Aarhus leads, Herning pays a quarter and Gladsaxe an eighth of each job. */
const termsYaml = ({ amount = 40_000, herningIs = 'herning', assumptions = '' } = {}): string => `
language: ringvirkning-terms/1
ref: ${ref}
title: { da: Vækst med Social Bundlinje, en: Growth with a social bottom line }
currency: DKK
period: { from: ${THIS_YEAR}-01-01, to: ${THIS_YEAR + 3}-12-31 }
parties:
  - { id: a, name: Aarhus Kommune, kind: municipality, organisation: aarhus, roles: [authority, payer], department: unge }
  - { id: h, name: Herning Kommune, kind: municipality, organisation: ${herningIs}, roles: [payer], department: unge }
  - { id: g, name: Gladsaxe Kommune, kind: municipality, organisation: gladsaxe, roles: [payer], department: job }
  - { id: s, name: St Basils, kind: supplier, organisation: st-basils, cvr: '12345674', roles: [supplier] }
  - { id: v, name: Uafhængig, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [document] } }
signOffs: [{ role: council, party: a }, { role: council, party: h }, { role: municipal-director, party: h }, { role: supplier, party: s }]
outcomes:
  - { kind: reached, code: job, name: { da: I job, en: In a job }, planned: [{ count: 8 }], price: { kind: per-claim, amount: ${amount} } }
payers: { split: fixed, parts: [{ party: a, share: 5/8 }, { party: h, share: 2/8 }, { party: g, share: 1/8 }] }
payees: [{ party: s, share: 1 }]
${assumptions}`;

async function draft(text = termsYaml(), path = ''): Promise<{ id: string; termsDigest: string }> {
  const answer = await (
    await aarhus!.as(...ANNA)
  )
    .post(`/api/contracts${path}`)
    .set('Content-Type', 'application/yaml')
    .send(text);
  expect([answer.status, answer.body]).toMatchObject([201, { ref }]);
  return answer.body as { id: string; termsDigest: string };
}
/** Signed by the council of Aarhus, and brought to the others. */
async function shared(text = termsYaml()): Promise<{ id: string; termsDigest: string }> {
  const contract = await draft(text);
  expect((await sign(aarhus!, ERIK, contract.id, ['council', 'a'])).status).toBe(201);
  await bring(aarhus!, herning!, gladsaxe!);
  return contract;
}
async function accedes(at: Municipality, id: string, party: string): Promise<void> {
  expect((await sign(at, ERIK, id, ['council', party])).status).toBe(201);
  expect((await sign(at, DORTE, id, ['municipal-director', party])).status).toBe(201);
  expect((await appropriate(at, id, party)).status).toBe(201);
  expect((await at.send(BO, `/${id}/accession`)).status).toBe(201);
}

describe('a joint contract from draft to force', () => {
  it('is signed and paid for by each municipality at home, and comes into force when all have acceded', async () => {
    const { id, termsDigest } = await draft();
    expect(await bring(aarhus!, herning!, gladsaxe!)).toEqual([]);
    expect((await aarhus!.details(id)).joint).toMatchObject({ home: 'aarhus', isLedHere: true, ours: ['a', 's', 'v'] });
    await sign(aarhus!, ERIK, id, ['council', 'a'], { decision: 'Byrådet, pkt. 12', note: 'Set af Lone Lund' });
    expect(await bring(aarhus!, herning!, gladsaxe!)).toEqual([
      'aarhus gladsaxe contract-shared/1',
      'aarhus herning contract-shared/1',
    ]);

    const copy = await herning!.details(id);
    expect(copy).toMatchObject({
      ...{ id, ref, status: 'draft', version: 1, termsDigest },
      joint: { home: 'aarhus', isLedHere: false, isWithdrawn: false, ours: ['h'] },
      signOffs: { given: [{ role: 'council', party: 'a', decision: 'Byrådet, pkt. 12' }] },
      appropriations: { missing: [{ payer: 'h', budgetYear: THIS_YEAR, worstCase: '8000000' }] },
    });
    // The terms name nobody of Gladsaxe, which pays: its council and its director sign.
    expect(copy.signOffs.missing).toEqual([
      { role: 'council', party: 'h' },
      { role: 'municipal-director', party: 'h' },
      { role: 'supplier', party: 's' },
      { role: 'council', party: 'g' },
      { role: 'municipal-director', party: 'g' },
    ]);
    expect(copy.signOffs.given[0]).not.toHaveProperty('byName');
    expect(JSON.stringify(copy)).not.toContain('Lone');

    await sign(aarhus!, FATIMA, id, ['supplier', 's']);
    await appropriate(aarhus!, id, 'a', '20000000');
    await accedes(herning!, id, 'h');
    expect(await bring(aarhus!, herning!, gladsaxe!)).toEqual([
      'aarhus gladsaxe contract-signed-off/1',
      'aarhus herning contract-signed-off/1',
      'herning aarhus contract-signed-off/1',
      'herning aarhus contract-signed-off/1',
      'herning aarhus contract-acceded/1',
      'aarhus gladsaxe contract-signed-off/1',
      'aarhus gladsaxe contract-signed-off/1',
      'aarhus gladsaxe contract-acceded/1',
    ]);
    const waiting = await aarhus!.send(BO, `/${id}/activation`);
    expect([waiting.status, waiting.body.errors?.map(({ code }) => code)]).toEqual([
      422,
      ['contracts.sign-off-missing', 'contracts.sign-off-missing', 'contracts.accession-missing'],
    ]);
    await accedes(gladsaxe!, id, 'g');
    await bring(aarhus!, herning!, gladsaxe!);
    expect((await aarhus!.details(id)).joint!.partners).toMatchObject([
      { organisation: 'gladsaxe', accessions: [{ budgetYear: THIS_YEAR }], missing: null },
      { organisation: 'herning', accessions: [{ budgetYear: THIS_YEAR }], missing: null },
    ]);
    expect((await aarhus!.send(BO, `/${id}/activation`)).status).toBe(201);
    expect((await herning!.details(id)).status).toBe('draft');
    await bring(aarhus!, herning!, gladsaxe!);
    for (const at of [aarhus!, herning!, gladsaxe!])
      expect(await at.details(id)).toMatchObject({ status: 'active', activatedOn: `${THIS_YEAR}-06-01`, termsDigest });
    const told = await aarhus!.rows<{ data: unknown }>('SELECT data FROM outbox WHERE subject = $1 AND key = $2', [
      ContractActivatedV1.subject,
      id,
    ]);
    expect(told).toMatchObject([{ data: { partners: ['gladsaxe', 'herning'] } }]);
  });

  it('tells the others when a party decided, and under which case; to whoever speaks for another it is not believed', async () => {
    const { id, termsDigest } = await draft();
    const decision = { decidedOn: `${THIS_YEAR - 1}-12-17`, caseNumber: '25/0815' };
    await sign(aarhus!, ERIK, id, ['council', 'a'], decision);
    expect(await bring(aarhus!, herning!, gladsaxe!)).toEqual([
      'aarhus gladsaxe contract-shared/1',
      'aarhus herning contract-shared/1',
      'aarhus gladsaxe contract-decision-told/1',
      'aarhus herning contract-decision-told/1',
    ]);
    await sign(herning!, ERIK, id, ['council', 'h'], { caseNumber: '24/1' });
    await bring(aarhus!, herning!, gladsaxe!);
    for (const at of [aarhus!, herning!, gladsaxe!])
      expect((await at.details(id)).signOffs.given).toMatchObject([
        { party: 'a', ...decision },
        { party: 'h', caseNumber: '24/1' },
      ]);
    const said = { contract: id, version: 1, digest: termsDigest, role: 'council', party: 'a', caseNumber: '1' };
    const told = (content: object) => ({
      id: digestOf(content),
      type: 'contract-decision-told/1',
      content: { ...content },
    });
    await aarhus!.take('gladsaxe', told(said));
    await herning!.take('aarhus', told({ ...said, role: 'supplier', party: 's' }));
    await herning!.take('aarhus', told(said));
    expect((await herning!.details(id)).signOffs.given).toMatchObject([decision, { caseNumber: '24/1' }]);
    expect(await bring(aarhus!, herning!, gladsaxe!)).toEqual([
      'aarhus gladsaxe contract-refused/1',
      'herning aarhus contract-refused/1',
    ]);
  });

  it('is told to the other services of a partner as one that home evaluates, once', async () => {
    const { id, termsDigest } = await shared();
    await sign(aarhus!, FATIMA, id, ['supplier', 's']);
    await appropriate(aarhus!, id, 'a', '20000000');
    for (const [at, party] of [
      [herning!, 'h'],
      [gladsaxe!, 'g'],
    ] as const)
      await accedes(at, id, party);
    await bring(aarhus!, herning!, gladsaxe!);
    await aarhus!.send(BO, `/${id}/activation`);
    const [activation] = (await aarhus!.queued()).filter(({ to }) => to === 'herning');
    for (let twice = 0; twice < 2; twice += 1) await herning!.take('aarhus', activation!);
    const told = await herning!.rows<{ subject: string; data: unknown }>(
      `SELECT subject, data FROM outbox WHERE key = $1 AND subject LIKE 'evt.contracts.%activated%'`,
      [id],
    );
    expect(told).toMatchObject([
      {
        subject: JointContractActivatedV1.subject,
        data: { contractId: id, home: 'aarhus', termsDigest, partners: ['gladsaxe', 'herning'], currency: 'DKK' },
      },
    ]);
    const ask = <A>(rpc: { answer(request: { contractId: string }): Promise<A> }) =>
      asSystem('test', () => rpc.answer({ contractId: id })).catch((error: { code: string }) => error.code);
    const { app } = herning!.service;
    expect(await ask(app.get(GetContractRpc))).toBe('contracts.unknown-contract');
    expect(GetContractV1.reply.parse(await ask(aarhus!.service.app.get(GetContractRpc)))).toMatchObject({ ref });
    // Later years are the municipality's own matter.
    expect((await appropriate(herning!, id, 'h', '1000', THIS_YEAR + 1)).status).toBe(201);
    expect((await appropriate(herning!, id, 'h', '500', THIS_YEAR + 1)).status).toBe(201);
    const { appropriations } = GetAppropriationsV1.reply.parse(await ask(app.get(GetAppropriationsRpc)));
    expect(appropriations.filter(({ budgetYear }) => budgetYear === THIS_YEAR + 1)).toEqual([
      { payer: 'h', budgetYear: THIS_YEAR + 1, amount: '1500' },
    ]);
  });

  it('begins anew with other terms: what was signed of the former counts no more, and nobody signs them on', async () => {
    const { id } = await shared();
    await accedes(herning!, id, 'h');
    const second = await draft(termsYaml({ amount: 50_000 }), `/${id}/versions`);
    // The withdrawal and the last word on the former version cross each other.
    await bring(aarhus!, herning!, gladsaxe!);
    expect(await herning!.details(id)).toMatchObject({ version: 1, joint: { isWithdrawn: true } });
    expect(await sign(gladsaxe!, ERIK, id, ['council', 'g'])).toMatchObject({
      status: 422,
      body: { code: 'contracts.withdrawn' },
    });
    const refused = (await herning!.details(id)).joint!.messages;
    expect(refused.map(({ to, type, outcome }) => [to, type, outcome])).toEqual([
      ['aarhus', 'contract-acceded/1', 'contracts.other-terms'],
      ['aarhus', 'contract-signed-off/1', 'contracts.other-terms'],
      ['aarhus', 'contract-signed-off/1', 'contracts.other-terms'],
    ]);
    expect((await aarhus!.details(id)).signOffs.given).toEqual([]);
    await sign(aarhus!, ERIK, id, ['council', 'a']);
    await bring(aarhus!, herning!, gladsaxe!);
    expect(await herning!.details(id)).toMatchObject({
      ...{ version: 2, termsDigest: second.termsDigest, joint: { isWithdrawn: false, messages: [] } },
      signOffs: { given: [{ party: 'a' }] },
      // The appropriation is of the contract; what it lacks of the dearer version shows.
      appropriations: { given: [{ amount: '8000000' }], missing: [{ worstCase: '10000000', appropriated: '8000000' }] },
    });
    expect((await herning!.details(id)).versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('goes on in a new version of the same terms when a partner has left, and says so', async () => {
    const text = termsYaml();
    const { id, termsDigest } = await shared(text);
    await accedes(herning!, id, 'h');
    await bring(aarhus!, herning!, gladsaxe!);
    const again = async () =>
      (await aarhus!.as(...ANNA))
        .post(`/api/contracts/${id}/versions`)
        .set('Content-Type', 'application/yaml')
        .send(text);
    expect((await again()).body.code).toBe('contracts.version-unchanged');
    for (const each of [aarhus!, herning!]) await each.member('gladsaxe', 'left');
    const partners = async (at: Municipality) =>
      (await at.details(id)).joint!.partners.map(({ organisation, hasLeft }) => [organisation, hasLeft]);
    expect(await partners(aarhus!)).toEqual([
      ['gladsaxe', true],
      ['herning', false],
    ]);
    expect((await again()).status).toBe(201);
    await sign(aarhus!, ERIK, id, ['council', 'a']);
    await bring(aarhus!, herning!);
    for (const each of [aarhus!, herning!]) {
      expect(await each.details(id)).toMatchObject({ version: 2, termsDigest });
      expect(await partners(each)).toEqual([['herning', false]]);
    }
    for (const each of [aarhus!, herning!]) await each.member('gladsaxe');
    await bring(gladsaxe!);
  });

  it('is joint for those who are members when its version is signed for the first time', async () => {
    const { id } = await draft(termsYaml({ herningIs: 'viborg' }));
    const partners = async () => (await aarhus!.details(id)).joint!.partners.map(({ organisation }) => organisation);
    expect(await partners()).toEqual(['gladsaxe']);
    await aarhus!.member('viborg');
    expect(await partners()).toEqual(['gladsaxe', 'viborg']);
    await aarhus!.member('viborg', 'suspended');
    expect(await partners()).toEqual(['gladsaxe']);
    await sign(aarhus!, ERIK, id, ['council', 'a']);
    await aarhus!.member('viborg');
    expect(await partners()).toEqual(['gladsaxe']);
    await aarhus!.member('gladsaxe', 'suspended');
    expect(await partners()).toEqual(['gladsaxe']);
    await aarhus!.member('gladsaxe');
    await bring(aarhus!, herning!, gladsaxe!);
  });
});

describe('a copy', () => {
  it('is open to whom our own part is, and found by reference', async () => {
    const { id } = await shared();
    const seen = async (...who: Parameters<Municipality['as']>) =>
      (await (await herning!.as(...who)).get(`/api/contracts/${id}`)).status;
    expect(await seen('carl', 'controller')).toBe(200);
    expect(await seen('anna', 'case-worker', 'herning', ['unge'])).toBe(200);
    expect(await seen('ole', 'case-worker', 'herning', ['job'])).toBe(404);
    expect(await seen('fatima', 'supplier', 'st-basils')).toBe(404);
    expect(await seen('anna', 'case-worker', 'aarhus', ['unge'])).toBe(403);
    const found = await (await herning!.as('carl', 'controller')).post('/api/contracts/search').send({ term: ref });
    expect(found.body).toMatchObject({ contracts: [{ id, home: 'aarhus' }] });
    const page = ContractPageSchema.parse(
      (await (await herning!.as('carl', 'controller')).get('/api/contracts?limit=1')).body,
    );
    expect(page.items).toMatchObject([{ id, home: 'aarhus', signOffs: { required: 6, given: 1 } }]);
  });
  it('is a task of those who sign here, and then of a third person', async () => {
    const { id } = await shared();
    const tasks = async (who: readonly [string, 'council-member' | 'department-head' | 'municipal-director']) => {
      const { body } = await (await herning!.as(...who)).get('/api/contracts/work-list');
      return ContractWorkListSchema.parse(body)
        .items.filter(({ contractId }) => contractId === id)
        .map(({ kind, role, party }) => [kind, role, party]);
    };
    expect(await tasks(ERIK)).toEqual([['sign-off', 'council', 'h']]);
    expect(await tasks(BO)).toEqual([]);
    await sign(herning!, ERIK, id, ['council', 'h']);
    await sign(herning!, DORTE, id, ['municipal-director', 'h']);
    await appropriate(herning!, id, 'h');
    expect([await tasks(ERIK), await tasks(DORTE), await tasks(BO)]).toEqual([
      [],
      [],
      [['accede', undefined, undefined]],
    ]);
    expect((await herning!.send(BO, `/${id}/accession`)).status).toBe(201);
    expect(await tasks(BO)).toEqual([]);
    await bring(aarhus!, herning!, gladsaxe!);
  });
  it('is neither changed nor put in force here, and its reference stays free', async () => {
    const { id } = await shared();
    const text = termsYaml()
      .replaceAll('organisation: aarhus', 'organisation: x')
      .replace('organisation: herning', 'organisation: herning, cvr: "12345674"');
    const write = async (path: string) =>
      (await herning!.as(...ANNA)).post(`/api/contracts${path}`).set('Content-Type', 'application/yaml').send(text);
    expect(await write(`/${id}/versions`)).toMatchObject({ status: 422, body: { code: 'contracts.led-elsewhere' } });
    expect(await herning!.send(BO, `/${id}/activation`)).toMatchObject({ body: { code: 'contracts.led-elsewhere' } });
    expect(await sign(herning!, ['erik', 'council-member', 'aarhus'], id, ['council', 'a'])).toMatchObject({
      status: 403,
    });
    expect(await appropriate(herning!, id, 'a')).toMatchObject({ body: { code: 'contracts.appropriates-elsewhere' } });
    expect((await write('')).status).toBe(201);
  });
});

describe('what home does not do for a partner', () => {
  it('sign, appropriate or accede, though its people hold roles here', async () => {
    const { id } = await shared();
    expect(await sign(aarhus!, ['erik', 'council-member', 'herning'], id, ['council', 'h'])).toMatchObject({
      status: 403,
    });
    expect(await sign(aarhus!, ['both', 'municipal-director'], id, ['municipal-director', 'h'])).toMatchObject({
      status: 422,
      body: { code: 'contracts.signs-elsewhere' },
    });
    expect(await appropriate(aarhus!, id, 'h')).toMatchObject({ body: { code: 'contracts.appropriates-elsewhere' } });
    expect(await aarhus!.send(BO, `/${id}/accession`)).toMatchObject({ body: { code: 'contracts.not-led-elsewhere' } });
  });
  it('send terms that no message holds', async () => {
    const long = Array.from({ length: 180 }, () => `  - { about: x, da: '${'"'.repeat(2_200)}', en: y }`).join('\n');
    const { id } = await draft(termsYaml({ assumptions: `assumptions:\n${long}\n` }));
    expect(await sign(aarhus!, ERIK, id, ['council', 'a'])).toMatchObject({
      status: 422,
      body: { code: 'contracts.too-large-to-share' },
    });
    expect((await aarhus!.details(id)).signOffs.given).toEqual([]);
  });
});

describe('what is not taken for true', () => {
  const message = (type: string, content: Record<string, unknown>) => ({
    id: digestOf({ type, content }),
    type,
    content,
  });
  /** What Herning answers to a message of Aarhus, or of another, and that nothing has changed there. */
  async function refusal(type: string, content: Record<string, unknown>, from = 'aarhus'): Promise<string | undefined> {
    await herning!.queued();
    const state = () =>
      herning!.rows(
        `SELECT (SELECT jsonb_agg(c ORDER BY contract_id) FROM contract c) AS contracts, (SELECT count(*) FROM contract_version) AS versions,
         (SELECT count(*) FROM sign_off) AS "signOffs", (SELECT count(*) FROM accession) AS accessions, (SELECT count(*) FROM withdrawal) AS withdrawals, (SELECT count(*) FROM contract_access) AS access`,
      );
    const before = await state();
    const sent = message(type, content);
    await herning!.take(from, sent);
    expect(await state()).toEqual(before);
    const [answer, ...more] = await herning!.queued();
    expect(more).toEqual([]);
    if (answer) expect(answer).toMatchObject({ to: from, type: 'contract-refused/1', content: { of: sent.id, type } });
    return answer?.content['reason'] as string | undefined;
  }
  /** What Aarhus shared, once with Herning. */
  async function sharedContent(): Promise<Record<string, unknown>> {
    const { id } = await draft();
    await sign(aarhus!, ERIK, id, ['council', 'a']);
    const sent = (await aarhus!.queued()).find(({ to }) => to === 'herning')!;
    expect(sent.type).toBe('contract-shared/1');
    return sent.content;
  }
  const withTerms = (content: Record<string, unknown>, change: (terms: Record<string, unknown>) => unknown) => {
    const terms = canonicalJson(change(JSON.parse(content['terms'] as string) as Record<string, unknown>));
    return { ...content, terms, digest: sha256Hex(terms) };
  };
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  it('a version whose digest, reference, form or parties are wrong, with the reason; and the right one afterwards', async () => {
    const content = await sharedContent();
    const tried = {
      'other text': { ...content, terms: (content['terms'] as string).replace('40000', '90000') },
      'other digest': { ...content, digest: 'f'.repeat(64) },
      'other reference': { ...content, ref: 'X-1' },
      'not canonical': {
        ...content,
        terms: `${content['terms'] as string} `,
        digest: sha256Hex(`${content['terms'] as string} `),
      },
      'no terms': { ...content, terms: '{}', digest: sha256Hex('{}') },
      'no JSON': { ...content, terms: '{{', digest: sha256Hex('{{') },
      'a thousand levels': { ...content, terms: deep, digest: sha256Hex(deep) },
      'terms that make no sense': withTerms(content, (terms) => ({ ...terms, payers: { split: 'fixed', parts: [] } })),
      'an unknown member': { ...content, name: 'Lone' },
      'a partner that is no party': { ...content, partners: ['herning', 'viborg'] },
      'without us': { ...content, partners: ['gladsaxe'] },
      'a sign-off of ours': {
        ...content,
        signedOff: [{ role: 'council', party: 'h', at: '2026-01-01T10:00:00.000Z' }],
      },
    };
    const reasons: Record<string, unknown> = {};
    for (const [name, each] of Object.entries(tried)) reasons[name] = await refusal('contract-shared/1', each);
    expect(reasons).toEqual({
      'other text': 'contracts.terms-differ',
      'other digest': 'contracts.terms-differ',
      'other reference': 'contracts.terms-differ',
      'not canonical': 'contracts.terms-unreadable',
      'no terms': 'contracts.terms-unreadable',
      'no JSON': 'contracts.terms-unreadable',
      'a thousand levels': 'contracts.terms-unreadable',
      'terms that make no sense': 'contracts.terms-unreadable',
      'an unknown member': 'contracts.terms-unreadable',
      'a partner that is no party': 'contracts.not-a-party',
      'without us': 'contracts.not-a-party',
      'a sign-off of ours': 'contracts.not-theirs',
    });
    expect(await refusal('contract-shared/1', content, 'viborg')).toBe('contracts.not-a-party');
    await herning!.take('aarhus', message('contract-shared/1', content));
    const id = content['contract'] as string;
    expect(await herning!.details(id)).toMatchObject({ ref, version: 1 });
    // The same again changes nothing; another under the same id, or by another, is refused.
    expect(await refusal('contract-shared/1', content)).toBeUndefined();
    const other = withTerms(content, (terms) => ({ ...terms, title: { da: 'Andre', en: 'Others' } }));
    expect(await refusal('contract-shared/1', other)).toBe('contracts.other-terms');
    expect(await refusal('contract-shared/1', { ...other, version: 2, partners: ['herning'] }, 'gladsaxe')).toBe(
      'contracts.another-home',
    );
  });

  it('a contract of our own under their lead', async () => {
    const text = termsYaml()
      .replace('organisation: aarhus', 'organisation: herning')
      .replace('organisation: herning, roles: [payer]', 'organisation: aarhus, roles: [payer]');
    const own = await (
      await herning!.as(...ANNA)
    )
      .post('/api/contracts')
      .set('Content-Type', 'application/yaml')
      .send(text);
    expect(own.status).toBe(201);
    const content = await sharedContent();
    expect(await refusal('contract-shared/1', { ...content, contract: own.body.id })).toBe('contracts.another-home');
  });

  it('what is said of a copy by another than home, of other terms, or against us', async () => {
    const { id, termsDigest: digest } = await shared();
    const about = { contract: id, version: 1, digest };
    const [at, on] = ['2026-06-01T10:00:00.000Z', { ...about, activatedOn: '2026-06-01' }];
    expect({
      'in force without us': await refusal('contract-activated-jointly/1', on),
      'in force, by another': await refusal('contract-activated-jointly/1', on, 'gladsaxe'),
      'withdrawn by another': await refusal('contract-withdrawn/1', about, 'gladsaxe'),
      'withdrawn, other terms': await refusal('contract-withdrawn/1', { ...about, digest: 'f'.repeat(64) }),
      'our sign-off': await refusal('contract-signed-off/1', { ...about, role: 'council', party: 'h', at }),
      'our accession': await refusal('contract-acceded/1', {
        ...about,
        organisation: 'herning',
        budgetYear: THIS_YEAR,
        at,
      }),
      'of what is not known here': await refusal('contract-withdrawn/1', { ...about, contract: crypto.randomUUID() }),
    }).toEqual({
      'in force without us': 'contracts.not-acceded',
      'in force, by another': 'contracts.another-home',
      'withdrawn by another': 'contracts.another-home',
      'withdrawn, other terms': 'contracts.other-terms',
      'our sign-off': 'contracts.not-theirs',
      'our accession': 'contracts.not-theirs',
      'of what is not known here': 'contracts.unknown-contract',
    });
    // A refusal is not answered, and a word of another service is none of ours.
    const refused = { contract: id, of: 'unknown', type: 'contract-signed-off/1', reason: 'contracts.other-terms' };
    expect(await refusal('contract-refused/1', refused)).toBeUndefined();
    expect(await refusal('contract-refused/1', { nothing: 1 })).toBeUndefined();
  });

  it('is shown at home: what was refused, or could not be brought', async () => {
    const { id } = await draft();
    await sign(aarhus!, ERIK, id, ['council', 'a']);
    const [one, other] = (await aarhus!.queued()).toSorted((x, y) => (x.to < y.to ? -1 : 1));
    const outcomes = async () => (await aarhus!.details(id)).joint!.messages.map(({ to, outcome }) => [to, outcome]);
    expect(await outcomes()).toEqual([
      ['gladsaxe', null],
      ['herning', null],
    ]);
    await aarhus!.settled('gladsaxe', one!, 'no-agreement');
    await aarhus!.take(
      'herning',
      message('contract-refused/1', {
        contract: id,
        of: other!.id,
        type: other!.type,
        reason: 'contracts.terms-unreadable',
      }),
    );
    await aarhus!.settled('herning', other!, 'booked');
    // Nobody refuses what was told to another.
    await aarhus!.take(
      'viborg',
      message('contract-refused/1', { contract: id, of: one!.id, type: one!.type, reason: 'contracts.not-a-party' }),
    );
    expect(await outcomes()).toEqual([
      ['gladsaxe', 'no-agreement'],
      ['herning', 'contracts.terms-unreadable'],
    ]);
    await aarhus!.settled('gladsaxe', one!, 'booked');
    expect((await outcomes())[0]).toEqual(['gladsaxe', 'booked']);
  });
});
