import type { LocalDate } from '@ringvirkning/kernel';
import { isIndividual } from '@ringvirkning/terms-language';
import { settleCohorts, type AssumedValue } from './cohorts.js';
import { Findings } from './findings.js';
import { claimIndividually } from './gate.js';
import type { Intake } from './intake.js';
import type { Rows } from './rows.js';
import type { UnpaidList } from './unpaid.js';
import type { Plans } from '../versions/plans.js';

/** Turns facts into claims and cohort values, outcome by outcome; each comes after those that it rests on. */
export function claimAll(
  plans: Plans,
  intake: Intake,
  rows: Rows,
  unpaid: UnpaidList,
  cutOff: LocalDate,
  assumed: AssumedValue,
): Findings {
  const findings = new Findings(plans.last, intake, rows);
  const claiming = { plans, intake, findings, rows, unpaid };
  for (const index of plans.order)
    if (isIndividual(plans.last.outcomes[index]!.outcome)) claimIndividually(index, claiming);
    else settleCohorts(index, claiming, { cutOff, assumed });
  return findings;
}
