import { accessTexts } from './access-texts.js';
import { auditTexts } from './audit-texts.js';
import { benefitTexts } from './benefit-texts.js';
import { claimTexts } from './claim-texts.js';
import { commonTexts } from './common-texts.js';
import { contractTexts } from './contract-texts.js';
import { dueTexts } from './due-texts.js';
import { importTexts } from './import-texts.js';
import type { modelTexts } from './model-texts.js';
import type { operationTexts } from './operation-texts.js';
import { paymentTexts } from './payment-texts.js';
import { peopleTexts } from './people-texts.js';
import { progressionTexts } from './progression-texts.js';
import { reviewTexts } from './review-texts.js';
import { sampleTexts } from './sample-texts.js';
import { statementTexts } from './statement-texts.js';
import { tableTexts } from './table-texts.js';
import { workTexts } from './work-texts.js';

/** The texts of the portal, Danish first, English second: a text cannot exist in one language only. */
export const texts = {
  ...accessTexts,
  ...commonTexts,
  ...auditTexts,
  ...benefitTexts,
  ...claimTexts,
  ...contractTexts,
  ...dueTexts,
  ...importTexts,
  ...workTexts,
  ...paymentTexts,
  ...peopleTexts,
  ...progressionTexts,
  ...reviewTexts,
  ...sampleTexts,
  ...statementTexts,
  ...tableTexts,
} satisfies Record<string, readonly [da: string, en: string]>;
/** The texts of trying a model and of operations are many, and come with their pages. */
export type TextKey = keyof typeof texts | keyof typeof modelTexts | keyof typeof operationTexts;
