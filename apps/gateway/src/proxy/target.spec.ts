import { describe, expect, it } from '@jest/globals';
import { targetOf } from './target.js';

const services = {
  contracts: new URL('http://contracts:3001'),
  outcomes: new URL('http://outcomes:3002'),
  payments: new URL('http://payments:3003'),
  benefits: new URL('http://benefits:3004'),
  partnership: new URL('http://partnership:3005'),
};

describe('the service an address belongs to', () => {
  it.each([
    ['/api/contracts', 'http://contracts:3001/api/contracts'],
    ['/api/outcomes/work-list?limit=5', 'http://outcomes:3002/api/outcomes/work-list?limit=5'],
    ['/api/payments/runs/a%2Fb', 'http://payments:3003/api/payments/runs/a%2Fb'],
    ['/api/contracts/../benefits/flows', 'http://benefits:3004/api/benefits/flows'],
  ])('%s goes to %s', (url, target) => expect(targetOf(url, services)?.url.href).toBe(target));

  it.each([
    '/api',
    '/api/contractsx',
    '/api/other/x',
    '/metrics',
    '/api/contracts/../../metrics',
    '/api/contracts/%2e%2e/%2e%2e/health/live',
    'http://contracts:3001/api/contracts',
    '//contracts/api/contracts/',
  ])('%s goes nowhere', (url) => expect(targetOf(url, services)).toBeUndefined());
});
