import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ContractActivatedV1, GetContractV1, JointContractActivatedV1 } from './messages.js';
import { AppropriationRequestSchema } from './budget.js';
import { SignOffRequestSchema } from './http.js';

const example = JSON.parse(
  readFileSync(new URL('../examples/contract-activated.v1.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

describe('the published language of contracts', () => {
  it('still reads its example, for ever, whole', () =>
    expect(ContractActivatedV1.data.parse(example)).toEqual(example));
  it('answers a request in the shape of the event', () => expect(GetContractV1.reply.parse(example)).toEqual(example));
  it('tells of a contract that a partner leads in the same shape, and who leads it', () => {
    const joint = { ...example, partners: ['aarhus', 'herning'], home: 'aarhus' };
    expect(JointContractActivatedV1.data.parse(joint)).toEqual(joint);
    expect(JointContractActivatedV1.data.safeParse(example).success).toBe(false);
  });
  it('takes additions that it does not know yet', () =>
    expect(ContractActivatedV1.data.safeParse({ ...example, later: true }).success).toBe(true));
  it.each(['contractId', 'ref', 'version', 'currency', 'termsDigest', 'terms', 'parties'])('never lacks %s', (member) =>
    expect(ContractActivatedV1.data.safeParse({ ...example, [member]: undefined }).success).toBe(false),
  );
  it.each(['0', '-1', '1.5', '1,5', 'x', ''])('refuses an appropriation of %j', (amount) =>
    expect(AppropriationRequestSchema.safeParse({ payer: 'p', budgetYear: 2026, amount }).success).toBe(false),
  );
  it('refuses members of a request that it does not know', () =>
    expect(SignOffRequestSchema.safeParse({ version: 1, role: 'council', party: 'p', by: 'me' }).success).toBe(false));
});
