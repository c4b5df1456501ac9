import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { agreementType, defineMessage, registryOf, trialType } from './message-type.js';

const type = { name: 'note-sent/1', content: z.strictObject({ text: z.string() }), examples: [{ text: 'Hej' }] };

describe('a message type', () => {
  it('has a name with its version', () => {
    for (const name of ['note', 'note/0', 'Note/1', 'note sent/1', 'constructor'])
      expect(() => defineMessage({ ...type, name })).toThrow(RangeError);
    expect(defineMessage(type)).toBe(type);
  });
  it('has an example that can be read', () => {
    expect(() => defineMessage({ ...type, examples: [] })).toThrow(RangeError);
    expect(() => defineMessage({ ...type, examples: [{ text: 1 } as never] })).toThrow(z.ZodError);
  });
  it('has its name alone', () => {
    expect(Object.keys(registryOf([agreementType, trialType]))).toEqual(['agreement-step-taken/1', 'trial-sent/1']);
    expect(() => registryOf([trialType, trialType])).toThrow(RangeError);
  });
});
