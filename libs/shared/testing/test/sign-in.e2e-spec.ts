import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, testIdentity, type TestService, type TokenClaims } from '../src/index.js';
import { sampleService } from './sample-service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(sampleService);
});
afterAll(() => service?.stop());

const me = async (who?: TokenClaims) => (await service.request(who)).get('/api/outcomes/notes/me');

describe('the guard', () => {
  it('closes a route that declares nothing, even to those with every role', async () => {
    const response = await (
      await service.request({ roles: ['case-worker', 'department-head', 'operator'] })
    ).get('/api/outcomes/notes/undeclared');
    expect([response.status, response.body.code]).toEqual([403, 'auth.access-not-declared']);
  });
  it('opens a public route to everybody, who then is nobody', async () => {
    const response = await (await service.request()).get('/api/outcomes/notes/open');
    expect(response.status).toBe(200);
    expect(response.body.actor).toEqual({ subject: 'anonymous', organisation: '', roles: [] });
  });
  it('asks strangers to sign in', async () => {
    const response = await me();
    expect([response.status, response.body.code, response.headers['www-authenticate']]).toEqual([
      401,
      'auth.sign-in-required',
      'Bearer',
    ]);
  });
  it('refuses a known person without the permission', async () => {
    const response = await (await service.request('investor')).post('/api/outcomes/notes/verification');
    expect([response.status, response.body.code, response.body.params]).toEqual([
      403,
      'auth.not-permitted',
      { permission: 'outcomes.verify' },
    ]);
  });
  it('lets a person with the permission through', async () =>
    expect((await (await service.request('verifier')).post('/api/outcomes/notes/verification')).status).toBe(201));
});

describe('whose rows a person sees', () => {
  it('is the authority for roles of the home organisation, and for a case worker their departments', async () => {
    const { body } = await me({ roles: ['case-worker'], sub: 'anna', name: 'Anna', departments: ['housing'] });
    expect(body.person).toEqual({
      subject: 'anna',
      name: 'Anna',
      roles: ['case-worker'],
      permission: 'outcomes.read',
      scopes: '/ aarhus/housing',
      organisation: '*',
      memberOf: 'aarhus',
      departments: ['housing'],
    });
    expect(body.actor).toMatchObject({ subject: 'anna', organisation: '*' });
  });
  it('is their own organisation for suppliers', async () =>
    expect((await me({ roles: ['supplier'], organisation: 'st-basils' })).body.person).toMatchObject({
      organisation: 'st-basils',
      memberOf: 'st-basils',
    }));
  it('is their own organisation when the home organisation is the supplier', async () =>
    expect((await me({ roles: ['supplier'], organisation: 'aarhus' })).body.person.organisation).toBe('aarhus'));
  it('is nothing for an authority role that a strange organisation gave', async () =>
    expect((await me({ roles: ['case-worker'], organisation: 'st-basils' })).status).toBe(403));
});

describe('a token', () => {
  const refused: [string, TokenClaims][] = [
    ['that has expired', { roles: ['case-worker'], expires: '-2m' }],
    ['for another audience', { roles: ['case-worker'], audience: 'other' }],
    ['whose organisation is a wildcard', { roles: ['supplier'], organisation: '*' }],
    ['without an organisation', { roles: ['supplier'], organisation: '' }],
  ];
  it.each(refused)('%s is not accepted', async (_, claims) => {
    const response = await me(claims);
    expect([response.status, response.body.code, response.headers['www-authenticate']]).toEqual([
      401,
      'auth.token-not-accepted',
      'Bearer error="invalid_token"',
    ]);
  });
  it('that expired within the tolerance of clocks is accepted', async () =>
    expect((await me({ roles: ['case-worker'], expires: '-10s' })).status).toBe(200));
  it('of another issuer is not accepted', async () => {
    const stranger = await testIdentity();
    const token = await stranger.token({ roles: ['case-worker'] });
    await stranger.stop();
    const response = await (
      await service.request()
    )
      .get('/api/outcomes/notes/me')
      .set('Authorization', `Bearer ${token}`);
    expect(response.status).toBe(401);
  });
  it.each(['alg none', 'garbage', 'cut'])('that is %s is not accepted', async (kind) => {
    const [header, payload, signature] = (await service.identity.token({ roles: ['case-worker'] })).split('.') as [
      string,
      string,
      string,
    ];
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const token = {
      'alg none': `${none}.${payload}.`,
      garbage: 'abc',
      cut: `${header}.${payload}.${signature.slice(2)}`,
    }[kind];
    expect(
      (await (await service.request()).get('/api/outcomes/notes/me').set('Authorization', `Bearer ${token}`)).status,
    ).toBe(401);
  });
});

describe('without the issuer', () => {
  it('answers 503, and signs in again as soon as the issuer is back', async () => {
    const identity = await testIdentity();
    const other = await startTestService(sampleService, { identity });
    const token = await identity.token({ roles: ['case-worker'] });
    const ask = async () =>
      (await other.request()).get('/api/outcomes/notes/me').set('Authorization', `Bearer ${token}`);
    try {
      await identity.stop();
      const response = await ask();
      expect([response.status, response.body.code]).toEqual([503, 'auth.identity-provider-unavailable']);
      await identity.start();
      expect((await ask()).status).toBe(200);
    } finally {
      await other.stop();
      await identity.stop();
    }
  });
});
