import type { Path } from './form-document.js';

/** Codes that the document itself holds: of these lists, by these members. */
export const LISTS_OF_CODES = {
  parties: 'id',
  outcomes: 'code',
  followUps: 'code',
  groups: 'code',
  cohorts: 'code',
  sides: 'id',
} as const;
export type CodeList = keyof typeof LISTS_OF_CODES;

/** What can be chosen: fixed words (with the prefix of their texts), or codes that stand elsewhere in the document. */
export type Options = { readonly words: readonly string[]; readonly prefix: string } | { readonly codes: CodeList };

type Plain = 'text' | 'prose' | 'code' | 'digits' | 'number' | 'date' | 'flag';
/** Only while the entry has one of these words there. */
interface When {
  readonly at: readonly string[];
  readonly is: readonly string[];
}

export type FormField = {
  /** Where it stands within its entry; a shape of the entry itself stands at its very place. */
  readonly at: readonly string[];
  readonly required?: true;
  readonly when?: When;
  /** The last word of its label, where the same place means something else in another entry. */
  readonly label?: string;
} & (
  | { readonly kind: Plain }
  | { readonly kind: 'choice' | 'several'; readonly options: Options }
  /** Another choice makes another set of fields: what stood there gives way to this. */
  | { readonly kind: 'shape'; readonly options: Options; readonly shapes: Readonly<Record<string, unknown>> }
);

export interface FormList {
  readonly at: readonly string[];
  readonly fields: readonly FormField[];
  readonly lists?: readonly FormList[];
  readonly when?: When;
  /** What a new entry begins with. */
  readonly fresh: Readonly<Record<string, unknown>>;
}

export interface FormSection {
  readonly name: string;
  readonly fields?: readonly FormField[];
  readonly lists?: readonly FormList[];
}

export const field = (path: string, kind: Plain): FormField => ({ at: path.split('.'), kind });
export const needed = (path: string, kind: Plain): FormField => ({ ...field(path, kind), required: true });
export const words = (prefix: string, ...all: string[]): Options => ({ prefix, words: all });
export const choice = (path: string, options: Options): FormField => ({ at: path.split('.'), kind: 'choice', options });
export const several = (path: string, options: Options): FormField => ({
  at: path.split('.'),
  kind: 'several',
  options,
});
export const codes = (list: CodeList): Options => ({ codes: list });
const named = [needed('name.da', 'text'), needed('name.en', 'text')];

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
    several('followUps', codes('followUps')),
    { at: ['price'], kind: 'shape', options: words('priceKind', ...Object.keys(PRICES)), shapes: PRICES },
    field('price.amount', 'number'),
    field('price.months', 'number'),
    choice('price.unit', words('unit', 'day', 'percentage-point', 'point', 'unit', 'hour', 'week', 'month')),
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
          several(
            'roles',
            words('partyRole', 'authority', 'payer', 'supplier', 'investor', 'guarantor', 'verifier', 'partner'),
          ),
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
    fields: [field('verification.objectionDays', 'number'), field('verification.evidence.required', 'flag')],
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
          choice('from', codes('parties')),
          several('outcomes', codes('outcomes')),
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
          field('yearlyReturn', 'number'),
          field('returnFloor', 'number'),
          field('returnCap', 'number'),
          field('irrCap', 'number'),
          field('returnFirst', 'flag'),
          field('principalOn', 'date'),
          several('covers', codes('parties')),
        ],
      },
    ],
  },
];

/** A path as errors and differences write it: `outcomes[0].price.amount`. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

/** The entries of a list in the document that have a code, in its order. */
export function codedIn(
  value: Readonly<Record<string, unknown>>,
  list: CodeList,
): { readonly code: string; readonly entry: Readonly<Record<string, unknown>> }[] {
  const entries = value[list];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    const code = isRecord(entry) ? entry[LISTS_OF_CODES[list]] : undefined;
    return isRecord(entry) && typeof code === 'string' ? [{ code, entry }] : [];
  });
}

/** Whether an entry has so little to say that it stands in one line. */
export const isLine = ({ fields, lists = [] }: FormList): boolean => lists.length === 0 && fields.length <= 3;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (within, step) =>
      typeof within === 'object' && within !== null ? (within as Record<string | number, unknown>)[step] : undefined,
    value,
  );
}

/** Of a field that belongs to one way of pricing: whether this price has it, or could. */
const OF_PRICE: Readonly<Record<string, readonly string[]>> = {
  'price.amount': ['per-claim', 'per-time', 'per-unit'],
  'price.months': ['per-time'],
  'price.unit': ['per-unit'],
  'price.threshold': ['per-unit', 'tranches'],
  'price.below': ['interpolated'],
  'price.byFollowUp': ['per-claim'],
  'price.steps': ['steps'],
  'price.points': ['interpolated'],
  'price.tranches': ['tranches'],
  'price.tiers': ['by-number'],
};
export function applies({ at, when }: Pick<FormField, 'at' | 'when'>, entry: unknown): boolean {
  if (when) return when.is.includes(String(valueAt(entry, when.at)));
  const kinds = OF_PRICE[at.join('.')];
  return !kinds || kinds.includes(String(valueAt(entry, ['price', 'kind'])));
}

/** How its label is called in the texts. */
export const labelOf = ({ at, kind, label }: FormField): string =>
  label ?? (at.length === 0 && kind === 'shape' ? 'kind' : at.join('.'));

const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['language']);

/** What the document says beyond the form: the paths of the fields that stay as they are, each once (`outcomes[0].requires`). */
export function beyondForm(
  value: Readonly<Record<string, unknown>>,
  sections: readonly FormSection[] = SECTIONS,
): string[] {
  const shown = new Set(
    sections.flatMap(({ fields = [], lists = [] }) => [
      ...patterns([], fields),
      ...lists.flatMap((list) => listPatterns([], list)),
    ]),
  );
  return [...new Set(unshown(value, [], shown))];
}

const patterns = (base: readonly string[], fields: readonly FormField[]): string[] =>
  fields.map(({ at, kind }) => [...base, ...at, ...(kind === 'shape' ? ['kind'] : [])].join('.'));
function listPatterns(base: readonly string[], { at, fields, lists = [] }: FormList): string[] {
  const own = [...base, ...at, '*'];
  return [...patterns(own, fields), ...lists.flatMap((list) => listPatterns(own, list))];
}

function unshown(value: unknown, path: Path, shown: ReadonlySet<string>): string[] {
  const pattern = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
  if (shown.has(pattern) || SHOWN_ELSEWHERE.has(pattern)) return [];
  const isOnTheWay = path.length === 0 || [...shown].some((each) => each.startsWith(`${pattern}.`));
  if (!isOnTheWay || typeof value !== 'object' || value === null) return [pathText(path)];
  return Object.entries(value).flatMap(([key, each]) =>
    unshown(each, [...path, Array.isArray(value) ? Number(key) : key], shown),
  );
}
