import { describe, expect, it } from '@jest/globals';
import { misfits, type ContractSubject } from './applies-to.js';
import type { ValuationModel } from './model-schema.js';

const contract: ContractSubject = { outcomes: ['moved-in', 'kept-home'], groups: ['under-25'], kind: 'capital' };
const reasons = (appliesTo?: ValuationModel['appliesTo']) =>
  misfits(appliesTo === undefined ? {} : { appliesTo }, contract).map(({ en }) => en);

describe('a model belongs to a contract', () => {
  it.each([
    ['when it says nothing of where it belongs', undefined],
    ['that pays for one of its outcomes', { outcomes: ['kept-home', 'job'] }],
    ['of one of its target groups', { targetGroups: ['under-25'] }],
    ['of one of its kinds', { kinds: ['capital', 'payments-only'] }],
  ] satisfies [string, ValuationModel['appliesTo']][])('%s', (_, appliesTo) => expect(reasons(appliesTo)).toEqual([]));
  it('and to no other, which is said with every reason at once', () =>
    expect(reasons({ outcomes: ['job'], targetGroups: ['over-60'], kinds: ['payments-only'] })).toEqual([
      'The model is for the outcomes job; the contract pays for moved-in, kept-home.',
      'The model is for the target groups over-60; those of the contract are under-25.',
      'The model is for contracts without invested capital; this one is with invested capital.',
    ]));
});
