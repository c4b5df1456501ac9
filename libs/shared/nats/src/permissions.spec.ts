import { describe, expect, it } from '@jest/globals';
import { defineEvent, defineManifest, defineRequest, linkManifests } from '@ringvirkning/message';
import { z } from 'zod';
import { callerAt } from './names.js';
import { brokerUsers, natsPermissions } from './permissions.js';

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
      publish: [
        '$JS.ACK.EVT_OUTCOMES.payments-outcomes-finalised-v1.>',
        '$JS.API.CONSUMER.CREATE.EVT_OUTCOMES.payments-outcomes-finalised-v1.evt.outcomes.outcomes-finalised.v1',
        '$JS.API.CONSUMER.DELETE.EVT_OUTCOMES.payments-outcomes-finalised-v1',
        '$JS.API.CONSUMER.INFO.EVT_OUTCOMES.payments-outcomes-finalised-v1',
        '$JS.API.CONSUMER.MSG.NEXT.EVT_OUTCOMES.payments-outcomes-finalised-v1',
        '$JS.API.STREAM.INFO.EVT_PAYMENTS',
        '_INBOX_benefits_payments.*',
        '_INBOX_outcomes_payments.*',
        'back.benefits.payments',
        'evt.payments.payment-authorised.v1',
        'rcpt.outcomes.payments',
        'rpc.contracts.get-contract.v1',
        'told.outcomes.payments',
      ],
      subscribe: [
        '_INBOX_payments.>',
        '_INBOX_payments_benefits.*',
        '_INBOX_payments_contracts.*',
        '_INBOX_payments_outcomes.*',
        'back.payments.*',
        'rcpt.payments.*',
        'told.payments.*',
      ],
    }));

  it('let a responder hear its requests and answer in the inboxes of its callers', () =>
    expect(natsPermissions(contracts)).toEqual({
      publish: ['_INBOX_payments_contracts.*'],
      subscribe: ['_INBOX_contracts.>', 'rpc.contracts.get-contract.v1'],
    }));

  it('give a service without messages its reply inbox only', () =>
    expect(natsPermissions(idle)).toEqual({ publish: [], subscribe: ['_INBOX_idle.>'] }));
});

it('streams are made by a user of its own, which can do nothing else', () =>
  expect(brokerUsers([payments, idle], (user) => `U-${user}`).at(-1)).toEqual({
    name: 'set-up',
    publicKey: 'U-set-up',
    permissions: {
      publish: ['CREATE', 'INFO', 'UPDATE'].map((verb) => `$JS.API.STREAM.${verb}.EVT_PAYMENTS`),
      subscribe: ['_INBOX_set-up.>'],
    },
  }));

describe('a responder', () => {
  it.each([
    ['_INBOX_payments_contracts.0a-B_1', 'payments'],
    ['_INBOX_payments_outcomes.x', undefined],
    ['_INBOX_payments.x', undefined],
    ['_INBOX_payments_contracts.', undefined],
    ['_INBOX_payments_contracts.*', undefined],
    ['evt.contracts.contract-activated.v1', undefined],
    [undefined, undefined],
  ])('answers on %s: %s', (subject, caller) => expect(callerAt(subject, 'contracts')).toBe(caller));
});
