import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import { DOCUMENT, generated } from './messages.js';

const reference = {
  type: 'object',
  required: ['$ref'],
  properties: { $ref: { type: 'string', pattern: '^#/' } },
  additionalProperties: false,
};
const references = { type: 'array', minItems: 1, items: reference };
const mapOf = (schema: object): object => ({
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: String.raw`^[\w.-]+$` },
  additionalProperties: schema,
});
const description = { type: 'string' };
/** What AsyncAPI 3.0 requires of the parts that we use; anything else is a mistake. */
const ASYNCAPI = {
  type: 'object',
  required: ['asyncapi', 'info', 'channels', 'operations', 'components'],
  additionalProperties: false,
  properties: {
    asyncapi: { const: '3.0.0' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      properties: {
        title: { type: 'string' },
        version: { type: 'string' },
        license: { type: 'object', required: ['name'] },
      },
      additionalProperties: false,
    },
    defaultContentType: { type: 'string' },
    channels: mapOf({
      type: 'object',
      required: ['address', 'messages'],
      properties: { address: { type: ['string', 'null'] }, description, messages: mapOf(reference) },
      additionalProperties: false,
    }),
    operations: mapOf({
      type: 'object',
      required: ['action', 'channel'],
      properties: {
        action: { enum: ['send', 'receive'] },
        channel: reference,
        messages: references,
        tags: { type: 'array', items: { type: 'object', required: ['name'] } },
        reply: {
          type: 'object',
          properties: { channel: reference, messages: references },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    }),
    components: {
      type: 'object',
      properties: {
        messages: mapOf({
          type: 'object',
          required: ['name', 'payload'],
          properties: { name: { type: 'string' }, contentType: { type: 'string' }, payload: { type: 'object' } },
          additionalProperties: false,
        }),
        schemas: mapOf({ type: 'object' }),
      },
      additionalProperties: false,
    },
  },
};

const text = generated();
const document = JSON.parse(text) as {
  channels: Record<string, { address: string | null }>;
  operations: Record<string, unknown>;
  components: { messages: Record<string, { payload: object }>; schemas: object };
};
const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);

describe('the AsyncAPI document', () => {
  it('is committed as it is generated', () => expect(readFileSync(DOCUMENT, 'utf8')).toBe(text));
  it('has the structure of AsyncAPI 3.0', () => {
    const ajv = new Ajv({ allErrors: true });
    expect([ajv.validate(ASYNCAPI, document), ajv.errors]).toEqual([true, null]);
  });
  it('refers to nothing that is not there', () => {
    const pointers = [...text.matchAll(/"\$ref": "(#\/[^"]+)"/g)].map(([, pointer]) => pointer!);
    expect(pointers.length).toBeGreaterThan(10);
    expect(pointers.filter((pointer) => at(pointer) === undefined)).toEqual([]);
  });
  it('names the subjects that the services use', () =>
    expect(Object.values(document.channels).map(({ address }) => address)).toEqual(
      expect.arrayContaining([
        'evt.contracts.contract-activated.v1',
        'rpc.contracts.get-contract.v1',
        'evt.outcomes.outcomes-finalised.v1',
        'evt.payments.payment-authorised.v1',
      ]),
    ));
  it('describes every payload by a JSON Schema that tells right from wrong', () => {
    const ajv = new Ajv();
    ajv.addSchema({ $id: 'http://document/', components: document.components });
    for (const key of Object.keys(document.components.messages))
      expect(ajv.compile({ $ref: `http://document/#/components/messages/${key}/payload` })({ data: 1 })).toBe(false);
    const reversed = ajv.compile({
      $ref: 'http://document/#/components/messages/evt-outcomes-outcomes-reversed-v1/payload',
    });
    const id = '01900000-0000-7000-8000-000000000000';
    const envelope = {
      specversion: '1.0',
      id,
      source: '/ringvirkning/test/outcomes',
      type: 'evt.outcomes.outcomes-reversed.v1',
      time: '2026-01-01T00:00:00.000Z',
      subject: id,
      datacontenttype: 'application/json',
      sequence: '1',
    };
    expect(
      reversed({
        ...envelope,
        data: { contractId: id, outcomes: [{ claimId: id, reason: 'x', reversedAt: '2026-01-01T00:00:00.000Z' }] },
      }),
    ).toBe(true);
    expect(reversed({ ...envelope, data: { contractId: id, outcomes: [] } })).toBe(false);
  });
});
