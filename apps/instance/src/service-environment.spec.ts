import { describe, expect, it } from '@jest/globals';
import { HOSTED } from '@ringvirkning/catalogue';
import { chosenServices, environmentOf } from './service-environment.js';

describe('the environment of one service', () => {
  const env = {
    INSTANCE_ID: 'aarhus',
    NATS_NKEY_SEED_FILE: '/shared',
    CONTRACTS__DATABASE_URL: 'postgres://c',
    PAYMENTS__DATABASE_URL: 'postgres://p',
    PAYMENTS__NATS_NKEY_SEED: 'SUp',
    NODE__OTHER: 'kept',
  };

  it('has what is shared and its own without prefix', () =>
    expect(environmentOf('contracts', env)).toEqual({
      INSTANCE_ID: 'aarhus',
      NATS_NKEY_SEED_FILE: '/shared',
      DATABASE_URL: 'postgres://c',
      NODE__OTHER: 'kept',
    }));
  it("has nothing of another's", () =>
    expect(JSON.stringify(environmentOf('outcomes', env))).not.toContain('postgres://'));
  it('prefers its own value to a shared file', () => {
    expect(environmentOf('payments', env)).toHaveProperty('NATS_NKEY_SEED', 'SUp');
    expect(environmentOf('payments', env)).not.toHaveProperty('NATS_NKEY_SEED_FILE');
  });
});

describe('SERVICES', () => {
  it('chooses, in the order of a start', () =>
    expect(chosenServices({ SERVICES: 'gateway, payments' })).toEqual(['payments', 'gateway']));
  it.each([{}, { SERVICES: '' }])('means everything when absent', (env) => expect(chosenServices(env)).toEqual(HOSTED));
  it('names what it does not know', () =>
    expect(() => chosenServices({ SERVICES: 'payments,peyments' })).toThrow('peyments'));
});
