import type { Unpaid, UnpaidReason } from '../types.js';
import { unpaidSentence } from './sentences.js';

const EXAMPLES = 20;

/** Collects what earns nothing, by outcome and reason. */
export class UnpaidList {
  private readonly entries = new Map<string, { reason: UnpaidReason; outcome: string; count: number; facts: string[] }>();

  add(reason: UnpaidReason, outcome: string, fact?: string): void {
    const key = `${outcome}/${reason}`;
    const entry = this.entries.get(key) ?? { reason, outcome, count: 0, facts: [] };
    this.entries.set(key, entry);
    entry.count++;
    if (fact !== undefined && entry.facts.length < EXAMPLES) entry.facts.push(fact);
  }

  list(): Unpaid[] {
    return [...this.entries.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, entry]) => ({ ...entry, sentence: unpaidSentence(entry.reason, entry.count) }));
  }
}
