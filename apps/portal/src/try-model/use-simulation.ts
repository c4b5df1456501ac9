import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ErrorDetail } from '@ringvirkning/kernel';
import type { Facts, Simulation, SimulationRequest } from '@ringvirkning/contracts-api';
import { write } from '../api/http.js';
import { ProblemError } from '../api/problem.js';
import type { Shown } from './result-figures.js';

/** How long nothing must change before everything is computed: it takes long, and would hold up the next change. */
const PAUSE_MS = 400;

export interface Assumptions {
  readonly success: readonly number[];
  readonly runs: number;
}

/** What is asked about: a text, the rates, and facts made for what the terms can count. */
export interface Question {
  readonly text: string;
  readonly assumptions: Assumptions;
  /** Which forecast must be there first. */
  readonly shown: Shown;
  /** Facts in place of the plan; undefined for the plan. */
  factsFor(known: Simulation | undefined): Facts | undefined;
}

export interface Attempt {
  /** The latest result, also when it is from an earlier text. */
  readonly result: Simulation | undefined;
  /** current: belongs to the text; computing: will be replaced in a moment; old: the text or the facts have errors. */
  readonly state: 'current' | 'computing' | 'old';
  /** Whether the result answers an earlier question; if not, it is the plan in place of facts that do not fit. */
  readonly answered: boolean;
  readonly drawing: boolean;
  /** Errors of the text, and of the rows of facts. */
  readonly errors: readonly ErrorDetail[];
  readonly factErrors: readonly ErrorDetail[];
  /** What went wrong other than text and facts. */
  readonly problem: Error | undefined;
}

type Asked = Pick<SimulationRequest, 'terms' | 'success' | 'facts'>;

/**
 * Computes a text while it is written: first the forecast that is shown, at once; then, after a pause, all rates and the drawn courses. A change is asked about at once
 * unless an answer is on its way; then only the last of the changes made meanwhile follows it, so that questions never pile up.
 */
export function useSimulation({ text, assumptions: { success, runs }, shown, factsFor }: Question): Attempt {
  const [last, known] = [useRef<Simulation>(undefined), useRef<Simulation>(undefined)];
  const written = text.trim() !== '';
  const wanted: Asked = { terms: text, success: shown === 'plan' ? [] : [shown], facts: factsFor(known.current) };
  const [asked, ask] = useState(wanted);
  const quick = useQuery(question({ ...asked, runs: 0 }, asked.terms.trim() !== ''));
  const whole = { ...asked, success: [...success], runs };
  const full = useQuery(question(whole, usePaused(JSON.stringify(whole)) && quick.isSuccess));
  const refused = quick.error instanceof ProblemError ? quick.error.problem : undefined;
  const misfit = refused?.code === 'contracts.facts-invalid';
  // What the terms can count now: facts that name what is no longer there must be made anew.
  const words = useQuery(question({ ...asked, facts: undefined, runs: 0 }, misfit));
  const answer = full.data ?? quick.data;
  last.current = answer ?? last.current;
  known.current = answer ?? words.data ?? known.current;
  const behind = !same(wanted, asked);
  // While rendering, not after: the question goes out one drawing of the page earlier.
  if (behind && !quick.isFetching) ask(wanted);
  const listed = (refused?.errors ?? []).filter(({ path }) => path !== 'success');
  return {
    result: written ? (last.current ?? words.data) : undefined,
    state: behind || quick.isFetching ? 'computing' : quick.error ? 'old' : 'current',
    answered: last.current !== undefined,
    drawing: full.isFetching,
    errors: written && !misfit ? listed : [],
    factErrors: written && misfit ? listed : [],
    problem: written && quick.error && listed.length === 0 ? quick.error : undefined,
  };
}

const same = (a: Asked, b: Asked): boolean =>
  a.terms === b.terms && String(a.success) === String(b.success) && JSON.stringify(a.facts) === JSON.stringify(b.facts);

const question = (body: Asked & { readonly runs: number }, enabled: boolean) => ({
  queryKey: ['simulation', body],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    write<Simulation>({ path: '/api/contracts/simulations', body, idempotencyKey: crypto.randomUUID(), signal }),
  enabled,
  retry: false,
  staleTime: Infinity,
  gcTime: 60_000,
});

/** Whether the value has not changed for a moment. */
function usePaused(value: string): boolean {
  const [paused, setPaused] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused === value;
}
