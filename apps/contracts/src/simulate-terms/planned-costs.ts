import { Injectable } from '@nestjs/common';
import type { PlannedCosts } from '@ringvirkning/contracts-domain';
import { planGaps, plannedYears } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';

type Years = ReturnType<typeof plannedYears>;

/** Of a few hundred contracts: as they stand, as they are signed on, and as their budgets are looked at. */
const MOST = 800;

/** What terms cost when so many per cent of the people succeed, kept for those that were asked for last: it takes tens of milliseconds to compute. */
@Injectable()
export class KeptCosts {
  private readonly kept = new Map<string, Years>();

  years(digest: string, terms: Terms, success: number): Years {
    const name = `${digest} ${success}`;
    const known = this.kept.get(name);
    if (known) return known;
    const years = plannedYears(terms, String(success));
    if (this.kept.size >= MOST) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(name, years);
    return years;
  }

  of(digest: string, terms: Terms, expectedSuccess: number): PlannedCosts {
    return {
      expected: this.years(digest, terms, expectedSuccess),
      worst: this.years(digest, terms, 100),
      isOpen: planGaps(terms).length > 0,
    };
  }
}
