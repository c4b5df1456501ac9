export { KeptTerms } from './parse/kept-terms.js';
export { frozenTerms, parseAmendment, parseTerms, signedForm, termsDigest } from './parse/parse-terms.js';
export { readYaml, TOO_MANY_MEANINGS, valueOf, type ReadYaml } from './parse/yaml.js';
export { remarksOn, type Remark } from './parse/remarks.js';
export { evaluate } from './evaluate/evaluate.js';
export { amendmentFaults } from './versions/amendment-faults.js';
export { partiesOf, termsOn, versionsOf, versionsUntil, type Version } from './versions/versions.js';
export { unpaidSentence } from './evaluate/sentences.js';
export { withoutPrice, type WithoutPrice } from './evaluate/without-price.js';
export { explain, type ClaimExplanation } from './evaluate/explain.js';
export { judge, judgeAll } from './evaluate/judge.js';
export { readingsFor } from './kinds/readings.js';
export type { Readings } from './kinds/kind.js';
export { audited, auditSample, drawnBy, type AuditedSample, type SampleDraw } from './sampling/audit-sample.js';
export { consequenceOf, designOf, plannedSample, type Consequence } from './sampling/consequence.js';
export { cutPerPerson } from './evaluate/cut-per-person.js';
export { grossOf } from './evaluate/gross-of.js';
export {
  receiptsOf,
  waterfall,
  type CapitalResult,
  type Posting,
  type Receipt,
  type Waterfall,
} from './capital/waterfall.js';
export {
  capitalNames,
  RecordedCapital,
  type CapitalForecast,
  type CapitalStanding,
  type Movement,
} from './capital/recorded.js';
export { plannedReceipts } from './simulate/planned-receipts.js';
export { internalRateOfReturn, type Flow } from './capital/irr.js';
export {
  simulate,
  simulation,
  type Achieved,
  type Forecast,
  type Progress,
  type Scenario,
  type Simulation,
  type SimulationOptions,
} from './simulate/simulate.js';
export { Random } from './simulate/random.js';
export { remarksOnBasis, type Basis } from './simulate/basis.js';
export { countable, type Countable } from './simulate/countable.js';
export type { Course } from './simulate/course.js';
export type { Distribution, InvestorRange, Percentiles, Spread } from './simulate/distribution.js';
export type { LiquidityPoint, LiquidityYear } from './simulate/liquidity.js';
export { planGaps, plannedBasis, plansAnything, type Gap } from './simulate/planned.js';
export { personCeiling, type PaidPerson, type PersonCeiling, type PersonPrice } from './simulate/person-ceiling.js';
export { plannedYears, worstCases, type WorstCase } from './simulate/worst-case.js';
export { followUpsAsked } from './simulate/facts/where-settled.js';
export {
  readFacts,
  type CountRow,
  type GivenFacts,
  type PersonRow,
  type ReadFacts,
} from './simulate/facts/read-facts.js';
