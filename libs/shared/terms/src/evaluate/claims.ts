import type { LocalDate } from '@ringvirkning/kernel';
import { judgeOf } from '../kinds/individual.js';
import type { Plan } from '../plan.js';
import { Findings } from './findings.js';
import { claimIndividually } from './gate.js';
import type { Intake } from './intake.js';
import type { Rows } from './rows.js';
import type { UnpaidList } from './unpaid.js';

/** Turns facts into claims, outcome by outcome; an outcome comes after those that it rests on. */
export function claimAll(plan: Plan, intake: Intake, rows: Rows, unpaid: UnpaidList, _cutOff: LocalDate): Findings {
  const findings = new Findings(plan, intake, rows);
  for (const self of plan.outcomes) {
    const run = { plan, self, intake, findings };
    const judge = judgeOf(run);
    if (judge && 'claims' in self.outcome) claimIndividually(run, self.outcome, judge, rows, unpaid);
  }
  return findings;
}
