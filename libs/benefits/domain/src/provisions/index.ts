export type { Anchor } from './anchor-schema.js';
export { digestOfProvision, provisionOf, PROVISIONS } from './catalogue/index.js';
export { differencesOf, explainRule, type ExplainedShare, type ShareDifference } from './explain.js';
export { NEEDS, needsOf, type Assumptions, type Need, type PersonFact, type PersonFacts } from './knowledge.js';
export { ruleOn, type Provision } from './provision.js';
export type { Share, SplitRule, Step } from './rule-schema.js';
