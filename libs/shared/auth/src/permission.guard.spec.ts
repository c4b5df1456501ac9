import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { Permit, Public, SECURITY_SCHEME } from './access.js';
import { AuthModule } from './auth.module.js';
import { PermissionGuard } from './permission.guard.js';
import { CurrentActor, personOf, type Person } from './person.js';
import { TokenVerifier } from './token-verifier.js';

class Routes {
  @Permit('outcomes.verify')
  verify(): void {}
  @Public('Everybody may know that it is alive.')
  health(): void {}
  undeclared(): void {}
}
@Public('All of it is a form for signing in.')
class OpenRoutes {
  @Permit('outcomes.verify')
  verify(): void {}
  form(): void {}
}

const hans: Person = {
  subject: 'hans',
  name: 'Hans',
  memberOf: 'verifier-org',
  organisation: 'verifier-org',
  departments: [],
  roles: ['verifier', 'supplier'],
};
/** Knows two tokens. */
const tokens = {
  verify: (token: string) =>
    Promise.resolve(token === 'hans.a-b_c~+/==' ? hans : { ...hans, subject: token, roles: ['operator'] }),
} as unknown as TokenVerifier;
const guard = new PermissionGuard(new Reflector(), tokens);

const context = (
  at: object,
  route: string,
  request: { headers: Record<string, string> } = { headers: {} },
  kind = 'http',
): ExecutionContext =>
  ({
    getType: () => kind,
    getHandler: () => (at as { prototype: Record<string, unknown> }).prototype[route],
    getClass: () => at,
    switchToHttp: () => ({ getRequest: () => request }),
  }) as unknown as ExecutionContext;
const asking = (authorization: string) => ({ headers: { authorization } });

describe('a route', () => {
  it('that declares nothing is closed to everybody', () =>
    expect(guard.canActivate(context(Routes, 'undeclared', asking('Bearer hans.a-b_c~+/==')))).rejects.toMatchObject({
      json: {
        code: 'auth.access-not-declared',
        kind: 'forbidden',
        detail: { da: expect.stringMatching(/\.$/), en: expect.stringMatching(/\.$/) },
      },
    }));
  it('that is public lets everybody in, with a reason, and knows nobody', async () => {
    const request = { headers: {} };
    expect(await guard.canActivate(context(Routes, 'health', request))).toBe(true);
    expect(personOf(request)).toBeUndefined();
  });
  it('declares for itself before its class does', async () => {
    expect(await guard.canActivate(context(OpenRoutes, 'form'))).toBe(true);
    await expect(guard.canActivate(context(OpenRoutes, 'verify'))).rejects.toMatchObject({
      code: 'auth.sign-in-required',
    });
  });
  it('lets in who holds its permission, as no more than that: other roles open nothing here', async () => {
    const request = asking('Bearer hans.a-b_c~+/==');
    expect(await guard.canActivate(context(Routes, 'verify', request))).toBe(true);
    expect(personOf(request)).toEqual({
      ...hans,
      roles: ['verifier'],
      scopes: 'verifier-org:verifier',
      permission: 'outcomes.verify',
    });
  });
  it('says which permission somebody lacks, and knows them no further', async () => {
    const request = asking('Bearer operator');
    await expect(guard.canActivate(context(Routes, 'verify', request))).rejects.toMatchObject({
      json: {
        code: 'auth.not-permitted',
        kind: 'forbidden',
        detail: { da: expect.stringMatching(/\.$/), en: expect.stringMatching(/\.$/) },
        params: { permission: 'outcomes.verify' },
        whatToDo: { da: expect.stringMatching(/\.$/), en: expect.stringMatching(/\.$/) },
      },
    });
    expect(personOf(request)).toBeUndefined();
  });
  it.each(['', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b', 'x Bearer abc', 'Bearer a=b', 'Bearer =', 'Bearer ~!'])(
    'asks who does not show a token to sign in: %j',
    (authorization) =>
      expect(guard.canActivate(context(Routes, 'verify', asking(authorization)))).rejects.toMatchObject({
        name: 'AuthenticationError',
        code: 'auth.sign-in-required',
      }),
  );
  it('takes a token whatever the case of its scheme', () =>
    expect(guard.canActivate(context(Routes, 'verify', asking('bearer hans.a-b_c~+/==')))).resolves.toBe(true));
  it('of messages is guarded by the broker', () =>
    expect(guard.canActivate(context(Routes, 'undeclared', undefined, 'rpc'))).resolves.toBe(true));
});

describe('the description of a route', () => {
  const told = (route: string): Record<string, unknown> => {
    const handler = (Routes.prototype as unknown as Record<string, object>)[route]!;
    return Object.fromEntries(
      Reflect.getMetadataKeys(handler).map((key) => [String(key), Reflect.getMetadata(key, handler) as unknown]),
    );
  };
  it('says which permission it needs, and that one signs in for it', () => {
    const values = JSON.stringify(told('verify'));
    expect(values).toContain(`"x-permission":"outcomes.verify"`);
    expect(values).toContain(`{"${SECURITY_SCHEME}":[]}`);
    expect(SECURITY_SCHEME).toBe('oidc');
  });
  it('names the reason why it is public', () =>
    expect(told('health')).toEqual({
      'ringvirkning:access': { publicBecause: 'Everybody may know that it is alive.' },
    }));
});

describe('the person of a request', () => {
  const current = (request: object): unknown => {
    class Taking {
      take(@CurrentActor() person: Person): Person {
        return person;
      }
    }
    const [parameter] = Object.values(
      Reflect.getMetadata('__routeArguments__', Taking, 'take') as Record<
        string,
        { factory: (data: unknown, context: ExecutionContext) => unknown }
      >,
    );
    return parameter!.factory(undefined, context(Routes, 'verify', request as { headers: Record<string, string> }));
  };
  it('is whom the guard found', async () => {
    const request = asking('Bearer hans.a-b_c~+/==');
    await guard.canActivate(context(Routes, 'verify', request));
    expect(current(request)).toBe(personOf(request));
  });
  it('is an error of the programmer where nobody signs in', () =>
    expect(() => current({ headers: {} })).toThrow('a public route has no current actor'));
});

describe('the module', () => {
  it('guards every route of a service, and lets the service check tokens itself', () => {
    const options = { issuer: 'https://issuer.example', audience: 'ringvirkning', home: 'aarhus' };
    const { providers, ...module } = AuthModule.forService(options);
    expect(module).toEqual({ module: AuthModule, global: true, exports: [TokenVerifier] });
    const [verifier, ofApp] = providers as [{ provide: unknown; useFactory: () => unknown }, object];
    expect(verifier.provide).toBe(TokenVerifier);
    expect(verifier.useFactory()).toBeInstanceOf(TokenVerifier);
    expect(ofApp).toEqual({ provide: APP_GUARD, useClass: PermissionGuard });
  });
});
