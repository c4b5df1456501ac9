import { describe, expect, it } from '@jest/globals';
import {
  AppropriationRequestSchema,
  CarryOverRequestSchema,
  CorrectionRequestSchema,
  RiskDecisionRequestSchema,
} from '@ringvirkning/contracts-api';
import { entryRequest, RECORDS, yearAmong, type EntryFields, type RecordKind } from './entry-request.js';

const fields: EntryFields = {
  ...{ payer: 'town', budgetYear: 2026, amount: '100', body: 'Byrådet', on: '2026-05-20', caseNumber: '26/1' },
  ...{ financing: 'Kassebeholdningen', reason: 'Tastefejl', account: ' ', area: '', isKnowing: false },
};
const SCHEMAS = {
  appropriations: AppropriationRequestSchema,
  corrections: CorrectionRequestSchema,
  'carry-overs': CarryOverRequestSchema,
  'risk-decisions': RiskDecisionRequestSchema,
};
const sent = (kind: RecordKind, over: Partial<EntryFields> = {}) => entryRequest(kind, { ...fields, ...over });

describe('what is recorded about a budget year', () => {
  it.each(RECORDS)('is what the service reads: %s', (kind) => {
    for (const over of [{}, { isKnowing: true, account: '5385911123400240', area: 'service' }]) {
      const { path, body } = sent(kind, over);
      expect(SCHEMAS[path as keyof typeof SCHEMAS].parse(body)).toEqual(body);
    }
  });
  it('is of a year that the payer has', () =>
    expect([yearAmong([2026, 2027], 2029), yearAmong([2026, 2027], 2027)]).toEqual([2026, 2027]));
  it('is financed by as much as is given', () =>
    expect(sent('supplementary').body).toMatchObject({ financing: [{ text: 'Kassebeholdningen', amount: '100' }] }));
  it('falls below what is committed only when somebody says that they know', () => {
    expect(sent('correction').body).not.toHaveProperty('mayFallBelowCommitment');
    expect(sent('carry-over', { isKnowing: true }).body).toMatchObject({
      fromYear: 2026,
      mayFallBelowCommitment: true,
    });
  });
});
