import { describe, expect, it } from '@jest/globals';
import { defineEvent, defineRequest } from '@ringvirkning/message';
import { z } from 'zod';
import { natsPermissions } from './permissions.js';

const data = z.object({});
const Finalised = defineEvent({
  subject: 'evt.outcomes.outcomes-finalised.v1',
  data,
  producer: 'outcomes',
  consumers: ['payments', 'benefits'],
});
const Authorised = defineEvent({
  subject: 'evt.payments.payment-authorised.v1',
  data,
  producer: 'payments',
  consumers: ['benefits'],
});
const GetContract = defineRequest({
  subject: 'rpc.contracts.get-contract.v1',
  request: data,
  reply: data,
  responder: 'contracts',
  callers: ['payments'],
});
const all = [Finalised, Authorised, GetContract];

describe('the rights of a service', () => {
  it('are what its messages need, and nothing else', () =>
    expect(natsPermissions('payments', all)).toEqual({
      publish: {
        allow: [
          '$JS.ACK.EVT_OUTCOMES.payments-outcomes-finalised-v1.>',
          '$JS.API.CONSUMER.CREATE.EVT_OUTCOMES.payments-outcomes-finalised-v1.evt.outcomes.outcomes-finalised.v1',
          '$JS.API.CONSUMER.INFO.EVT_OUTCOMES.payments-outcomes-finalised-v1',
          '$JS.API.CONSUMER.MSG.NEXT.EVT_OUTCOMES.payments-outcomes-finalised-v1',
          '$JS.API.STREAM.CREATE.EVT_PAYMENTS',
          '$JS.API.STREAM.INFO.EVT_PAYMENTS',
          '$JS.API.STREAM.UPDATE.EVT_PAYMENTS',
          'evt.payments.payment-authorised.v1',
          'rcpt.outcomes.payments',
          'rpc.contracts.get-contract.v1',
        ],
      },
      subscribe: { allow: ['_INBOX_payments.>', 'rcpt.payments.*'] },
      allow_responses: false,
    }));

  it('let a responder hear its requests and answer them', () =>
    expect(natsPermissions('contracts', all)).toEqual({
      publish: { allow: [] },
      subscribe: { allow: ['_INBOX_contracts.>', 'rpc.contracts.get-contract.v1'] },
      allow_responses: true,
    }));

  it('give a service without messages its reply inbox only', () =>
    expect(natsPermissions('gateway', all)).toEqual({
      publish: { allow: [] },
      subscribe: { allow: ['_INBOX_gateway.>'] },
      allow_responses: false,
    }));
});
