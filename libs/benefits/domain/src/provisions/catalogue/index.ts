import { digestOf } from '@ringvirkning/kernel';
import { ProvisionSchema, type Provision } from '../provision.js';
import { benefitRefund } from './benefit-refund.js';
import { expensiveCases } from './expensive-cases.js';
import { hospitals } from './hospitals.js';
import { ownIncome } from './own-income.js';
import { shelter } from './shelter.js';
import { housingFirst, support, temporaryHousing } from './support.js';

/** Every provision that the platform ships, by code; each is checked by the same schema as the rules that a model writes out. */
export const PROVISIONS: readonly Provision[] = [
  benefitRefund,
  expensiveCases,
  hospitals,
  housingFirst,
  ownIncome,
  shelter,
  support,
  temporaryHousing,
]
  .map((document) => ProvisionSchema.parse(document))
  .sort((a, b) => (a.code < b.code ? -1 : 1));

const BY_CODE = new Map(PROVISIONS.map((provision) => [provision.code, provision]));

export const provisionOf = (code: string): Provision | undefined => BY_CODE.get(code);

/** SHA-256 of a provision's canonical JSON: another word in any of its rules is another digest. */
export const digestOfProvision = (provision: Provision): string => digestOf(provision);
