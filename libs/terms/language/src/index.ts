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
export { alternativesOf, PARTY_ROLE_WORDS, PARTY_ROLES, type PartyRole } from './schema/common.js';
export { dayAfter, dayBefore, isOneDuration, type Duration } from './schema/duration.js';
export { boundOf, isPartOfWhole, normaliseDecimal } from './schema/decimal.js';
export { type CalendarPeriod, calendarPeriods, isCalendar } from './calendar.js';
export { additionalPeriod, followUpDate, followUpMonths, followUpName, intervalOf } from './schema/follow-ups.js';
export { namedFor, outcomesByEntries, payeesOf, repayersOf, type Repayers } from './schema/payees.js';
export {
  AMENDMENT_KINDS,
  END_REASONS,
  UNDER_WAY,
  type AmendmentKind,
  type Amends,
  type EndReason,
  type UnderWay,
} from './schema/amends.js';
export { hasRole } from './schema/roles.js';
export { SAMPLE_CONSEQUENCES, type Sample } from './schema/sample.js';
export { termsJsonSchema, termsSchema } from './schema/terms.js';
export { isIndividual, KINDS, outcome, type CohortOutcome, type IndividualOutcome } from './kinds/kinds.js';
export type { Named } from './kinds/kind.js';
export type { Population } from './kinds/group.js';
export {
  carriesNumber,
  conditionsOf,
  isInSteps,
  namesIn,
  priceConditionsOf,
  pricesOf,
  restsOn,
  statesQuantity,
  type NamedIn,
} from './kinds/names.js';
export { claimKey, isOncePerPerson } from './kinds/claim-key.js';
export { inDependencyOrder } from './kinds/order.js';
export { price, type PriceOf } from './prices/schema.js';
export { cap } from './caps/schema.js';
export { scale, scaleJsonSchema, SCORERS, type Scale, type Scorer } from './scales/schema.js';
export {
  dialogueMeasures,
  dialogueThatPays,
  isSelfScored,
  notAStep,
  scaleOf,
  type Measure,
  type Purpose,
} from './scales/purpose.js';
