/** A figure that somebody was told: the sum over these people of something that each has. */
export interface ToldSum {
  readonly people: readonly string[];
  readonly sum: number;
}

/** Between which bounds somebody's value is known to lie. */
export interface Known {
  readonly least: number;
  /** Infinity where nothing bounds it. */
  readonly most: number;
}

type Solver = Awaited<ReturnType<(typeof import('highs'))['default']>>;
/** The package's types describe its CommonJS build; imported, its loader is the default. */
const solver = (): Promise<Solver> =>
  import('highs').then((module) => (module.default as unknown as (typeof module)['default']['default'])());

/** Figures are told exactly; what the solver leaves below that is its own. */
const TOLERANCE = 1e-6;

const solve = (
  highs: Solver,
  goal: 'Minimize' | 'Maximize',
  target: string,
  rows: readonly string[],
  fixed: readonly string[],
): number => {
  const solution = highs.solve([goal, ` value: ${target}`, 'Subject To', ...rows, ...fixed, 'End'].join('\n'), {
    presolve: 'off',
  });
  if (solution.Status === 'Unbounded') return Infinity;
  if (solution.Status !== 'Optimal') throw new Error(`no solution: ${solution.Status}`);
  return solution.ObjectiveValue;
};

/** From all that was told, and the values of accomplices: what is known of each person. */
export type LinearAttack = (
  told: readonly ToldSum[],
  accomplices?: ReadonlyMap<string, number>,
) => ReadonlyMap<string, Known>;

/** Only where somebody attacks: the solver is four megabytes, and most specs do not need it. */
export async function linearAttack(): Promise<LinearAttack> {
  const highs = await solver();
  return (told, accomplices = new Map()) => boundsBy(highs, told, accomplices);
}

/**
 * What follows, by linear programming, for each of some people from all figures together, for an attacker who knows whom each figure counts, that
 * nobody's value is negative, and the values of `accomplices`.
 */
function boundsBy(
  highs: Solver,
  told: readonly ToldSum[],
  accomplices: ReadonlyMap<string, number>,
): ReadonlyMap<string, Known> {
  const names = new Map<string, string>();
  const nameOf = (person: string): string => {
    const name = names.get(person) ?? `p${names.size}`;
    names.set(person, name);
    return name;
  };
  const rows = told.flatMap(({ people, sum }, index) => {
    const terms = people.map(nameOf);
    return terms.length === 0 ? [] : [` c${index}: ${terms.join(' + ')} = ${sum}`];
  });
  const fixed = [...accomplices].flatMap(([person, value], index) =>
    names.has(person) ? [` k${index}: ${names.get(person)!} = ${value}`] : [],
  );
  return new Map(
    [...names].map(([person, name]) => [
      person,
      { least: solve(highs, 'Minimize', name, rows, fixed), most: solve(highs, 'Maximize', name, rows, fixed) },
    ]),
  );
}

/** Whether a value can be estimated to within a share of it, from above or from below (the p % rule asks for the former). */
export const isRecovered = ({ least, most }: Known, value: number, share = 0.2): boolean =>
  value > 0 && (least >= value * (1 - share) - TOLERANCE || most <= value * (1 + share) + TOLERANCE);
