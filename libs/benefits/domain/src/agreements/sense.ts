import { sum, type Sentence } from '@ringvirkning/kernel';
import { faultsBetween } from '../across/between.js';
import { MILLION, millionths } from '../decimal.js';
import { termOf, type Agreement, type AgreementStep, type Term } from './agreement-schema.js';

export interface Finding extends Sentence {
  readonly severity: 'refused' | 'warning';
  readonly path: readonly (string | number)[];
}

/** What the books of a contract know, to check an agreement against. */
export interface KnownPurses {
  readonly silos: readonly string[];
  /** Consequences of the model. */
  readonly lines: readonly string[];
  /** Municipal purses without departments that are kept in other instances: `municipality:0657`. */
  readonly elsewhere?: readonly string[];
}

const refused = (path: Finding['path'], da: string, en: string): Finding => ({ severity: 'refused', path, da, en });
const warning = (path: Finding['path'], da: string, en: string): Finding => ({ severity: 'warning', path, da, en });
const repeated = (values: readonly string[]) => values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));

/** Every mention of a side in a step, with its place. */
export function sidesIn(step: AgreementStep): [path: (string | number)[], side: string][] {
  const keys = (path: (string | number)[], record: Record<string, unknown>): [(string | number)[], string][] =>
    Object.keys(record).map((side) => [[...path, side], side]);
  switch (step.kind) {
    case 'return':
    case 'shared-savings':
      return [
        [['from'], step.from],
        [['to'], step.to],
      ];
    case 'frame':
      return [[['board'], step.board], ...(step.to === undefined ? [] : [[['to'], step.to] as [string[], string]])];
    case 'distribute':
      return [
        ...keys(['contributions'], step.contributions),
        ...step.tiers.flatMap(({ sides }, i) =>
          sides.map((side, j): [(string | number)[], string] => [['tiers', i, 'sides', j], side]),
        ),
      ];
    case 'pool':
      return [
        [['host'], step.host],
        ...step.contributions.flatMap(({ parts }, i) => keys(['contributions', i, 'parts'], parts)),
        ...step.lines.flatMap(({ owner, shares }, i) => [
          [['lines', i, 'owner'], owner] as [(string | number)[], string],
          ...keys(['lines', i, 'shares'], shares ?? {}),
        ]),
      ];
    case 'contribute':
      return [
        [['to'], step.to],
        ...step.key.flatMap((each, i): [(string | number)[], string][] =>
          'side' in each
            ? [[['key', i, 'side'], each.side]]
            : each.key.map(({ side }, j) => [['key', i, 'key', j, 'side'], side]),
        ),
      ];
  }
}

function names({ sides, steps, valueTest }: Agreement): Finding[] {
  const known = new Set(sides.map(({ id }) => id));
  const unknown = (path: Finding['path'], side: string) =>
    known.has(side) ? [] : [refused(path, `der er ingen part «${side}»`, `there is no side «${side}»`)];
  return [
    ...repeated(sides.map(({ id }) => id)).map((i) =>
      refused(['sides', i, 'id'], 'parten står to gange', 'the side stands twice'),
    ),
    ...repeated(sides.map(({ silo }) => silo)).map((i) =>
      refused(['sides', i, 'silo'], 'kassen hører til to parter', 'the purse belongs to two sides'),
    ),
    ...repeated(steps.map(({ id }) => id)).map((i) =>
      refused(['steps', i, 'id'], 'trinnet står to gange', 'the step stands twice'),
    ),
    ...steps.flatMap((step, i) => sidesIn(step).flatMap(([path, side]) => unknown(['steps', i, ...path], side))),
    ...(valueTest?.sides ?? []).flatMap((side, i) => unknown(['valueTest', 'sides', i], side)),
  ];
}

const overlap = (a: Term, b: Term) => a.from <= b.to && b.from <= a.to;
const isWithin = (inner: Term, outer: Term) => inner.from >= outer.from && inner.to <= outer.to;

function terms({ period, steps }: Agreement): Finding[] {
  const outside = steps.flatMap(({ term }, i) =>
    term && !isWithin(term, period)
      ? [
          refused(
            ['steps', i, 'term'],
            'trinnet rækker ud over aftalens periode',
            "the step reaches beyond the agreement's period",
          ),
        ]
      : [],
  );
  const late = steps.flatMap((step, i) =>
    step.kind === 'pool' && step.contributions[0]!.from > (step.term ?? period).from
      ? [
          refused(
            ['steps', i, 'contributions'],
            'bidragene har et hul: de begynder efter trinnet',
            'the contributions have a gap: they begin after the step',
          ),
        ]
      : [],
  );
  const covered = (year: number) =>
    steps.some(({ kind, term = period }) => kind !== 'frame' && year >= term.from && year <= term.to);
  const empty = Array.from({ length: period.to - period.from + 1 }, (_, i) => period.from + i).filter(
    (year) => !covered(year),
  );
  const gap = empty.length > 0 && steps.some(({ kind }) => kind !== 'frame');
  return [
    ...outside,
    ...late,
    ...(gap
      ? [refused(['steps'], `intet trin gælder i ${empty.join(', ')}`, `no step applies in ${empty.join(', ')}`)]
      : []),
  ];
}

interface Claim extends Term {
  readonly i: number;
  readonly from: number;
  readonly giver: string;
  readonly taker: string;
  readonly share: bigint;
}

/** Steps that take a share of what one side has gained. */
const claims = (agreement: Agreement): Claim[] =>
  agreement.steps.flatMap((step, i) =>
    step.kind === 'return' || step.kind === 'shared-savings'
      ? [{ i, giver: step.from, taker: step.to, share: millionths(step.share), ...termOf(agreement, step) }]
      : [],
  );

function tooMuch(agreement: Agreement): Finding[] {
  const all = claims(agreement);
  return all.flatMap((claim) => {
    const beside = all.filter((other) => other.i <= claim.i && other.giver === claim.giver && overlap(other, claim));
    return sum(beside.map(({ share }) => share)) > MILLION
      ? [
          refused(
            ['steps', claim.i, 'share'],
            `der deles mere, end «${claim.giver}» har fået`,
            `more is shared than «${claim.giver}» has gained`,
          ),
        ]
      : [];
  });
}

/** A side must not get back by a detour what it returns. */
function circles(agreement: Agreement): Finding[] {
  const returns = claims(agreement).filter(({ i }) => agreement.steps[i]!.kind === 'return');
  const reaches = (from: Claim, goal: string, seen: ReadonlySet<number>): boolean =>
    from.taker === goal ||
    returns.some(
      (next) =>
        next.giver === from.taker &&
        overlap(next, from) &&
        !seen.has(next.i) &&
        reaches(next, goal, new Set([...seen, next.i])),
    );
  return returns
    .filter((claim) => reaches(claim, claim.giver, new Set([claim.i])))
    .map(({ i }) =>
      refused(
        ['steps', i],
        'aftalen går i ring: pengene vender tilbage til den, der giver dem',
        'the agreement is circular: the money returns to who gives it',
      ),
    );
}

function shapes({ steps }: Agreement): Finding[] {
  return steps.flatMap((step, i) => {
    if (step.kind !== 'distribute') return [];
    const contributed = Object.keys(step.contributions);
    const without = step.tiers.flatMap(({ sides }) => sides).filter((side) => !contributed.includes(side));
    const nothing = Object.values(step.contributions).some((amount) => /^0+(\.0+)?$/.test(amount));
    return [
      ...(without.length > 0
        ? [
            refused(
              ['steps', i, 'tiers'],
              `«${without.join(', ')}» har intet bidrag`,
              `«${without.join(', ')}» has no contribution`,
            ),
          ]
        : []),
      ...(nothing
        ? [refused(['steps', i, 'contributions'], 'et bidrag skal være over 0', 'a contribution must be above 0')]
        : []),
    ];
  });
}

function against({ sides, steps }: Agreement, { silos, lines }: KnownPurses): Finding[] {
  return [
    ...sides.flatMap(({ silo }, i) =>
      silos.includes(silo)
        ? []
        : [
            refused(
              ['sides', i, 'silo'],
              `kontrakten kender ikke kassen «${silo}»`,
              `the contract does not know the purse «${silo}»`,
            ),
          ],
    ),
    ...steps.flatMap((step, i) =>
      ('lines' in step && step.kind !== 'pool' ? (step.lines ?? []) : []).flatMap((line, j) =>
        lines.includes(line)
          ? []
          : [
              refused(
                ['steps', i, 'lines', j],
                `modellen har ingen konsekvens «${line}»`,
                `the model has no consequence «${line}»`,
              ),
            ],
      ),
    ),
  ];
}

function doubts(agreement: Agreement): Finding[] {
  return agreement.steps.flatMap((step, i) =>
    step.kind === 'return' && step.until === undefined && step.cap === undefined
      ? [
          warning(
            ['steps', i],
            'returneringen har hverken loft eller en investering, der skal dækkes',
            'the return has neither a cap nor an investment to cover',
          ),
        ]
      : [],
  );
}

/** What makes no sense in an agreement that is well formed: all at once, each with its place. @param known when given, purses and lines are checked too. */
export const senseOfAgreement = (agreement: Agreement, known?: KnownPurses): Finding[] => [
  ...names(agreement),
  ...terms(agreement),
  ...tooMuch(agreement),
  ...circles(agreement),
  ...shapes(agreement),
  ...(known ? [...against(agreement, known), ...faultsBetween(agreement, known.elsewhere ?? [])] : []),
  ...doubts(agreement),
];
