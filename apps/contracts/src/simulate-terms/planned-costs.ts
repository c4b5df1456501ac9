import { Injectable } from '@nestjs/common';
import type { PlannedCosts } from '@ringvirkning/contracts-domain';
import { Kept } from '@ringvirkning/kernel';
import { planGaps, plannedYears } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';

type Years = ReturnType<typeof plannedYears>;

/** Of a few hundred contracts: as they stand, as they are signed on, and as their budgets are looked at. */
const MOST = 800;

/** What terms cost when so many per cent of the people succeed, kept for those that were asked for last: it takes tens of milliseconds to compute. */
@Injectable()
export class KeptCosts {
  private readonly kept = new Kept<Years>(MOST);

  years(digest: string, terms: Terms, success: number): Years {
    return this.kept.of(`${digest} ${success}`, () => plannedYears(terms, String(success)));
  }

  of(digest: string, terms: Terms, expectedSuccess: number): PlannedCosts {
    return {
      expected: this.years(digest, terms, expectedSuccess),
      worst: this.years(digest, terms, 100),
      isOpen: planGaps(terms).length > 0,
    };
  }
}
