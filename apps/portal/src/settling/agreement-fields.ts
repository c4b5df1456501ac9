import type { ContractDetails } from '@ringvirkning/contracts-api';
import {
  choice,
  codes,
  field,
  needed,
  several,
  words,
  type FormField,
  type FormSection,
} from '../contracts/form-fields.js';
import { flowText } from '../contracts/form-scalar.js';

/** The steps that an agreement is made of, each with what it begins with; ids stand for what the person gives a name. */
const STEPS = {
  return: { kind: 'return', id: 'return', share: 0.5, until: { covered: 'payments' } },
  'shared-savings': {
    kind: 'shared-savings',
    id: 'savings',
    baseline: 1000000,
    minimumRate: 0.02,
    share: 0.5,
    limit: 0.1,
  },
  frame: { kind: 'frame', id: 'frame', from: 2027, by: { amount: 100000 } },
  pool: {
    kind: 'pool',
    id: 'pool',
    riskPool: 0,
    contributions: [{ from: 2026, parts: {} }],
    lines: [{ code: 'line', budget: 1000000, shared: 'variable' }],
  },
  distribute: { kind: 'distribute', id: 'distribution', contributions: {}, tiers: [{ sides: [] }] },
  contribute: { kind: 'contribute', id: 'contribution', amount: 100000, key: [] },
};

/** A field of some kinds of steps alone. */
const of = (kinds: string, one: FormField): FormField => ({ ...one, when: { at: ['kind'], is: kinds.split(' ') } });
const side = codes('sides');

/** What the form of a benefit-sharing agreement shows, in the order in which one is agreed: how long, between whom, and what goes from whom to whom. All else is said to stand in the text. */
export const AGREEMENT_SECTIONS: readonly FormSection[] = [
  {
    name: 'basics',
    fields: [
      needed('code', 'code'),
      needed('version', 'number'),
      needed('title.da', 'text'),
      needed('title.en', 'text'),
      needed('currency', 'text'),
      needed('period.from', 'number'),
      needed('period.to', 'number'),
      choice('gains', words('share.gains', 'cashable', 'all')),
    ],
  },
  {
    name: 'sides',
    fields: [field('valueTest.years', 'number'), several('valueTest.sides', side)],
    lists: [
      {
        at: ['sides'],
        fresh: { id: 'side', silo: 'state', name: { da: 'Ny side', en: 'New side' } },
        fields: [
          needed('id', 'code'),
          needed('silo', 'text'),
          needed('name.da', 'text'),
          needed('name.en', 'text'),
          field('account', 'digits'),
        ],
      },
    ],
  },
  {
    name: 'steps',
    lists: [
      {
        at: ['steps'],
        fresh: STEPS.return,
        fields: [
          { at: [], kind: 'shape', options: words('share.step', ...Object.keys(STEPS)), shapes: STEPS },
          needed('id', 'code'),
          of('return shared-savings', choice('from', side)),
          of('frame', choice('board', side)),
          of('pool', choice('host', side)),
          of('return shared-savings frame contribute', choice('to', side)),
          of('return shared-savings', needed('share', 'number')),
          of('return', choice('until.covered', words('share.covered', 'payments', 'capital'))),
          of('return', field('until.amount', 'number')),
          of('return', field('cap', 'number')),
          of('shared-savings', needed('baseline', 'number')),
          of('shared-savings', needed('minimumRate', 'number')),
          of('shared-savings', needed('limit', 'number')),
          of('frame', { ...needed('from', 'number'), label: 'frameFrom' }),
          of('frame', field('by.amount', 'number')),
          of('pool', needed('riskPool', 'number')),
          of('contribute', needed('amount', 'number')),
          field('term.from', 'number'),
          field('term.to', 'number'),
        ],
        lists: [
          {
            at: ['lines'],
            when: { at: ['kind'], is: ['pool'] },
            fresh: { code: 'line', budget: 1000000, shared: 'variable' },
            fields: [
              needed('code', 'code'),
              choice('owner', side),
              needed('budget', 'number'),
              choice('shared', words('share.pooled', 'fixed', 'variable', 'none')),
            ],
          },
          {
            at: ['tiers'],
            when: { at: ['kind'], is: ['distribute'] },
            fresh: { sides: [] },
            fields: [several('sides', side), field('upTo', 'number')],
          },
        ],
      },
    ],
  },
];

/** The text that an agreement of a contract begins with: the departments that the contract names, and half of what the second gains back to the first until its payments are covered. */
export function agreementStart(
  { ref, currency, departments, parties }: Pick<ContractDetails, 'ref' | 'currency' | 'departments' | 'parties'>,
  year: number,
): string {
  const codeOf = (party: string) => parties.find(({ id }) => id === party)?.municipalityCode ?? '';
  const own = departments.map(({ id, name, party }) => ({
    ...{ id, silo: `municipality:${codeOf(party)}/${id}` },
    name: { da: name, en: name },
  }));
  const sides = [...own, { id: 'staten', silo: 'state', name: { da: 'Staten', en: 'The state' } }];
  const [first, second] = [sides[0]!, sides[1] ?? sides[0]!];
  const code = ref
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return [
    'language: ringvirkning-agreement/1',
    `code: ${flowText(`${code}-deling`.slice(0, 64))}`,
    'version: 1',
    `title: { da: Deling af gevinst, en: Sharing of gains }`,
    `currency: ${currency}`,
    `period: { from: ${year}, to: ${year + 4} }`,
    'gains: cashable',
    'sides:',
    ...sides.slice(0, Math.max(2, own.length)).map((each) => `  - ${flowText(each)}`),
    'steps:',
    '  - kind: return',
    '    id: retur',
    `    from: ${flowText(second.id)}`,
    `    to: ${flowText(first.id)}`,
    '    share: 0.5',
    '    until: { covered: payments }',
    '',
  ].join('\n');
}
