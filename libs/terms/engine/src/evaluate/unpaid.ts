import type { Unpaid, UnpaidReason } from '@ringvirkning/terms-language';
import { unpaidSentence } from './sentences.js';

const EXAMPLES = 20;

interface Entry {
  readonly reason: UnpaidReason;
  readonly outcome: string;
  count: number;
  readonly facts: string[];
}

/** Collects what earns nothing, by outcome and reason. */
export class UnpaidList {
  private readonly entries = new Map<string, Map<UnpaidReason, Entry>>();
  /** Why each watched fact earns nothing; those that count are not in it. */
  readonly reasons = new Map<string, UnpaidReason>();

  constructor(private readonly watched: ReadonlySet<string> = new Set()) {}

  add(reason: UnpaidReason, outcome: string, fact?: string): void {
    if (fact !== undefined && this.watched.has(fact)) this.reasons.set(fact, reason);
    let reasons = this.entries.get(outcome);
    if (!reasons) this.entries.set(outcome, (reasons = new Map<UnpaidReason, Entry>()));
    let entry = reasons.get(reason);
    if (!entry) reasons.set(reason, (entry = { reason, outcome, count: 0, facts: [] }));
    entry.count++;
    if (fact !== undefined && entry.facts.length < EXAMPLES) entry.facts.push(fact);
  }

  list(): Unpaid[] {
    const entries = [...this.entries.values()].flatMap((reasons) => [...reasons.values()]);
    const key = (entry: Entry): string => `${entry.outcome}/${entry.reason}`;
    return entries
      .sort((a, b) => (key(a) < key(b) ? -1 : 1))
      .map((entry) => ({ ...entry, sentence: unpaidSentence(entry.reason, entry.count) }));
  }
}
