import type { LocalDate } from '@ringvirkning/kernel';
import { isIndividual } from '@ringvirkning/terms-language';
import { kindOf } from '../kinds/kinds.js';
import type { Plan } from '../plan.js';
import { settleCohort, type AssumedValue } from './cohorts.js';
import { Findings } from './findings.js';
import { claimIndividually } from './gate.js';
import type { Intake } from './intake.js';
import type { Rows } from './rows.js';
import type { UnpaidList } from './unpaid.js';

/** Turns facts into claims and cohort values, outcome by outcome; each comes after those that it rests on. */
export function claimAll(
  plan: Plan,
  intake: Intake,
  rows: Rows,
  unpaid: UnpaidList,
  cutOff: LocalDate,
  assumed: AssumedValue,
): Findings {
  const findings = new Findings(plan, intake, rows);
  for (const self of plan.order) {
    const { outcome } = self;
    if (isIndividual(outcome)) {
      const run = { plan, self, intake, findings };
      claimIndividually(run, outcome, kindOf(outcome).judge(outcome, run), rows, unpaid);
    } else settleCohort({ plan, self, intake, findings }, outcome, { rows, unpaid, cutOff, assumed });
  }
  return findings;
}
