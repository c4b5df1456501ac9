import { describe, expect, it } from '@jest/globals';
import { checkTags } from './check-tags.js';

const check = (...tags: string[]): void => checkTags([{ name: 'thing', data: { tags } }], ['payments'], ['app', 'api']);

describe('a project', () => {
  it.each([
    ['scope:payments', 'type:app'],
    ['scope:shared', 'type:api'],
  ])('of %s and %s is linted', (...tags) => expect(() => check(...tags)).not.toThrow());
  it.each([
    [['scope:knowledge', 'type:app'], /knowledge, which has no manifest/],
    [['scope:payments', 'type:thing'], /thing, which has no rule/],
    [['type:app'], /one scope: tag, has 0/],
    [['scope:payments'], /one type: tag, has 0/],
    [['scope:payments', 'scope:shared', 'type:app'], /one scope: tag, has 2/],
    [[], /one scope: tag/],
  ])('tagged %j stops the linting', (tags, fault) => expect(() => check(...tags)).toThrow(fault));
});
