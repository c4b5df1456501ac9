import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvent, defineRequest } from './event.js';
import {
  catalogueOf,
  defineManifest,
  eventsIn,
  faultsOf,
  linkManifests,
  requestsIn,
  type Manifests,
} from './manifest.js';

const api = {
  Made: defineEvent({ subject: 'evt.alpha.thing-made.v1', data: z.object({}) }),
  Get: defineRequest({ subject: 'rpc.alpha.get-thing.v1', request: z.object({}), reply: z.object({}) }),
  Schema: z.object({}),
  LIMIT: 5,
  nothing: null,
};
const alpha = defineManifest({ name: 'alpha', http: 'service', publishes: [api.Made], answers: [api.Get] });
const beta = defineManifest({ name: 'beta', http: 'service', consumes: [api.Made], asks: [api.Get] });

describe('a manifest', () => {
  it('publishes and answers whatever its api exports', () => {
    expect(eventsIn(api)).toEqual([api.Made]);
    expect(requestsIn(api)).toEqual([api.Get]);
  });
  it('publishes and answers for its own service only', () => {
    expect(() => defineManifest({ name: 'beta', http: 'service', publishes: [api.Made] })).toThrow(/thing-made/);
    expect(() => defineManifest({ name: 'beta', http: 'service', answers: [api.Get] })).toThrow(/get-thing/);
  });
  it.each(['', 'Alpha', 'two words', 'a-b', 'a.b', '*'])('refuses the name %j', (name) =>
    expect(() => defineManifest({ name, http: 'service' })).toThrow(RangeError),
  );
});

describe('manifests together', () => {
  it('tell who consumes what, and who asks', () => {
    const [linked] = linkManifests([alpha, beta]);
    expect(linked.publishes).toEqual([{ ...api.Made, consumers: ['beta'] }]);
    expect(linked.answers).toEqual([{ ...api.Get, callers: ['beta'] }]);
  });
  it('are found by their names', () => expect(catalogueOf([alpha, beta]).beta.consumes).toEqual([api.Made]));
  it.each<[string, Manifests, RegExp]>([
    ['consumed and published by nobody', [beta], /beta consumes evt.alpha.thing-made.v1, which nobody publishes/],
    ['asked and answered by nobody', [beta], /beta asks rpc.alpha.get-thing.v1, which nobody answers/],
    ['published twice', [alpha, alpha], /offered twice/],
    [
      'together with a secret that two would share',
      [alpha, { ...beta, environment: { A_KEY: 'key' } }, { ...beta, name: 'gamma', environment: { A_KEY: 'key' } }],
      /two services are given A_KEY/,
    ],
    ['named twice', [alpha, alpha], /two services named alpha/],
    [
      'consumed twice by one',
      [alpha, defineManifest({ name: 'beta', http: 'service', consumes: [api.Made, api.Made] })],
      /beta names evt.alpha.thing-made.v1 twice/,
    ],
  ])('refuse a message %s', (_, manifests, fault) => {
    expect(faultsOf(manifests).join('; ')).toMatch(fault);
    expect(() => catalogueOf(manifests)).toThrow(fault);
  });
});
