import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ErrorDetail } from '@ringvirkning/kernel';
import type { Simulation, SimulationRequest } from '@ringvirkning/contracts-api';
import { write } from '../api/http.js';
import { ProblemError } from '../api/problem.js';

/** How long somebody must pause before what they wrote is computed. */
const PAUSE_MS = 250;

export interface Assumptions {
  readonly success: readonly number[];
  readonly runs: number;
}

export interface Attempt {
  /** The latest result, also when it is from an earlier text. */
  readonly result: Simulation | undefined;
  /** current: belongs to the text; computing: will be replaced in a moment; old: the text has errors. */
  readonly state: 'current' | 'computing' | 'old';
  readonly drawing: boolean;
  readonly errors: readonly ErrorDetail[];
  /** What went wrong other than the text. */
  readonly problem: Error | undefined;
}

/** Computes a text while it is written: first what is expected, at once; then the drawn courses, which take longer. */
export function useSimulation(text: string, assumptions: Assumptions): Attempt {
  const last = useRef<Simulation>(undefined);
  const wanted = usePaused({ terms: text, success: [...assumptions.success] });
  const written = wanted.terms.trim() !== '';
  const quick = useQuery(question({ ...wanted, runs: 0 }, written));
  const full = useQuery(question({ ...wanted, runs: assumptions.runs }, written && assumptions.runs > 0 && quick.isSuccess));
  const answer = full.data ?? quick.data;
  if (answer) last.current = answer;
  const errors = quick.error instanceof ProblemError ? (quick.error.problem.errors ?? []).filter(({ path }) => path !== 'success') : [];
  const waiting = wanted.terms !== text || String(wanted.success) !== String(assumptions.success) || quick.isFetching;
  return {
    result: written ? (answer ?? last.current) : undefined,
    state: waiting ? 'computing' : quick.error ? 'old' : 'current',
    drawing: full.isFetching,
    errors: written ? errors : [],
    problem: written && quick.error && errors.length === 0 ? quick.error : undefined,
  };
}

type Wanted = Pick<SimulationRequest, 'terms' | 'success'>;

const question = (body: Wanted & { readonly runs: number }, enabled: boolean) => ({
  queryKey: ['simulation', body],
  queryFn: ({ signal }: { signal: AbortSignal }) => write<Simulation>({ path: '/api/contracts/simulations', body, idempotencyKey: crypto.randomUUID(), signal }),
  enabled,
  retry: false,
  staleTime: Infinity,
});

/** The value once it has not changed for a moment. */
function usePaused(value: Wanted): Wanted {
  const [paused, setPaused] = useState(value);
  const content = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [content]);
  return paused;
}
