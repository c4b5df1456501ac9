import { ContractActivatedV1, ContractEndedV1 } from '@ringvirkning/contracts-api';
import { OutcomesFinalisedV1, OutcomesMessagesQueuedV1, OutcomesReversedV1 } from '@ringvirkning/outcomes-api';
import { personMoved } from '@ringvirkning/partnership-api';
import { queuedForPartners, sameRows, type Reconciled } from '@ringvirkning/reconciliation';

/** Final claims are those that the others were told of. What is read from the person (cohort, group, payer) may change afterwards. */
export const outcomesReconciled: Reconciled = {
  records: [
    {
      event: OutcomesFinalisedV1,
      from: 'claim',
      where: `status IN ('final', 'reversed')`,
      contract: 'contract_id',
      members: {
        claimId: 'claim_id',
        participantId: 'participant_id',
        outcome: 'outcome',
        followUp: 'follow_up',
        on: 'achieved_on',
        quantity: 'quantity',
        paidShare: 'paid_share',
      },
    },
    {
      event: OutcomesReversedV1,
      from: 'claim',
      where: `status = 'reversed'`,
      contract: 'contract_id',
      members: { claimId: 'claim_id' },
    },
    {
      event: ContractActivatedV1,
      from: 'contract_heard',
      contract: 'contract_id',
      members: { contractId: 'contract_id', version: 'version', ref: 'ref', terms: 'terms', partners: 'partners' },
    },
    {
      event: ContractEndedV1,
      from: 'contract',
      where: 'ended_on IS NOT NULL',
      contract: 'contract_id',
      members: { endedOn: 'ended_on' },
    },
  ],
  books: [
    sameRows('moves-told', {
      tables: ['move_told'],
      told: queuedForPartners(OutcomesMessagesQueuedV1, personMoved),
      held: 'SELECT contract_id, jsonb_build_array(member, message_id, content) AS thing FROM move_told',
    }),
  ],
};
