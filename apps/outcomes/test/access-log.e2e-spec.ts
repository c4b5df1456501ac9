import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '@ringvirkning/kernel';
import { routesOf, silentRoutes, type TokenClaims } from '@ringvirkning/testing';
import { startWorld, termsYaml, type World } from './world.js';

const DORTE: TokenClaims = { roles: ['municipal-director', 'department-head', 'case-worker'], sub: 'dorte' };

const PICTURE = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex');

/** What is looked for stands in no address; that it leaves a line is a rule of searches. */
const READING_BY_POST = ['/api/outcomes/search', '/api/outcomes/contracts/{contractId}/participants/search'];

let world: World;
let contractId: string;
beforeAll(async () => {
  world = await startWorld();
  contractId = await world.contract();
});
afterAll(() => world.stop());

async function drawnSample(): Promise<string> {
  const sample = 'sample: { method: simple-random, size: 30, material: reject, inconclusive: reject },';
  const other = await world.contract(
    termsYaml({ objectionDays: 0 }).replace('verification: {', `verification: { ${sample}`),
  );
  const rows = Array.from({ length: 40 }, (_, i) => `p${i},move-in,2024-03-01,2024-02-01`);
  await world.import('fatima', other, ['participant,outcome,achieved_on,referred_on', ...rows].join('\n'));
  await world.post('anna', `/contracts/${other}/attestations`, { all: true });
  const { body } = await world.post('hans', `/contracts/${other}/samples`, { from: '2024-01-01', to: '2024-12-31' });
  await world.post('hans', `/samples/${String(body['sampleId'])}/seed`);
  return String(body['sampleId']);
}

describe('who reads about single people in outcomes', () => {
  it('leaves a line, by every route whose answer names them', async () => {
    const participantId = await world.enrol(contractId);
    await world.sendFile(contractId, PICTURE);
    const digest = sha256Hex(PICTURE);
    const { claimId } = await world.claim(contractId, participantId, { evidence: [{ digest, source: 'document' }] });
    const parameters = { contractId, participantId, claimId, digest, sampleId: await drawnSample() };
    const { walked, silent } = await silentRoutes(world.service, 'outcomes', DORTE, parameters);
    // Templates are made of the terms alone.
    expect(silent.filter((route) => !route.endsWith('/template: 200'))).toEqual([]);
    expect(walked).toEqual(
      expect.arrayContaining(
        [
          'access-log',
          'claims/{claimId}',
          'contracts/{contractId}/participants',
          'contracts/{contractId}/evidence-files/{digest}',
          'due',
          'participants/{participantId}/progression',
          'work-list',
        ].map((path) => `/api/outcomes/${path}`),
      ),
    );
  });
  it('need not be told where somebody acts: each step is in a history with who took it', async () => {
    const acting = (await routesOf(world.service, 'outcomes')).filter(
      ({ method, path, isAboutPeople }) => method !== 'get' && isAboutPeople && !READING_BY_POST.includes(path),
    );
    expect(acting.map(({ path }) => path.replace('/api/outcomes/', '')).sort()).toEqual([
      'claims/{claimId}/attestation',
      'claims/{claimId}/correction',
      'claims/{claimId}/objections',
      'claims/{claimId}/reversal',
      'claims/{claimId}/verification',
      'contracts/{contractId}/claims',
      'contracts/{contractId}/participants',
      'objections/{objectionId}/decision',
      'participants/{participantId}/departure',
      'participants/{participantId}/erasure',
      'participants/{participantId}/follow-ups',
      'participants/{participantId}/measurements',
      'participants/{participantId}/moves',
      'participants/{participantId}/place',
      'participants/{participantId}/readmission',
    ]);
  });
});
