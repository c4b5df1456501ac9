import { describe, expect, it } from '@jest/globals';
import { mergeOpenApi, type OpenApiDocument } from './merge-openapi.js';

const one = (path: string): OpenApiDocument => ({
  openapi: '3.0.0',
  paths: {
    [path]: {
      get: {
        operationId: 'list',
        security: [{ bearer: [] }],
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } } } },
      },
    },
  },
  components: {
    schemas: {
      Page: { type: 'object', properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Item' } } } },
      Item: {},
    },
    securitySchemes: { bearer: { type: 'http' } },
  },
});

describe('the merged OpenAPI document', () => {
  const merged = mergeOpenApi(
    { contracts: one('/api/contracts'), payments: one('/runs') },
    { title: 'Ringvirkning', version: '1' },
  );
  const text = JSON.stringify(merged);

  it('keeps every path below its service', () =>
    expect(Object.keys(merged.paths!)).toEqual(['/api/contracts', '/api/payments/runs']));

  it('keeps apart what has the same name', () =>
    expect(Object.keys(merged.components!['schemas']!)).toEqual([
      'contracts_Page',
      'contracts_Item',
      'payments_Page',
      'payments_Item',
    ]));

  it('leaves no reference without its target', () => {
    const references = [...text.matchAll(/"\$ref":"#\/components\/([^/"]+)\/([^"]+)"/g)];
    expect(references.length).toBe(4);
    for (const [, section, name] of references) expect(merged.components![section!]).toHaveProperty(name!);
  });

  it('renames security requirements with their schemes', () =>
    expect(merged.paths!['/api/contracts']!['get']).toMatchObject({
      security: [{ contracts_bearer: [] }],
      operationId: 'contracts_list',
      tags: ['contracts'],
    }));
});
