import { ContractActivatedV1 } from '@ringvirkning/contracts-api';
import type { Reconciled } from '@ringvirkning/reconciliation';

/** Contracts in force are those that the others were told of. */
export const contractsReconciled: Reconciled = {
  records: [
    {
      event: ContractActivatedV1,
      from: 'contract c JOIN contract_version v USING (contract_id, version)',
      where: 'c.activated_on IS NOT NULL',
      contract: 'contract_id',
      members: {
        contractId: 'contract_id',
        version: 'version',
        ref: 'c.ref',
        activatedOn: 'c.activated_on',
        termsDigest: 'v.terms_digest',
        terms: 'v.terms',
      },
    },
  ],
};
