import { linearProgram, type Bounds, type Constraint } from './linear-program.js';

/** A figure that somebody was told: the sum over these people of something that each has. */
export interface ToldSum {
  readonly people: readonly string[];
  readonly sum: number;
}

/** Figures are told exactly; what the solver leaves below that is its own. */
const TOLERANCE = 1e-6;

/**
 * From all that was told, and the values of accomplices: what follows, by linear programming, for each person from all figures together, for an attacker who
 * knows whom each figure counts, that nobody's value is negative, and the values of `accomplices`.
 */
export type LinearAttack = (
  told: readonly ToldSum[],
  accomplices?: ReadonlyMap<string, number>,
) => ReadonlyMap<string, Bounds>;

export async function linearAttack(): Promise<LinearAttack> {
  const bounds = await linearProgram();
  return (told, accomplices = new Map()) => {
    const names = new Map([...new Set(told.flatMap(({ people }) => people))].map((person, i) => [person, `p${i}`]));
    const sumOf = (people: readonly string[]) => new Map(people.map((person) => [names.get(person)!, 1]));
    const constraints = [
      ...told.filter(({ people }) => people.length > 0),
      ...[...accomplices].flatMap(([person, sum]) => (names.has(person) ? [{ people: [person], sum }] : [])),
    ].map(({ people, sum }): Constraint => ({ sum: sumOf(people), is: '=', than: sum }));
    return new Map([...names.keys()].map((person) => [person, bounds(constraints, sumOf([person]))]));
  };
}

/** Whether a value can be estimated to within a share of it, from above or from below (the p % rule asks for the former). */
export const isRecovered = ({ least, most }: Bounds, value: number, share = 0.2): boolean =>
  value > 0 && (least >= value * (1 - share) - TOLERANCE || most <= value * (1 + share) + TOLERANCE);

/** Whether a count is known to within a share of it; counts are whole. */
export const isPinned = ({ least, most }: Bounds, count: number, share = 0.2): boolean =>
  Math.ceil(least - TOLERANCE) >= count * (1 - share) && Math.floor(most + TOLERANCE) <= count * (1 + share);
