import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex, systemClock } from '@ringvirkning/kernel';
import { ClaimAuditSchema, type ClaimAudit } from '@ringvirkning/outcomes-api';
import { startWorld, termsYaml, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const audit = async (claimId: string, who = 'karen'): Promise<ClaimAudit> =>
  ClaimAuditSchema.parse((await world.get(who, `/claims/${claimId}/audit`)).body);
const saidOf = ({ acts }: ClaimAudit, ...kinds: string[]): string[] =>
  acts.filter(({ kind }) => kinds.includes(kind)).map(({ kind, type, by }) => `${kind} ${type} ${by}`);

describe('The audit of a claim', () => {
  it('has all that was done with it, from referral to payment, with who did it, in order', async () => {
    const contractId = await world.contract({ objectionDays: 0 });
    const digest = sha256Hex('lease');
    await world.post('fatima', `/contracts/${contractId}/evidence`, {
      digest,
      source: 'document',
      legalBasis: 'consent',
      mediaType: 'application/pdf',
      size: 5,
    });
    const cpr = '010190-1234';
    const participantId = await world.enrol(contractId, { cpr });
    const place = { group: null, cohort: null, referredOn: '2024-02-01', startedOn: null };
    const corrected = { ...place, group: 'young', reason: 'typing-error', seen: place };
    await world.post('anna', `/participants/${participantId}/place`, corrected);
    const evidence = [{ digest, source: 'document' }];
    const { claimId } = await world.claim(contractId, participantId, { evidence });
    await world.post('anna', `/claims/${claimId}/attestation`, { decision: 'returned', note: 'Which day?' });
    await world.post('fatima', `/claims/${claimId}/correction`, {
      version: 1,
      on: '2024-03-02',
      evidence,
      answer: 'So.',
    });
    await world.post('anna', `/claims/${claimId}/attestation`);
    await world.get('hans', `/claims/${claimId}`);
    await world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
    await world.authorised(contractId, 1, { authorisedAt: systemClock.now() });
    await world.post('fatima', `/participants/${participantId}/departure`, { on: '2024-06-01', reason: 'completed' });
    const followUp = { outcome: 'housed', followUp: 'm3' };
    await world.post('fatima', `/participants/${participantId}/follow-ups`, { ...followUp, closing: 'no-answer' });
    const again = { ...followUp, closing: null, seen: 'no-answer' };
    await world.post('fatima', `/participants/${participantId}/follow-ups`, again);
    await world.post('dorte', `/claims/${claimId}/reversal`, { reason: 'Wrong home' });

    const file = await audit(claimId);
    expect(saidOf(file, 'person', 'evidence', 'claim', 'payment')).toEqual([
      'evidence document fatima',
      'person enrolled fatima',
      'person group-corrected anna',
      'claim claimed fatima',
      'claim returned anna',
      'claim corrected fatima',
      'claim attested anna',
      'claim verified hans',
      'claim finalised system',
      'payment authorised payments',
      'person left fatima',
      'person follow-up-closed fatima',
      'person follow-up-opened fatima',
      'claim reversed dorte',
    ]);
    const facts = await world.rows('SELECT type FROM claim_fact WHERE claim_id = $1 ORDER BY id', [claimId]);
    expect(file.acts.filter(({ kind }) => kind === 'claim').map(({ type }) => type)).toEqual(
      facts.map(({ type }) => type),
    );
    expect(saidOf(file, 'look')).toEqual(expect.arrayContaining(['look claim hans', 'look claim-audit karen']));
    expect(file.acts.find(({ type }) => type === 'group-corrected')).toMatchObject({
      about: 'typing-error',
      now: 'young',
    });
    expect(file.versions).toMatchObject([{ version: 1, on: '2024-03-01' }]);
    expect(file.acts.find(({ type }) => type === 'returned')).toMatchObject({ note: 'Which day?' });
    expect(file.acts.find(({ type }) => type === 'verified')).toMatchObject({
      byName: 'Hans Hansen',
      organisation: 'verifier-org',
    });
    expect(JSON.stringify(file)).not.toMatch(/010190|1234\b/);
  });

  it('has the samples that the claim was in', async () => {
    const contractId = await world.contract(
      termsYaml().replace(
        'verification: {',
        'verification: { sample: { method: simple-random, size: 30, material: reject },',
      ),
    );
    const { claimId } = await world.claim(contractId, await world.enrol(contractId));
    await world.post('anna', `/claims/${claimId}/attestation`);
    const period = { from: '2024-01-01', to: '2024-12-31' };
    const { body } = await world.post('hans', `/contracts/${contractId}/samples`, period);
    await world.post('hans', `/samples/${body['sampleId'] as string}/seed`);
    await world.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
    await world.post('hans', `/samples/${body['sampleId'] as string}/conclusion`);
    expect(saidOf(await audit(claimId), 'sample')).toEqual([
      'sample frozen hans',
      'sample drawn hans',
      'sample concluded hans',
    ]);
  });

  it('is for who audits and for the verifier of the contract, and for nobody else', async () => {
    const contractId = await world.contract();
    const claimId = await world.verified(contractId);
    for (const who of ['karen', 'dorte', 'hans'])
      expect((await world.get(who, `/claims/${claimId}/audit`)).status).toBe(200);
    for (const who of ['anna', 'bo', 'erik', 'fatima', 'gry', 'stranger'])
      expect((await world.get(who, `/claims/${claimId}/audit`)).status).toBe(403);
    const elsewhere = await world.service.request({ roles: ['verifier'], organisation: 'another', sub: 'other' });
    expect((await elsewhere.get(`/api/outcomes/claims/${claimId}/audit`)).status).toBe(404);
  });

  it('hides a CPR number that somebody wrote in a note before notes were checked', async () => {
    const contractId = await world.contract();
    const claimId = await world.verified(contractId);
    await world.rows(
      `INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation, note) VALUES ($1, $2, 'objected', now(), 'gry', 'dsi', 'Ring til 010190-1234')`,
      [contractId, claimId],
    );
    expect((await audit(claimId)).acts.find(({ type }) => type === 'objected')?.note).toBe('Ring til [cpr]');
  });
});
