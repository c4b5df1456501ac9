import type { Terms } from '@ringvirkning/terms-language';
import { frozenTerms } from './parse-terms.js';

/**
 * Frozen terms, each read once: they never change, are large, and what the rules prepare from them is kept with the object. `name` is theirs for ever: a digest,
 * or a contract and its version.
 */
export class KeptTerms {
  private readonly kept = new Map<string, Terms>();

  constructor(private readonly most: number) {}

  /** @throws DomainError terms.frozen-invalid */
  async get(name: string, load: () => unknown): Promise<Terms> {
    const known = this.kept.get(name);
    if (known) return known;
    const terms = frozenTerms(await load());
    if (this.kept.size >= this.most) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(name, terms);
    return terms;
  }
}
