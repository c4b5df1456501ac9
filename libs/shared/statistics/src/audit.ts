import type { Confidence } from './confidence.js';
import { drawMus, drawSimple, drawStratified, type Drawn, type Unit } from './draw.js';
import { figuresOf, meanPerUnit, stratified } from './equal-chance.js';
import { estimate, tolerable, verdictOf, type Audited, type Estimate, type Verdict } from './estimate.js';
import { mus, musConservative, sizeForMusConservative } from './monetary-unit.js';

/** The designs of the guidance that a sample can be drawn by. */
export const METHODS = ['simple-random', 'stratified', 'difference', 'mus', 'mus-conservative'] as const;
export type Method = (typeof METHODS)[number];

export interface Design {
  readonly method: Method;
  readonly confidence: Confidence;
  /** Share of the amount that may be wrong. */
  readonly materiality: number;
}

/** What an audited sample says, all in minor units. */
export interface SampleResult extends Estimate {
  readonly book: bigint;
  readonly tolerable: bigint;
  /** Errors that the audit found itself. */
  readonly found: bigint;
  readonly verdict: Verdict;
}

const DRAW: Readonly<Record<Method, (units: readonly Unit[], seed: string, n: number) => Drawn>> = {
  'simple-random': drawSimple,
  stratified: drawStratified,
  difference: drawSimple,
  mus: drawMus,
  'mus-conservative': drawMus,
};

export const drawSample = (method: Method, units: readonly Unit[], seed: string, n: number): Drawn =>
  DRAW[method](units, seed, n);

/** Units to draw when the size was not agreed: the conservative MUS formula, which needs no guess of a spread. @throws RangeError when too much is expected. */
export function plannedSize(book: bigint, { confidence, materiality }: Design, expectedRate: number): number {
  const all = Number(book);
  return sizeForMusConservative(all, { tolerable: all * materiality, anticipated: all * expectedRate, confidence });
}

/** Projects the errors of a drawn sample on its population. `errorOf` gives the error of an audited unit. */
export function evaluateSample(
  { method, confidence, materiality }: Design,
  units: readonly Unit[],
  drawn: Drawn,
  errorOf: (id: string) => bigint,
): SampleResult {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const audited = (ids: readonly string[]): readonly AuditedUnit[] =>
    ids.map((id) => ({ book: byId.get(id)!.amount, error: errorOf(id), stratum: byId.get(id)!.stratum }));
  const parts = { exhaustive: audited(drawn.exhaustive), sampled: audited(drawn.sampled) };
  const book = sumBook(units.map(({ amount }) => ({ book: amount })));
  const figures = PROJECT[method](units, drawn, parts, confidence);
  const limit = tolerable(book, materiality);
  return { ...figures, book, tolerable: limit, found: foundIn(parts), verdict: verdictOf(figures, limit) };
}

type AuditedUnit = Audited & { readonly stratum: string | undefined };
interface Parts {
  readonly exhaustive: readonly AuditedUnit[];
  readonly sampled: readonly AuditedUnit[];
}
type Project = (units: readonly Unit[], drawn: Drawn, parts: Parts, confidence: Confidence) => Estimate;

const bySimple: Project = (units, _drawn, { exhaustive, sampled }, confidence) =>
  sampled.length === 0 ? estimate(sumError(exhaustive), 0) : meanPerUnit(figuresOf(units.length, sampled), confidence);

const byStrata: Project = (units, drawn, { exhaustive, sampled }, confidence) => {
  if (sampled.length === 0) return estimate(sumError(exhaustive), 0);
  const whole = new Set(drawn.exhaustive);
  const sizes = Map.groupBy(
    units.filter(({ id }) => !whole.has(id)),
    ({ stratum }) => stratum,
  );
  const strata = [...Map.groupBy(sampled, ({ stratum }) => stratum)].map(([stratum, members]) =>
    figuresOf(sizes.get(stratum)!.length, members),
  );
  return stratified(strata, sumError(exhaustive), confidence);
};

const byMus =
  (project: typeof mus): Project =>
  (units, drawn, parts, confidence) => {
    const whole = new Set(drawn.exhaustive);
    const sampledBook = sumBook(units.filter(({ id }) => !whole.has(id)).map(({ amount }) => ({ book: amount })));
    return project({ ...parts, sampledBook }, confidence);
  };

const PROJECT: Readonly<Record<Method, Project>> = {
  'simple-random': bySimple,
  stratified: byStrata,
  difference: bySimple,
  mus: byMus(mus),
  'mus-conservative': byMus(musConservative),
};

const sumBook = (units: readonly { readonly book: bigint }[]): bigint =>
  units.reduce((sum, { book }) => sum + book, 0n);
const sumError = (units: readonly Audited[]): number => Number(units.reduce((sum, { error }) => sum + error, 0n));
const foundIn = ({ exhaustive, sampled }: Parts): bigint =>
  [...exhaustive, ...sampled].reduce((sum, { error }) => sum + error, 0n);
