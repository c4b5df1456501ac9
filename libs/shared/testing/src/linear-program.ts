type Solver = Awaited<ReturnType<(typeof import('highs'))['default']>>;
/** The package's types describe its CommonJS build; imported, its loader is the default. */
const solver = (): Promise<Solver> =>
  import('highs').then((module) => (module.default as unknown as (typeof module)['default']['default'])());

/** A sum of named unknowns, none of which is negative, each with a factor. */
export type Sum = ReadonlyMap<string, number>;
export interface Constraint {
  readonly sum: Sum;
  readonly is: '=' | '<=' | '>=';
  readonly than: number;
}
/** Between which bounds a sum lies; `most` is infinity where nothing bounds it. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

const written = (sum: Sum): string =>
  [...sum]
    .filter(([, factor]) => factor !== 0)
    .map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`)
    .join(' ');

/** Bounds of sums of unknowns under constraints. Loaded only where somebody asks: the solver is four megabytes, and most specs do not need it. */
export async function linearProgram(): Promise<(constraints: readonly Constraint[], of: Sum) => Bounds> {
  const highs = await solver();
  const solve = (goal: 'Minimize' | 'Maximize', target: Sum, rows: readonly string[]): number => {
    const text = [goal, ` value: ${written(target)}`, 'Subject To', ...rows, 'End'].join('\n');
    const { Status, ObjectiveValue } = highs.solve(text, { presolve: 'off' });
    if (Status === 'Unbounded') return Infinity;
    if (Status !== 'Optimal') throw new Error(`no solution: ${Status}`);
    return ObjectiveValue;
  };
  return (constraints, of) => {
    const rows = constraints.map(({ sum, is, than }, index) => ` c${index}: ${written(sum)} ${is} ${than}`);
    return { least: solve('Minimize', of, rows), most: solve('Maximize', of, rows) };
  };
}
