import { describe, expect, it } from '@jest/globals';
import { requestHeaders, responseHeaders } from './headers.js';

const forwarding = { bearer: 'token', correlationId: 'c-1', from: '10.0.0.7' };

describe('headers towards a service', () => {
  it('carry our bearer, correlation id and the caller address, whatever the caller says', () =>
    expect(
      requestHeaders(
        {
          authorization: 'Basic x',
          'x-correlation-id': 'fake',
          'x-forwarded-for': '1.2.3.4',
          accept: 'application/json',
        },
        forwarding,
      ),
    ).toEqual({
      accept: 'application/json',
      authorization: 'Bearer token',
      'x-correlation-id': 'c-1',
      'x-forwarded-for': '10.0.0.7',
    }));

  it.each([
    'cookie',
    'connection',
    'keep-alive',
    'te',
    'upgrade',
    'proxy-authorization',
    'forwarded',
    'x-real-ip',
    'x-forwarded-host',
    'x-original-url',
    'x-rv-actor',
    'host',
  ])('leave out %s', (name) => expect(requestHeaders({ [name]: 'x' }, forwarding)).not.toHaveProperty(name));

  it('leave out what the connection header names', () =>
    expect(requestHeaders({ connection: 'close, X-Secret', 'x-secret': '1' }, forwarding)).not.toHaveProperty(
      'x-secret',
    ));

  it('carry no authorization for somebody who is not signed in', () =>
    expect(requestHeaders({ authorization: 'Basic x' }, { ...forwarding, bearer: undefined })).not.toHaveProperty(
      'authorization',
    ));

  it('keep a streamed body streamed', () =>
    expect(requestHeaders({ 'transfer-encoding': 'chunked' }, forwarding)).toHaveProperty(
      'transfer-encoding',
      'chunked',
    ));
});

describe('headers towards the caller', () => {
  it('keep content headers and leave out cookies and hop-by-hop ones', () =>
    expect(
      responseHeaders({
        'content-type': 'text/plain',
        'set-cookie': ['rv_session=evil'],
        'transfer-encoding': 'chunked',
        'x-powered-by': 'x',
        etag: '"1"',
      }),
    ).toEqual({ 'content-type': 'text/plain', etag: '"1"' }));
});
