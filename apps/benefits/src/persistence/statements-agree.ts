import { BenefitsMessagesQueuedV1 } from '@ringvirkning/benefits-api';
import { benefitsGained } from '@ringvirkning/partnership-api';
import { queuedForPartners, sameRows, type OwnBooks } from '@ringvirkning/reconciliation';
import { POSITION } from './contract.store.js';

const LINE =
  'purse text, outcome text, consequence text, "budgetYear" integer, "steeringArea" text, account text, cashable boolean, basis text, amount numeric';
const THING = (purse: string, year: string, area: string, account: string): string =>
  `jsonb_build_array(${purse}, outcome, consequence, ${year}, ${area}, ${account}, cashable, basis, sum(amount))`;
const STATED = THING('purse', '"budgetYear"', '"steeringArea"', 'account');
const BOOKED = THING('silo', 'budget_year', 'steering_area', 'account_string');

/** Across municipalities: what was said is what was kept, and the books of both sides hold what the last statements say. */
export const statementsAgree: readonly OwnBooks[] = [
  sameRows('benefit-statements', {
    tables: ['told_statement'],
    told: queuedForPartners(BenefitsMessagesQueuedV1, benefitsGained),
    held: 'SELECT contract_id, jsonb_build_array(member, statement_id, content) AS thing FROM told_statement',
  }),
  // Of contracts whose partners have been told all.
  sameRows('benefits-elsewhere', {
    tables: ['told_statement', 'ledger_entry'],
    told: `SELECT contract_id, jsonb_build_array(member, ${STATED}) AS thing
      FROM (SELECT DISTINCT ON (contract_id, member) * FROM told_statement ORDER BY contract_id, member, number DESC) s JOIN contract c USING (contract_id),
        jsonb_to_recordset(s.content->'lines') AS line (${LINE})
      WHERE c.told_upto = ${POSITION} GROUP BY contract_id, member, purse, outcome, consequence, "budgetYear", "steeringArea", account, cashable, basis`,
    held: `SELECT contract_id, jsonb_build_array(p.organisation, ${BOOKED}) AS thing
      FROM ledger_line l JOIN contract c USING (contract_id), jsonb_to_recordset(c.parties) AS p (id text, organisation text)
      WHERE c.told_upto = ${POSITION} AND l.account = 'gain-elsewhere' AND p.id = l.party
      GROUP BY contract_id, p.organisation, silo, outcome, consequence, budget_year, steering_area, account_string, cashable, basis HAVING sum(amount) <> 0`,
  }),
  sameRows('benefits-told', {
    tables: ['heard_statement', 'heard_statement_booking', 'ledger_entry'],
    told: `SELECT contract_id, ${STATED} AS thing
      FROM (SELECT DISTINCT ON (contract_id) s.* FROM heard_statement s JOIN heard_statement_booking USING (statement_id) ORDER BY s.contract_id, s.number DESC) last,
        jsonb_to_recordset(last.content->'lines') AS line (${LINE})
      GROUP BY contract_id, purse, outcome, consequence, "budgetYear", "steeringArea", account, cashable, basis`,
    held: `SELECT l.contract_id, ${BOOKED} AS thing FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id JOIN contract c ON c.contract_id = l.contract_id
      WHERE c.home IS NOT NULL AND l.account = 'gain'
      GROUP BY l.contract_id, silo, outcome, consequence, budget_year, steering_area, account_string, cashable, basis HAVING sum(amount) <> 0`,
  }),
];
