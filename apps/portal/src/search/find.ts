import type { ContractHits } from '@ringvirkning/contracts-api';
import type { PeopleHits } from '@ringvirkning/outcomes-api';
import type { RunHits } from '@ringvirkning/payments-api';
import { ask } from '../api/http.js';

/** What a service answers to `POST …/operations/traces`, as its OpenAPI document has it. */
export interface Trace {
  readonly events: readonly {
    readonly eventId: string;
    readonly subject: string;
    readonly occurredAt: string;
    readonly consumers: readonly { readonly consumer: string; readonly received: boolean }[];
  }[];
  readonly deadLetters: readonly {
    readonly id: string;
    readonly subject: string;
    readonly state: string;
    readonly failedAt: string;
  }[];
}
/** Of which service a trace tells. */
export interface TraceOf extends Trace {
  readonly service: string;
}

export interface Found extends Partial<ContractHits & PeopleHits & RunHits> {
  readonly traces?: readonly TraceOf[];
}

export interface Answer {
  readonly found: Found;
  /** Of a service that did not answer; what the others found stands. */
  readonly error: unknown;
}

type May = (permission: string) => boolean;
type Question = () => Promise<Found>;

const SERVICES = ['contracts', 'outcomes', 'payments', 'benefits'] as const;
/** Shorter words, and words with blanks, are no correlation ids. */
const CORRELATION_ID = /^\S{8,100}$/;

/** What is asked for somebody: each service for what they may read there. */
export function questionsFor(may: May, term: string): Question[] {
  const body = { term };
  const traced = SERVICES.map((service) => async () => {
    const trace = await ask<Trace>(`/api/${service}/operations/traces`, body);
    return { traces: trace.events.length + trace.deadLetters.length > 0 ? [{ ...trace, service }] : [] };
  });
  return [
    ...(may('contracts.read') ? [() => ask<ContractHits>('/api/contracts/search', body)] : []),
    ...(may('people.read') ? [() => ask<PeopleHits>('/api/outcomes/search', body)] : []),
    ...(may('payments.read') ? [() => ask<RunHits>('/api/payments/search', body)] : []),
    ...(may('operations.read') && CORRELATION_ID.test(term) ? traced : []),
  ];
}

/** Asks everybody at once. A service that is down takes nothing from what the others found. */
export async function find(questions: readonly Question[]): Promise<Answer> {
  const answers = await Promise.allSettled(questions.map((question) => question()));
  const answered = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const traces = answered.flatMap((answer) => answer.traces ?? []);
  return {
    found: { ...answered.reduce((all, answer) => ({ ...all, ...answer }), {}), traces },
    error: answers.find((answer) => answer.status === 'rejected')?.reason,
  };
}
