import { BenefitsMessagesQueuedV1 } from '@ringvirkning/benefits-api';
import {
  benefitAgreementAnswered,
  benefitAgreementTold,
  settlementAnswered,
  settlementClaimed,
} from '@ringvirkning/partnership-api';
import { queuedForPartners, sameRows, type OwnBooks } from '@ringvirkning/reconciliation';

const LETTERS = [benefitAgreementTold, benefitAgreementAnswered, settlementClaimed, settlementAnswered];

/** Between municipalities: what was written is what was sent, and both books hold of the other's purses what the other says to hold. */
export const lettersAgree: readonly OwnBooks[] = [
  sameRows('letters-between', {
    tables: ['letter_sent'],
    told: LETTERS.map((type) => queuedForPartners(BenefitsMessagesQueuedV1, type)).join(' UNION ALL '),
    held: 'SELECT contract_id, jsonb_build_array(member, letter_id, content) AS thing FROM letter_sent',
  }),
  // Given less got by the other's purses under each agreement: as it answered last, and in our books.
  sameRows('settlements-elsewhere', {
    tables: ['letter_received', 'settlement', 'ledger_entry'],
    told: `SELECT contract_id, jsonb_build_array(code, held) AS thing FROM (
        SELECT DISTINCT ON (contract_id, content->>'code') contract_id, content->>'code' AS code, (content->>'held')::numeric AS held
        FROM letter_received WHERE type = '${settlementAnswered.name}' AND fault IS NULL AND content->>'answer' = 'authorised'
        ORDER BY contract_id, content->>'code', place DESC) AS last WHERE held <> 0`,
    held: `SELECT s.contract_id, jsonb_build_array(s.code, sum(l.amount)) AS thing
      FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id JOIN settlement s ON e.source = s.settlement_id::text JOIN contract c ON c.contract_id = s.contract_id
      WHERE c.home IS NULL AND l.account = 'settlement-elsewhere' GROUP BY s.contract_id, s.code HAVING sum(l.amount) <> 0`,
  }),
];
