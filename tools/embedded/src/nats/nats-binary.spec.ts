import { describe, expect, it } from '@jest/globals';
import { atLeast } from './nats-binary.js';

describe('the version of nats-server', () => {
  it.each([
    ['2.10.27', true],
    ['2.10.28', true],
    ['2.11.0', true],
    ['10.0.0', true],
    ['2.10.9', false],
    ['2.9.30', false],
    ['1.99.99', false],
  ])('%s is new enough: %s', (version, enough) => expect(atLeast(version, '2.10.27')).toBe(enough));
});
