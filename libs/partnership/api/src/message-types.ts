import type { z } from 'zod';
import { benefitAgreementAnswered, benefitAgreementTold } from './message-types/benefit-agreement.js';
import { benefitsBooked, benefitsGained } from './message-types/benefits-gained.js';
import { contractAcceded } from './message-types/contract-acceded.js';
import { contractActivatedJointly } from './message-types/contract-activated-jointly.js';
import { contractDecisionTold } from './message-types/contract-decision-told.js';
import { contractRefused } from './message-types/contract-refused.js';
import { contractShared } from './message-types/contract-shared.js';
import { contractSignedOff } from './message-types/contract-signed-off.js';
import { contractWithdrawn } from './message-types/contract-withdrawn.js';
import { moveRefused } from './message-types/move-refused.js';
import { paymentAnswerRefused } from './message-types/payment-answer-refused.js';
import { paymentDueAnswered, paymentDueClaimed } from './message-types/payment-due.js';
import { personMoved } from './message-types/person-moved.js';
import { settlementAnswered, settlementClaimed } from './message-types/settlement-claim.js';

/** A kind of message between instances: its name for ever, its schema, and examples that must always be readable. */
export interface PartnerMessageType<C extends Record<string, unknown> = Record<string, unknown>> {
  /** `<noun>-<past-verb>/<version>`. */
  readonly name: string;
  /** Closed: a member that is not named is refused. Never anything that leads to a person. */
  readonly content: z.ZodType<C>;
  readonly examples: readonly C[];
}

/** Each kind of message that crosses, beside the protocol's own. A new one is a file beside this and a row here. */
export const PARTNER_MESSAGE_TYPES: readonly PartnerMessageType[] = [
  contractShared,
  contractWithdrawn,
  contractSignedOff,
  contractDecisionTold,
  contractAcceded,
  contractActivatedJointly,
  contractRefused,
  paymentDueClaimed,
  paymentDueAnswered,
  paymentAnswerRefused,
  personMoved,
  moveRefused,
  benefitsGained,
  benefitsBooked,
  benefitAgreementTold,
  benefitAgreementAnswered,
  settlementClaimed,
  settlementAnswered,
];
