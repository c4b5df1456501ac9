import { z } from 'zod';
import { differences } from './differences.js';
import { ComparedSchema, type Compared, type Holdings, type Sum } from './holdings.js';
import { kindOf } from './kind.js';

/**
 * `on-its-way`: they agree as far as both have come, and there is more to come. `put-aside`: what is missing lies in dead letters.
 * `restored`: the holder knows more than the teller, whose database must be an older one.
 */
export const STATES = ['agrees', 'on-its-way', 'put-aside', 'restored', 'differs'] as const;
export type State = (typeof STATES)[number];

export const ComparisonSchema = ComparedSchema.extend({
  kind: z.string(),
  /** Who says it, and who must say the same. */
  told: z.string(),
  held: z.string(),
  state: z.enum(STATES),
  /** Events that have not been consumed yet. */
  waiting: z.int().min(0),
});
export type Comparison = z.infer<typeof ComparisonSchema>;

export const ReconciliationSchema = z.object({
  /** `unanswered`: what could be compared agrees, but somebody did not answer. */
  state: z.enum(['agrees', 'differs', 'unanswered']),
  comparisons: z.array(ComparisonSchema),
  unanswered: z.array(z.string()),
});
export type ReconciliationReport = z.infer<typeof ReconciliationSchema>;

/** How the services are asked. Both reject when the service does not answer. */
export interface Witnesses {
  holdings(service: string): Promise<Holdings>;
  told(service: string, subject: string, members: readonly string[], upto: number): Promise<readonly Sum[]>;
}

/** Compares what every service holds with what it was told. */
export async function reconcile(services: readonly string[], witnesses: Witnesses): Promise<ReconciliationReport> {
  const unanswered = new Set<string>();
  const asked = async <T>(service: string, question: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await question();
    } catch {
      unanswered.add(service);
      return undefined;
    }
  };
  // Who consumes says first how far it has come: its producer then knows at least as much.
  const answers = await Promise.all(
    services.map(async (service) => [service, await asked(service, () => witnesses.holdings(service))] as const),
  );
  const comparisons: Comparison[] = [];
  for (const [service, holdings] of answers) {
    for (const { kind, ...own } of holdings?.own ?? [])
      comparisons.push({ kind, told: service, held: service, ...judged(own, 0) });
    for (const held of holdings?.held ?? []) {
      const producer = held.subject.split('.')[1]!;
      const last = answers
        .find(([name]) => name === producer)?.[1]
        ?.told.find(({ subject }) => subject === held.subject);
      const said = (upto: number) => witnesses.told(producer, held.subject, held.members, upto);
      const compared = last && (await asked(producer, () => compareHeld(held, last, said)));
      if (compared) comparisons.push({ kind: kindOf(held.subject), told: producer, held: service, ...compared });
    }
  }
  const bad = comparisons.some(({ state }) => state !== 'agrees' && state !== 'on-its-way');
  return {
    state: bad ? 'differs' : unanswered.size > 0 ? 'unanswered' : 'agrees',
    comparisons: comparisons.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
    unanswered: [...unanswered],
  };
}

const nameOf = ({ kind, told, held }: Comparison): string => `${kind} ${told} ${held}`;

export type Judged = Compared & Pick<Comparison, 'state' | 'waiting'>;

/** What is held of an event against what its producer says. */
export async function compareHeld(
  held: Holdings['held'][number],
  last: Holdings['told'][number],
  said: (upto: number) => Promise<readonly Sum[]>,
): Promise<Judged> {
  const { upto, epoch, sums, aside } = held;
  // It has not heard of the log's new life yet, and beyond the fork its place has another meaning there.
  if (epoch < last.epoch && upto > last.fork) return { contracts: 0, differing: [], state: 'on-its-way', waiting: 1 };
  if (epoch > last.epoch || upto > last.upto) return { contracts: 0, differing: [], state: 'restored', waiting: 0 };
  const waiting = last.upto - upto;
  const told = await said(upto);
  // A contract that was asked for came before its event: then it is what the event will say.
  const compared = differences(sums, waiting > 0 ? [told, await said(last.upto)] : [told], aside);
  return judged(compared, waiting);
}

/** In one word. */
export function judged(compared: Compared, waiting: number): Judged {
  const { differing } = compared;
  const isAside = differing.every(({ told, held, aside }) => aside > 0 && told === held + aside);
  const state = differing.length > 0 ? (isAside ? 'put-aside' : 'differs') : waiting > 0 ? 'on-its-way' : 'agrees';
  return { ...compared, state, waiting };
}
