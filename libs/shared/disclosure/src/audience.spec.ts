import { describe, expect, it } from '@jest/globals';
import { audienceOf } from './audience.js';

const parties = [
  { organisation: 'dsi', roles: ['investor', 'payer'] },
  { organisation: 'st-basils', roles: ['supplier'] },
];
const reader = (organisation: string, roles: string[], memberOf = organisation) => ({ organisation, memberOf, roles });

describe('who reads', () => {
  it.each([
    ['a case worker of the authority', reader('*', ['case-worker'], 'aarhus'), 'authority'],
    ['a council member', reader('*', ['council-member'], 'aarhus'), 'outside'],
    ['a supplier of the contract', reader('st-basils', ['supplier']), 'delivery'],
    ['an investor', reader('dsi', ['investor']), 'outside'],
    ['an investor who is case worker too', reader('dsi', ['investor', 'case-worker']), 'outside'],
    ['an investor who is supplier in other contracts', reader('dsi', ['investor', 'supplier']), 'outside'],
    ['a supplier of another contract', reader('other', ['supplier']), 'outside'],
  ])('%s', (_who, who, audience) => expect(audienceOf(who, parties)).toBe(audience));
});
