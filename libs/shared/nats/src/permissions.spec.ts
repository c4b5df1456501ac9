import { describe, expect, it } from '@jest/globals';
import { defineEvent, defineManifest, defineRequest, linkManifests } from '@ringvirkning/message';
import { z } from 'zod';
import { natsPermissions } from './permissions.js';

const data = z.object({});
const Finalised = defineEvent({ subject: 'evt.outcomes.outcomes-finalised.v1', data });
const Authorised = defineEvent({ subject: 'evt.payments.payment-authorised.v1', data });
const GetContract = defineRequest({ subject: 'rpc.contracts.get-contract.v1', request: data, reply: data });
const http = 'service';
const [, payments, contracts, , idle] = linkManifests([
  defineManifest({ name: 'outcomes', http, publishes: [Finalised] }),
  defineManifest({ name: 'payments', http, publishes: [Authorised], consumes: [Finalised], asks: [GetContract] }),
  defineManifest({ name: 'contracts', http, answers: [GetContract] }),
  defineManifest({ name: 'benefits', http, consumes: [Finalised, Authorised] }),
  defineManifest({ name: 'idle', http }),
]);

describe('the rights of a service', () => {
  it('are what its messages need, and nothing else', () =>
    expect(natsPermissions(payments)).toEqual({
      publish: {
        allow: [
          '$JS.ACK.EVT_OUTCOMES.payments-outcomes-finalised-v1.>',
          '$JS.API.CONSUMER.CREATE.EVT_OUTCOMES.payments-outcomes-finalised-v1.evt.outcomes.outcomes-finalised.v1',
          '$JS.API.CONSUMER.INFO.EVT_OUTCOMES.payments-outcomes-finalised-v1',
          '$JS.API.CONSUMER.MSG.NEXT.EVT_OUTCOMES.payments-outcomes-finalised-v1',
          '$JS.API.STREAM.CREATE.EVT_PAYMENTS',
          '$JS.API.STREAM.INFO.EVT_PAYMENTS',
          '$JS.API.STREAM.UPDATE.EVT_PAYMENTS',
          'back.benefits.payments',
          'evt.payments.payment-authorised.v1',
          'rcpt.outcomes.payments',
          'rpc.contracts.get-contract.v1',
        ],
      },
      subscribe: { allow: ['_INBOX_payments.>', 'back.payments.*', 'rcpt.payments.*'] },
      allow_responses: true,
    }));

  it('let a responder hear its requests and answer them', () =>
    expect(natsPermissions(contracts)).toEqual({
      publish: { allow: [] },
      subscribe: { allow: ['_INBOX_contracts.>', 'rpc.contracts.get-contract.v1'] },
      allow_responses: true,
    }));

  it('give a service without messages its reply inbox only', () =>
    expect(natsPermissions(idle)).toEqual({
      publish: { allow: [] },
      subscribe: { allow: ['_INBOX_idle.>'] },
      allow_responses: false,
    }));
});
