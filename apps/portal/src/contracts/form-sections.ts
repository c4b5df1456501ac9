import { KINDS, PARTY_ROLES } from '@ringvirkning/terms-language';
import {
  choice,
  codes,
  field,
  needed,
  several,
  words,
  type FormList,
  type FormSection,
  type When,
} from './form-fields.js';

const named = [needed('name.da', 'text'), needed('name.en', 'text')];

const LOANS_AND_EQUITY = ['senior-loan', 'subordinated-loan', 'equity'];
const GUARANTEES: When = { at: ['kind'], is: ['first-loss-guarantee'], orHeld: true };
const EARNS: When = { at: ['kind'], is: LOANS_AND_EQUITY, orHeld: true };
const PUTS_IN: When = { at: ['kind'], is: ['grant', ...LOANS_AND_EQUITY], orHeld: true };
const HAS_COUPON: When = { at: ['coupon', 'outcome'], orHeld: true };
const OF_GROUPS: When = {
  at: ['kind'],
  is: Object.entries(KINDS).flatMap(([kind, { of }]) => (of === 'group' ? [kind] : [])),
  orHeld: true,
};

const ROLES = words('partyRole', ...PARTY_ROLES);

const PRICES = {
  'per-claim': { kind: 'per-claim', amount: 10000 },
  'per-time': { kind: 'per-time', amount: 10000, months: 6 },
  'per-unit': { kind: 'per-unit', unit: 'day', amount: 100 },
  steps: { kind: 'steps', steps: [{ from: 0, inclusive: true, amount: 10000 }] },
  interpolated: {
    kind: 'interpolated',
    points: [
      { at: 0, amount: 0 },
      { at: 1, amount: 10000 },
    ],
    below: 'nothing',
  },
  'by-number': {
    kind: 'by-number',
    tiers: [{ upTo: 10, amount: 10000 }, { amount: 12000 }],
  },
  tranches: { kind: 'tranches', tranches: [{ upTo: 1000000, share: 1 }] },
};

const outcomes: FormList = {
  at: ['outcomes'],
  fresh: {
    code: 'new-outcome',
    name: { da: 'Nyt resultat', en: 'New outcome' },
    kind: 'reached',
    price: PRICES['per-claim'],
  },
  fields: [
    needed('code', 'code'),
    ...named,
    choice('kind', words('outcomeKind', 'reached', 'counted')),
    { ...choice('per', words('per', 'contract', 'cohort', 'year', 'half-year', 'quarter')), when: OF_GROUPS },
    several('followUps', codes('followUps')),
    { at: ['price'], kind: 'shape', options: words('priceKind', ...Object.keys(PRICES)), shapes: PRICES },
    field('price.amount', 'number'),
    field('price.months', 'number'),
    choice('price.unit', words('unit', 'day', 'percentage-point', 'point', 'unit', 'event', 'hour', 'week', 'month')),
    field('price.threshold', 'number'),
    choice('price.below', words('below', 'nothing', 'first-amount')),
  ],
  lists: [
    {
      at: ['price', 'byFollowUp'],
      fresh: { amount: 10000 },
      fields: [choice('followUp', codes('followUps')), needed('amount', 'number')],
    },
    {
      at: ['price', 'steps'],
      fresh: { from: 1, inclusive: true, amount: 10000 },
      fields: [needed('from', 'number'), field('inclusive', 'flag'), needed('amount', 'number')],
    },
    {
      at: ['price', 'points'],
      fresh: { at: 1, amount: 10000 },
      fields: [needed('at', 'number'), needed('amount', 'number')],
    },
    { at: ['price', 'tranches'], fresh: { share: 1 }, fields: [field('upTo', 'number'), needed('share', 'number')] },
    {
      at: ['price', 'tiers'],
      fresh: { amount: 10000 },
      fields: [{ ...field('upTo', 'number'), label: 'upToPerson' }, needed('amount', 'number')],
    },
    {
      at: ['planned'],
      fresh: { count: 10 },
      fields: [choice('followUp', codes('followUps')), choice('cohort', codes('cohorts')), needed('count', 'number')],
    },
  ],
};

/** What the form shows, in the order in which a contract is thought: who, when, for whom, what, how it is verified, at most, who pays, who invests. All else is said to stand in the text. */
export const SECTIONS: readonly FormSection[] = [
  {
    name: 'basics',
    fields: [
      needed('ref', 'text'),
      needed('title.da', 'text'),
      needed('title.en', 'text'),
      field('description.da', 'prose'),
      field('description.en', 'prose'),
      needed('period.from', 'date'),
      needed('period.to', 'date'),
      needed('currency', 'text'),
      field('priceLevelYear', 'number'),
    ],
  },
  {
    name: 'parties',
    lists: [
      {
        at: ['parties'],
        fresh: { id: 'new-party', name: 'Ny part', kind: 'municipality', organisation: 'new-party', roles: ['payer'] },
        fields: [
          needed('id', 'code'),
          needed('name', 'text'),
          choice(
            'kind',
            words('partyKind', 'municipality', 'region', 'state', 'fund', 'supplier', 'company', 'verifier'),
          ),
          needed('organisation', 'code'),
          several('roles', ROLES),
          field('municipalityCode', 'digits'),
          field('department', 'code'),
        ],
      },
      {
        at: ['signOffs'],
        fresh: { role: 'council' },
        fields: [
          choice('role', words('role', 'council', 'municipal-director', 'mayor', 'board', 'supplier', 'investor')),
          choice('party', codes('parties')),
        ],
      },
    ],
  },
  {
    name: 'followUps',
    lists: [
      {
        at: ['followUps'],
        fresh: { code: 'new-follow-up', months: 12 },
        fields: [
          needed('code', 'code'),
          field('months', 'number'),
          field('weeks', 'number'),
          field('interval', 'number'),
          field('name.da', 'text'),
          field('name.en', 'text'),
        ],
      },
    ],
  },
  {
    name: 'groups',
    lists: [
      {
        at: ['groups'],
        fresh: { code: 'new-group', name: { da: 'Ny målgruppe', en: 'New target group' } },
        fields: [
          needed('code', 'code'),
          ...named,
          field('uplift', 'number'),
          field('deadweight', 'number'),
          field('share', 'number'),
        ],
      },
      {
        at: ['cohorts'],
        fresh: { code: 'new-cohort', name: { da: 'Ny årgang', en: 'New cohort' } },
        fields: [
          needed('code', 'code'),
          ...named,
          needed('from', 'date'),
          needed('to', 'date'),
          field('planned', 'number'),
        ],
      },
    ],
  },
  { name: 'outcomes', lists: [outcomes] },
  {
    name: 'verification',
    fields: [
      several('claims.by', ROLES),
      choice('claims.attestBy', ROLES),
      choice('claims.verifyBy', ROLES),
      needed('verification.objectionDays', 'number'),
      field('verification.evidence.required', 'flag'),
      several('verification.evidence.sources', words('source', 'register', 'document', 'questionnaire', 'self-report')),
    ],
  },
  {
    name: 'caps',
    lists: [
      {
        at: ['caps'],
        fresh: { step: 'contract', max: 1000000 },
        fields: [
          choice('step', words('step', 'quantity', 'person', 'outcome', 'budget-year', 'contract')),
          field('max', 'number'),
          several('outcomes', codes('outcomes')),
          field('name.da', 'text'),
          field('name.en', 'text'),
        ],
      },
    ],
  },
  {
    name: 'payers',
    fields: [choice('payers.split', words('split', 'fixed', 'top-up'))],
    lists: [
      {
        at: ['payers', 'parts'],
        fresh: { share: 1 },
        fields: [
          choice('party', codes('parties')),
          field('share', 'number'),
          field('cap', 'number'),
          several('outcomes', codes('outcomes')),
        ],
      },
      {
        at: ['payees'],
        fresh: { share: 1 },
        fields: [
          choice('party', codes('parties')),
          needed('share', 'number'),
          { ...choice('from', codes('parties')), label: 'fromPayer' },
          several('outcomes', codes('outcomes')),
          choice('vat', words('vat', 'exempt', 'liable', 'outside')),
        ],
      },
    ],
  },
  {
    name: 'capital',
    lists: [
      {
        at: ['capital'],
        fresh: { kind: 'grant', amount: 1000000 },
        fields: [
          choice('party', codes('parties')),
          choice(
            'kind',
            words('capital', 'grant', 'senior-loan', 'subordinated-loan', 'equity', 'first-loss-guarantee'),
          ),
          needed('amount', 'number'),
          ...[
            field('yearlyReturn', 'number'),
            field('returnFloor', 'number'),
            field('returnCap', 'number'),
            field('irrCap', 'number'),
            field('returnFirst', 'flag'),
            field('principalOn', 'date'),
            choice('coupon.outcome', codes('outcomes')),
          ].map((each) => ({ ...each, when: EARNS })),
          ...[
            field('coupon.interpolated', 'flag'),
            field('coupon.atLeast.rate', 'number'),
            field('coupon.atLeast.until', 'date'),
          ].map((each) => ({ ...each, when: HAS_COUPON })),
          { ...field('share', 'number'), label: 'coversShare', when: GUARANTEES },
          { ...several('covers', codes('parties')), when: GUARANTEES },
        ],
        lists: [
          {
            at: ['coupon', 'rates'],
            when: HAS_COUPON,
            fresh: { from: 0, inclusive: true, rate: 0.02 },
            fields: [needed('from', 'number'), field('inclusive', 'flag'), needed('rate', 'number')],
          },
          {
            at: ['paidIn'],
            when: PUTS_IN,
            fresh: { amount: 1000000 },
            fields: [needed('on', 'date'), needed('amount', 'number')],
          },
        ],
      },
    ],
  },
  {
    name: 'background',
    lists: [
      {
        at: ['assumptions'],
        fresh: { about: 'Beløb', da: 'Foreløbigt tal', en: 'Preliminary figure' },
        fields: [needed('about', 'text'), needed('da', 'prose'), needed('en', 'prose')],
      },
      { at: ['sources'], fresh: { title: 'Ny kilde' }, fields: [needed('title', 'text'), field('url', 'text')] },
    ],
  },
];
