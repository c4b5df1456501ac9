import { ContractActivatedV1, ContractEndedV1, JointContractActivatedV1 } from '@ringvirkning/contracts-api';
import { ContractSettledV1 } from '@ringvirkning/payments-api';
import type { Reconciled } from '@ringvirkning/reconciliation';

const record = (led: string) => ({
  from: 'contract c JOIN contract_version v USING (contract_id)',
  // The version in force, and those that came into force before it.
  where: `c.activated_on IS NOT NULL AND ${led} AND (v.version = c.version OR EXISTS (SELECT FROM contract_fact f
    WHERE f.contract_id = c.contract_id AND f.type = 'activated' AND f.fact->'version' = to_jsonb(v.version)))`,
  contract: 'contract_id',
  members: {
    contractId: 'contract_id',
    version: 'v.version',
    ref: 'c.ref',
    activatedOn: 'c.activated_on',
    termsDigest: 'v.terms_digest',
    terms: 'v.terms',
  },
});
const fact = (where: string) => ({ from: 'contract_fact', where, contract: 'contract_id' });
const joint = record('c.home IS NOT NULL');

/** Contracts in force are those that the others were told of: those led here, and those that a partner leads. */
export const contractsReconciled: Reconciled = {
  records: [
    { event: ContractActivatedV1, ...record('c.home IS NULL') },
    { event: JointContractActivatedV1, ...joint, members: { ...joint.members, home: 'c.home' } },
    { event: ContractEndedV1, ...fact(`type = 'ended'`), members: { endedOn: `fact->'on'` } },
    {
      event: ContractSettledV1,
      ...fact(`type IN ('ended', 'settled-again')`),
      members: { digest: `fact->'settlement'` },
    },
  ],
};
