import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessRecordPageSchema } from '@ringvirkning/access-log';
import { BenefitLedgerPageSchema } from '@ringvirkning/benefits-api';
import { localDate } from '@ringvirkning/kernel';
import { silentRoutes, type TestService, type TokenClaims } from '@ringvirkning/testing';
import { ConsumeContractHandler } from '../src/on-contract-activated/consume-contract.handler.js';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { contractEvent, finalised, modelText, outcome, startBenefits, consume } from './fixtures.js';

const CARL: TokenClaims = { roles: ['controller'], sub: 'carl' };
const event = contractEvent();
const { contractId } = event;
const [lis, kaj] = [outcome(), outcome()];

let service: TestService;
beforeAll(async () => {
  service = await startBenefits();
  const client = await service.request(CARL);
  await client.post('/api/benefits/valuation-models').set('Content-Type', 'application/yaml').send(modelText(1));
  await consume(service, async (tx) => {
    await service.app.get(ConsumeContractHandler).put(tx, event);
    await service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(contractId, [lis, kaj])]);
  });
  await client.post(`/api/benefits/contracts/${contractId}/valuation`).send({ model: 'shelter@1' });
});
afterAll(() => service?.stop());

describe('who reads about single people in benefits', () => {
  it('leaves a line with each page of outcomes behind a figure, about those on it', async () => {
    const eva = await service.request({ roles: ['municipal-director'], sub: 'eva' });
    const asked = `/api/benefits/breakdown/outcomes?silo=state&contractId=${contractId}&outcome=housed&consequence=fewer-nights&limit=1`;
    const page = (await eva.get(asked)).body as { items: { participantId: string }[] };
    const answer = await (await service.request(CARL)).get('/api/benefits/access-log?subject=eva');
    expect(AccessRecordPageSchema.parse(answer.body).items).toMatchObject([
      { what: 'outcomes behind a figure', participantIds: page.items.map(({ participantId }) => participantId) },
    ]);
    expect(page.items).toHaveLength(1);
  });
  it('leaves a line, by every route whose answer names them', async () => {
    const parameters = { contractId, model: 'shelter@1', id: contractId, claimId: lis.claimId };
    const { walked, silent } = await silentRoutes(service, 'benefits', CARL, parameters);
    // Files of a settlement hold sums of purses, and nobody; the schemas of models and agreements are files of the language.
    expect(silent).toEqual([
      '/api/benefits/agreements/schema: 200',
      // Asks which figure it is of: what it leaves is the rule above.
      '/api/benefits/breakdown/outcomes: 422',
      '/api/benefits/settlements/{id}/statement: 404',
      '/api/benefits/settlements/{id}/journal: 404',
      '/api/benefits/valuation-models/schema: 200',
    ]);
    expect(walked).toEqual(expect.arrayContaining(['/api/benefits/access-log', '/api/benefits/ledger/entries']));
  });
  it('is told with whom it was about, and by which permission', async () => {
    const client = await service.request({ roles: ['department-head'], sub: 'bo' });
    await client.get(`/api/benefits/ledger/entries?contractId=${contractId}`);
    const answer = await (await service.request(CARL)).get('/api/benefits/access-log?subject=bo');
    expect(AccessRecordPageSchema.parse(answer.body).items).toMatchObject([
      {
        what: 'ledger entries',
        permission: 'benefits.read',
        contractId,
        participantIds: [lis.participantId, kaj.participantId].sort(),
      },
    ]);
  });
  it('leaves it also of the few whose line stands in an entry about many', async () => {
    const many = contractEvent();
    const bulk = Array.from({ length: 6 }, () => outcome());
    const late = outcome({ on: localDate('2027-03-01') });
    await consume(service, async (tx) => {
      await service.app.get(ConsumeContractHandler).put(tx, many);
      await service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(many.contractId, [...bulk, late])]);
    });
    const carl = await service.request(CARL);
    await carl.post(`/api/benefits/contracts/${many.contractId}/valuation`).send({ model: 'shelter@1' });
    const client = await service.request({ roles: ['controller'], sub: 'clara' });
    const { body } = await client.get(`/api/benefits/ledger/entries?contractId=${many.contractId}`);
    expect(BenefitLedgerPageSchema.parse(body).items.filter(({ kind }) => kind === 'benefit')).toHaveLength(1);
    const answer = await carl.get('/api/benefits/access-log?subject=clara');
    expect(AccessRecordPageSchema.parse(answer.body).items).toMatchObject([{ participantIds: [late.participantId] }]);
  });
});
