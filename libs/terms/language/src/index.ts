export * from './types.js';
export {
  add,
  compare,
  divide,
  max,
  min,
  multiply,
  ONE,
  parseRational,
  rational,
  roundProduct,
  roundTo,
  subtract,
  toDecimal,
  ZERO,
  type Rational,
} from './rational.js';
export { dateOfDay, dayOf, yearOfDay } from './days.js';
export { moneyOfText, moneyText, numberText, perWords } from './money-text.js';
export { PARTY_ROLES } from './schema/common.js';
export { normaliseDecimal } from './schema/decimal.js';
export { additionalPeriod, followUpDate, followUpMonths, followUpName, intervalOf } from './schema/follow-ups.js';
export { payeesOf, repayersOf, type Repayers } from './schema/payees.js';
export { hasRole } from './schema/roles.js';
export { termsJsonSchema, termsSchema } from './schema/terms.js';
export {
  isIndividual,
  outcome,
  restsOn,
  type CohortOutcome,
  type IndividualOutcome,
  type Population,
} from './kinds/schema.js';
export { carriesNumber } from './kinds/carries-number.js';
export { inDependencyOrder } from './kinds/order.js';
export { price, type PriceOf } from './prices/schema.js';
export { cap } from './caps/schema.js';
