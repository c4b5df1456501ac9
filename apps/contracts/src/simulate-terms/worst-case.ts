import type { WorstCase } from '@ringvirkning/contracts-domain';
import { plannedYears } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';

/** What the terms may cost per payer and budget year. The plan is computed when first asked for: most drafts still wait for a signature. */
export function worstCaseOf(terms: Terms): WorstCase {
  let years: ReturnType<typeof plannedYears> | undefined;
  return (payer, budgetYear) => (years ??= plannedYears(terms)).get(payer)?.get(budgetYear) ?? 0n;
}
