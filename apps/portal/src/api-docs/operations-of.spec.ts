import { describe, expect, it } from '@jest/globals';
import { operationsOf } from './operations-of.js';

const document = {
  paths: {
    '/api/contracts': {
      get: { summary: 'Contracts', description: 'Kontrakter', tags: ['contracts'], 'x-permission': 'contracts.read' },
      post: { summary: 'Creates one', tags: ['contracts'] },
    },
  },
};

describe('operations of the API document', () => {
  it('are told in the language, as far as they are known in it', () => {
    expect(operationsOf(document, 'da').map(({ purpose }) => purpose)).toEqual(['Kontrakter', 'Creates one']);
    expect(operationsOf(document, 'en')[0]).toEqual({
      method: 'GET',
      path: '/api/contracts',
      purpose: 'Contracts',
      service: 'contracts',
      permission: 'contracts.read',
    });
  });
  it('are none of a document that has none', () => expect(operationsOf({}, 'da')).toEqual([]));
});
