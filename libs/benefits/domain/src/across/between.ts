/** Benefit-sharing agreements whose sides are in two instances (ADR 89): who signs them, what they may say, and the figures they rest on. */
import type { Agreement } from '../agreements/agreement-schema.js';
import type { SharedFigure } from '../agreements/figures.js';
import type { Finding } from '../agreements/sense.js';
import { isWithheld, type Cell } from '../overview.js';
import { authorityOf } from '../uncertainty/payers-value.js';
import type { StatementLine } from './statement.js';

/** Municipalities that have a purse among the sides, in the order of the sides. */
export const authoritiesOf = ({ sides }: Pick<Agreement, 'sides'>): string[] => [
  ...new Set(sides.map(({ silo }) => authorityOf(silo)).filter((purse) => purse.startsWith('municipality:'))),
];

/** Whether the sides are of several municipalities. */
export const isBetween = (agreement: Pick<Agreement, 'sides'>): boolean => authoritiesOf(agreement).length > 1;

/**
 * All who must sign before an agreement is in force: each side, and between municipalities each of them as a whole too (`municipality:0751`). Nobody signs
 * twice, so two people bind each municipality.
 */
export const signatoriesOf = (agreement: Pick<Agreement, 'sides'>): string[] => [
  ...agreement.sides.map(({ id }) => id),
  ...(isBetween(agreement) ? authoritiesOf(agreement) : []),
];

/** Signatories of one municipality: what its own people sign, and what is taken from its instance alone. */
export const signatoriesIn = (agreement: Pick<Agreement, 'sides'>, authority: string): string[] => [
  ...agreement.sides.filter((side) => authorityOf(side.silo) === authority).map(({ id }) => id),
  ...(isBetween(agreement) && authoritiesOf(agreement).includes(authority) ? [authority] : []),
];

const refused = (path: Finding['path'], da: string, en: string): Finding => ({ severity: 'refused', path, da, en });

function unknownCost({ steps, valueTest }: Agreement, theirs: ReadonlySet<string>): Finding[] {
  const da = 'hvad en anden kommune har betalt, står kun i dens egne bøger; skriv et beløb';
  const en = 'what another municipality has paid stands in its own books only; write an amount';
  const returns = steps.flatMap((step, i) =>
    step.kind === 'return' && step.until && 'covered' in step.until && theirs.has(step.to)
      ? [refused(['steps', i, 'until'], da, en)]
      : [],
  );
  const tested = (valueTest?.sides ?? []).flatMap((side, i) =>
    theirs.has(side) ? [refused(['valueTest', 'sides', i], da, en)] : [],
  );
  return [...returns, ...tested];
}

/**
 * What an agreement between municipalities cannot say: a third instance, what another has paid, and single lines of our own gains, which are told to
 * others per purse and year only.
 * @param elsewhere municipal purses without departments that are kept in other instances
 */
export function faultsBetween(agreement: Agreement, elsewhere: readonly string[]): Finding[] {
  const others = authoritiesOf(agreement).filter((purse) => elsewhere.includes(purse));
  if (others.length === 0) return [];
  const theirs = new Set(agreement.sides.filter((side) => others.includes(authorityOf(side.silo))).map(({ id }) => id));
  const lines = agreement.steps.flatMap((step, i) =>
    (step.kind === 'return' || step.kind === 'shared-savings') && step.lines && !theirs.has(step.from)
      ? [
          refused(
            ['steps', i, 'lines'],
            'en anden kommune får kun egne gevinster at se linje for linje, så trinnet må gælde hele gevinsten',
            'another municipality sees line by line its own gains only, so the step must be about the whole gain',
          ),
        ]
      : [],
  );
  const third =
    others.length > 1
      ? [
          refused(
            ['sides'],
            'en aftale er mellem to kommuner med hvert sit system; lav en aftale med hver',
            'an agreement is between two municipalities with systems of their own; make one with each',
          ),
        ]
      : [];
  return [...third, ...unknownCost(agreement, theirs), ...lines];
}

const keyOf = ({ amount: _, ...figure }: SharedFigure): string => JSON.stringify(Object.values(figure));

/** Adds up what is the same figure, and leaves out what is nothing; in the order of their names. */
export function foldFigures(figures: readonly SharedFigure[]): SharedFigure[] {
  const folded = new Map<string, SharedFigure>();
  for (const { figure, silo, year, basis, cashable, line, amount } of figures) {
    const key = keyOf({ figure, silo, year, basis, cashable, line, amount });
    folded.set(key, { figure, silo, year, basis, cashable, line, amount: amount + (folded.get(key)?.amount ?? 0n) });
  }
  return [...folded]
    .filter(([, { amount }]) => amount !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, figure]) => figure);
}

/** What a statement of benefits says of some purses: the figures of a partner's sides, as the partner has booked them. */
export const figuresOfStatement = (
  lines: readonly Omit<StatementLine, 'steeringArea' | 'account' | 'outcome'>[],
  silos: readonly string[],
): SharedFigure[] =>
  foldFigures(
    lines
      .filter(({ purse }) => silos.includes(purse))
      .map(({ purse, budgetYear, basis, cashable, consequence, amount }) => ({
        ...{ figure: 'gained', silo: purse, year: budgetYear, basis, cashable, line: consequence, amount },
      })),
  );

const TOLD = ['gained', 'paid', 'invested'] as const;

/** The figures of our own sides as another municipality may be told them: what is published (ADR 21), per purse and year. */
export const figuresOfCells = (cells: readonly Cell[], silos: readonly string[]): SharedFigure[] =>
  foldFigures(
    cells
      .filter((cell) => silos.includes(cell.silo) && !isWithheld(cell))
      .flatMap(({ figure, silo, budgetYear, basis, cashable, amount }) => {
        const told = TOLD.find((each) => each === figure);
        return told ? [{ figure: told, silo, year: budgetYear, basis, cashable, line: null, amount }] : [];
      }),
  );
