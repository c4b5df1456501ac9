import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import {
  ContractDetailsSchema,
  DifferencesSchema,
  RemarkSchema,
  RemarksSchema,
  TemplateGallerySchema,
  VersionDocumentSchema,
} from '@ringvirkning/contracts-api';
import { type TestService } from '@ringvirkning/testing';
import { startContracts, termsYaml, THIS_YEAR } from './terms.js';

let service: TestService;
beforeAll(async () => {
  service = await startContracts();
});
afterAll(() => service.stop());

const people: Record<string, { roles: Role[]; organisation: string; sub: string }> = {
  anna: { roles: ['case-worker'], organisation: 'aarhus', sub: 'anna' },
  bo: { roles: ['department-head'], organisation: 'aarhus', sub: 'bo' },
  erik: { roles: ['council-member'], organisation: 'aarhus', sub: 'erik' },
  fatima: { roles: ['supplier'], organisation: 'st-basils', sub: 'fatima' },
  gry: { roles: ['investor'], organisation: 'dsi', sub: 'gry' },
  hugo: { roles: ['investor'], organisation: 'another-fund', sub: 'hugo' },
};
const as = (who: string) => service.request(people[who]!);
const read = async (who: string, path: string) => (await as(who)).get(`/api/contracts${path}`);
const post = async (who: string, path: string, body: object) =>
  (await as(who)).post(`/api/contracts${path}`).send(body);
const write = async (
  who: string,
  path: string,
  text: string,
): Promise<{ status: number; body: Record<string, unknown> }> =>
  (await as(who)).post(`/api/contracts${path}`).set('Content-Type', 'application/yaml').send(text);
let counter = 0;
const draft = async () => {
  const ref = `DRAFT-${(counter += 1)}`;
  const text = (change: Parameters<typeof termsYaml>[0] = {}) =>
    termsYaml({ from: THIS_YEAR, ref, planned: 10, ...change });
  const { status, body } = await write('anna', '', text());
  expect(status).toBe(201);
  return { id: body['id'] as string, text };
};

describe('a draft that several people write', () => {
  it('keeps both edits of two who began with the same version: the second is told, and saves on top', async () => {
    const { id, text } = await draft();
    expect((await write('anna', `/${id}/versions?from=1`, text({ amount: 21000 }))).status).toBe(201);
    const late = text({ amount: 22000 });
    expect(await write('bo', `/${id}/versions?from=1`, late)).toMatchObject({
      status: 409,
      body: { code: 'contracts.edited-meanwhile', params: { from: 1, version: 2 } },
    });
    const theirs = VersionDocumentSchema.parse((await read('bo', `/${id}/versions/2`)).body);
    expect(theirs).toMatchObject({
      isCurrent: true,
      createdBy: 'anna',
      createdByName: 'anna',
      source: { text: text({ amount: 21000 }) },
    });
    expect(await write('bo', `/${id}/versions?from=2`, late)).toMatchObject({ status: 201, body: { version: 3 } });
    const earlier = VersionDocumentSchema.parse((await read('bo', `/${id}/versions/2`)).body);
    expect(earlier.source).toEqual(theirs.source);
  });

  it('is saved once when two save at the same time', async () => {
    const { id, text } = await draft();
    const answers = await Promise.all(
      ['anna', 'bo'].map((who, nth) => write(who, `/${id}/versions?from=1`, text({ amount: 30000 + nth }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { versions } = ContractDetailsSchema.parse((await read('anna', `/${id}`)).body);
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('tells two versions apart by clause and by money', async () => {
    const { id, text } = await draft();
    await write('anna', `/${id}/versions?from=1`, text({ amount: 25000 }));
    const { clauses, money } = DifferencesSchema.parse((await read('fatima', `/${id}/differences?from=1&to=2`)).body);
    expect(clauses).toMatchObject([{ path: 'outcomes[0].price.amount', change: 'changed' }]);
    expect(money.find(({ measure }) => measure === 'highest')).toMatchObject({
      party: 'kommune',
      name: 'Aarhus Kommune',
      before: '20000000',
      after: '25000000',
    });
    expect((await read('anna', `/${id}/differences?from=1&to=9`)).status).toBe(404);
  });

  it('does not show a party the versions from before it came to the table', async () => {
    const { id, text } = await draft();
    const { digest: summary } = (await read('erik', `/${id}/signing`)).body as { digest: string };
    const signed = { version: 1, role: 'council', party: 'kommune', summary };
    expect((await post('erik', `/${id}/sign-offs`, signed)).status).toBe(201);
    await write('anna', `/${id}/versions?from=1`, text({ investor: 'another-fund' }));
    expect((await read('hugo', `/${id}/versions/2`)).status).toBe(200);
    expect((await read('hugo', `/${id}/versions/1`)).body).toMatchObject({ code: 'contracts.unknown-version' });
    expect((await read('hugo', `/${id}/differences?from=1&to=2`)).status).toBe(404);
    expect((await read('gry', `/${id}/versions/1`)).status).toBe(404);
    expect((await read('anna', `/${id}/versions/1`)).status).toBe(200);
    const signedOn = async (who: string) => (await read(who, `/${id}/signing/${summary}`)).status;
    expect([await signedOn('hugo'), await signedOn('fatima'), await signedOn('anna')]).toEqual([404, 200, 200]);
    const listed = async (who: string) =>
      ContractDetailsSchema.parse((await read(who, `/${id}`)).body).versions.map(({ version }) => version);
    expect([await listed('hugo'), await listed('fatima')]).toEqual([[2], [2, 1]]);
  });
});

describe('a draft that comes to nothing', () => {
  it('is given up with a reason, signed or not, stays readable, and nothing can be done with it', async () => {
    const { id, text } = await draft();
    const { digest: summary } = (await read('erik', `/${id}/signing`)).body as { digest: string };
    const signed = { version: 1, role: 'council', party: 'kommune', summary };
    expect((await post('erik', `/${id}/sign-offs`, signed)).status).toBe(201);
    expect((await post('fatima', `/${id}/discard`, { version: 1, reason: 'Nej' })).status).toBe(403);
    expect(await post('anna', `/${id}/discard`, { version: 2, reason: 'Nej' })).toMatchObject({ status: 409 });
    expect(await post('anna', `/${id}/discard`, { version: 1, reason: '  ' })).toMatchObject({ status: 422 });
    const reason = 'Leverandøren trak sig.';
    expect(await post('anna', `/${id}/discard`, { version: 1, reason })).toMatchObject({
      status: 201,
      body: { status: 'ended' },
    });
    const details = ContractDetailsSchema.parse((await read('fatima', `/${id}`)).body);
    expect(details).toMatchObject({ status: 'ended', activatedOn: null, discarded: { by: 'anna', reason } });
    expect(details.signOffs.given).toHaveLength(1);
    expect((await write('anna', `/${id}/versions?from=1`, text({ amount: 1 }))).status).toBe(422);
    expect((await post('bo', `/${id}/activation`, {})).status).toBe(422);
    expect((await post('anna', `/${id}/discard`, { version: 1, reason })).status).toBe(422);
  });
});

describe('the gallery of templates', () => {
  it('gives models that can be drafted as they stand, each with its cost, its risk and what the law asks about', async () => {
    const { items } = TemplateGallerySchema.parse((await read('bo', '/gallery')).body);
    expect(items.map(({ ref }) => ref).sort()).toEqual([
      'SKABELON-BETINGET-TILSKUD',
      'SKABELON-JOB',
      'SKABELON-LAAN',
      'SKABELON-RAADETS-FOND',
      'SKABELON-SAMMENLIGNING',
      'SKABELON-TAKSTBLAD',
    ]);
    for (const { ref, text, expected, payers, notes } of items) {
      expect(BigInt(expected.planned)).toBeGreaterThan(BigInt(expected.likely ?? '0'));
      expect(payers.every(({ most, ceiling }) => BigInt(most) <= BigInt(ceiling!))).toBe(true);
      expect(notes.every(({ source }) => source !== '')).toBe(true);
      // People come over the years, as a plan says; a group that is compared once comes at once.
      const years = new Set(
        [...text.matchAll(/from: (\d{4})-01-01, to: \d{4}-12-31, planned/g)].map(([, year]) => year),
      );
      expect([ref, years.size > 1]).toEqual([ref, ref !== 'SKABELON-SAMMENLIGNING']);
      const ours = text.replace('organisation: kommune,', 'organisation: aarhus,');
      expect([ref, (await write('anna', '', ours)).status]).toEqual([ref, 201]);
    }
    const loan = items.find(({ ref }) => ref === 'SKABELON-LAAN')!;
    expect(loan.investors).toMatchObject([{ kind: 'senior-loan', amount: '300000000', multiple: '1.0575' }]);
  });
});

describe('a draft that two parties negotiate', () => {
  const remarks = async (who: string, id: string) =>
    RemarksSchema.parse((await read(who, `/${id}/remarks`)).body).items;

  it('takes comments on clauses and proposals; what is accepted is the next version, and nothing said is lost', async () => {
    const { id, text } = await draft();
    const comment = { version: 1, path: 'outcomes[0].price', words: 'Prisen dækker ikke vores udgifter.' };
    expect(await post('fatima', `/${id}/remarks`, comment)).toMatchObject({
      status: 201,
      body: { kind: 'comment', path: 'outcomes[0].price', by: { organisation: 'st-basils' } },
    });
    const proposal = { version: 1, words: 'Forslag', terms: text({ amount: 26000 }) };
    const proposed = RemarkSchema.parse((await post('fatima', `/${id}/remarks`, proposal)).body);
    const { clauses } = DifferencesSchema.parse((await read('anna', `/${id}/remarks/${proposed.id}/differences`)).body);
    expect(clauses).toMatchObject([{ path: 'outcomes[0].price.amount' }]);
    expect((await post('fatima', `/${id}/remarks/${proposed.id}/answer`, { outcome: 'accepted' })).status).toBe(403);
    const accepted = await post('bo', `/${id}/remarks/${proposed.id}/answer`, { outcome: 'accepted', words: 'Enig.' });
    expect(accepted).toMatchObject({ status: 201, body: { answer: { outcome: 'accepted', version: 2 } } });
    const version = VersionDocumentSchema.parse((await read('fatima', `/${id}/versions/2`)).body);
    expect(version).toMatchObject({
      isCurrent: true,
      createdBy: 'bo',
      createdByName: 'bo',
      source: { text: proposal.terms },
    });
    expect(await post('bo', `/${id}/remarks/${proposed.id}/answer`, { outcome: 'refused' })).toMatchObject({
      status: 422,
      body: { code: 'contracts.already-answered' },
    });
    expect((await remarks('gry', id)).map(({ kind, answer }) => [kind, answer?.outcome])).toEqual([
      ['comment', undefined],
      ['proposal', 'accepted'],
    ]);
  });

  it('does not accept what was proposed for terms that have changed since; that can be refused', async () => {
    const { id, text } = await draft();
    const proposal = { version: 1, words: 'Forslag', terms: text({ amount: 26000 }) };
    const { id: remark } = RemarkSchema.parse((await post('fatima', `/${id}/remarks`, proposal)).body);
    await write('anna', `/${id}/versions?from=1`, text({ amount: 23000 }));
    const answer = (outcome: string) => post('anna', `/${id}/remarks/${remark}/answer`, { outcome });
    expect(await answer('accepted')).toMatchObject({ status: 409, body: { code: 'contracts.edited-meanwhile' } });
    expect(await post('fatima', `/${id}/remarks`, proposal)).toMatchObject({ status: 409 });
    expect((await answer('refused')).status).toBe(201);
  });

  it('is no place for strangers, personal numbers, other contracts’ terms, or words about what has ended', async () => {
    const { id, text } = await draft();
    const say = (who: string, more: object) => post(who, `/${id}/remarks`, { version: 1, words: 'Ord', ...more });
    expect((await say('hugo', {})).status).toBe(404);
    expect((await say('erik', {})).status).toBe(403);
    expect((await say('fatima', { words: 'Borgeren 010190-1234 mangler' })).status).toBe(422);
    expect((await say('fatima', { terms: text({ ref: 'ANOTHER' }) })).body).toMatchObject({
      code: 'contracts.ref-changed',
    });
    expect((await say('fatima', { terms: text() })).body).toMatchObject({ code: 'contracts.version-unchanged' });
    expect((await say('fatima', { terms: 'ref: 1' })).body).toMatchObject({ code: 'contracts.terms-invalid' });
    await post('anna', `/${id}/discard`, { version: 1, reason: 'Slut' });
    expect((await say('fatima', {})).status).toBe(422);
    expect(await remarks('fatima', id)).toEqual([]);
  });

  it('does not tell a later party what was said before it came', async () => {
    const { id, text } = await draft();
    await post('gry', `/${id}/remarks`, { version: 1, words: 'Vi kræver fem procent.' });
    await write('anna', `/${id}/versions?from=1`, text({ investor: 'another-fund' }));
    expect(await remarks('hugo', id)).toEqual([]);
    expect(await remarks('anna', id)).toHaveLength(1);
  });
});
