import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, type TestService } from '@ringvirkning/testing';
import { partnershipService } from '../src/index.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(partnershipService);
});
afterAll(() => service?.stop());

describe('partnership', () => {
  it('is ready when it has started', async () =>
    expect((await (await service.request()).get('/health/ready')).status).toBe(200));
});
