import type { agreementFormTexts } from './agreement-form-texts.js';
import type { whatIfTexts } from './what-if-texts.js';
import type { budgetTexts } from './budget-texts.js';
import type { capitalTexts } from './capital-texts.js';
import type { planTexts } from './plan-texts.js';
import type { acrossTexts } from './across-texts.js';
import type { accessTexts } from './access-texts.js';
import type { apiDocsTexts } from './api-docs-texts.js';
import type { auditTexts } from './audit-texts.js';
import { benefitTexts } from './benefit-texts.js';
import type { finalTexts } from './final-texts.js';
import type { factsTexts } from './facts-texts.js';
import type { yearEndTexts } from './year-end-texts.js';
import type { breakdownTexts } from './breakdown-texts.js';
import { claimTexts } from './claim-texts.js';
import { commonTexts } from './common-texts.js';
import { contractTexts } from './contract-texts.js';
import type { formTexts } from './form-texts.js';
import type { amendmentTexts } from './amendment-texts.js';
import type { draftTexts } from './draft-texts.js';
import { dueTexts } from './due-texts.js';
import { glossaryTexts } from './glossary-texts.js';
import type { importTexts } from './import-texts.js';
import type { modelTexts } from './model-texts.js';
import type { operationTexts } from './operation-texts.js';
import type { watchTexts } from './watch-texts.js';
import type { chainTexts } from './chain-texts.js';
import type { jointTexts } from './joint-texts.js';
import type { partnershipTexts } from './partnership-texts.js';
import type { lawTexts } from './law-texts.js';
import type { provisionTexts } from './provision-texts.js';
import type { reminderTexts } from './reminder-texts.js';
import { paymentTexts } from './payment-texts.js';
import type { moveRefusalTexts } from './move-refusal-texts.js';
import type { movedTexts } from './moved-texts.js';
import type { runTexts } from './run-texts.js';
import type { transferTexts } from './transfer-texts.js';
import type { partnerPaymentTexts } from './partner-payment-texts.js';
import { peopleTexts } from './people-texts.js';
import type { progressionTexts } from './progression-texts.js';
import { reviewTexts } from './review-texts.js';
import type { eventTexts } from './event-texts.js';
import type { searchTexts } from './search-texts.js';
import type { settlingTexts } from './settling-texts.js';
import type { sampleTexts } from './sample-texts.js';
import type { sharingTexts } from './sharing-texts.js';
import type { signingTexts } from './signing-texts.js';
import type { statementTexts } from './statement-texts.js';
import { tableTexts } from './table-texts.js';
import type { worksTexts } from './works-texts.js';
import { workTexts } from './work-texts.js';

/** The texts of the portal, Danish first, English second: a text cannot exist in one language only. */
export const texts = {
  ...commonTexts,
  ...benefitTexts,
  ...claimTexts,
  ...contractTexts,
  ...dueTexts,
  ...glossaryTexts,
  ...workTexts,
  ...paymentTexts,
  ...peopleTexts,
  ...reviewTexts,
  ...tableTexts,
} satisfies Record<string, readonly [da: string, en: string]>;
/** The texts of what not everybody opens come with what shows them. */
export type TextKey =
  | keyof typeof texts
  | keyof typeof auditTexts
  | keyof typeof breakdownTexts
  | keyof typeof yearEndTexts
  | keyof typeof finalTexts
  | keyof typeof factsTexts
  | keyof typeof worksTexts
  | keyof typeof provisionTexts
  | keyof typeof lawTexts
  | keyof typeof sampleTexts
  | keyof typeof settlingTexts
  | keyof typeof amendmentTexts
  | keyof typeof draftTexts
  | keyof typeof formTexts
  | keyof typeof importTexts
  | keyof typeof modelTexts
  | keyof typeof operationTexts
  | keyof typeof watchTexts
  | keyof typeof reminderTexts
  | keyof typeof eventTexts
  | keyof typeof searchTexts
  | keyof typeof apiDocsTexts
  | keyof typeof accessTexts
  | keyof typeof chainTexts
  | keyof typeof jointTexts
  | keyof typeof partnershipTexts
  | keyof typeof sharingTexts
  | keyof typeof signingTexts
  | keyof typeof statementTexts
  | keyof typeof moveRefusalTexts
  | keyof typeof movedTexts
  | keyof typeof runTexts
  | keyof typeof transferTexts
  | keyof typeof partnerPaymentTexts
  | keyof typeof acrossTexts
  | keyof typeof budgetTexts
  | keyof typeof capitalTexts
  | keyof typeof planTexts
  | keyof typeof progressionTexts
  | keyof typeof agreementFormTexts
  | keyof typeof whatIfTexts;
