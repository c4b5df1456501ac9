import { ContractActivatedV1, JointContractActivatedV1 } from '@ringvirkning/contracts-api';
import type { Reconciled } from '@ringvirkning/reconciliation';

const record = (led: string) => ({
  from: 'contract c JOIN contract_version v USING (contract_id, version)',
  where: `c.activated_on IS NOT NULL AND ${led}`,
  contract: 'contract_id',
  members: {
    contractId: 'contract_id',
    version: 'version',
    ref: 'c.ref',
    activatedOn: 'c.activated_on',
    termsDigest: 'v.terms_digest',
    terms: 'v.terms',
  },
});
const joint = record('c.home IS NOT NULL');

/** Contracts in force are those that the others were told of: those led here, and those that a partner leads. */
export const contractsReconciled: Reconciled = {
  records: [
    { event: ContractActivatedV1, ...record('c.home IS NULL') },
    { event: JointContractActivatedV1, ...joint, members: { ...joint.members, home: 'c.home' } },
  ],
};
