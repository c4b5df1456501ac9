import type { ValuationModel } from './model-schema.js';
import { parseModel } from './parse-model.js';

/** A small model with every feature: dated prices, a rule with a limit, a change of law, a cost, a bias correction. For specs. */
export const MODEL_TEXT = `
code: shelter
version: 1
title: { da: Herberg, en: Shelter }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Specs
departments:
  social: { da: Sociale Forhold, en: Social Affairs }
prices:
  night:
    title: { da: Døgn på herberg, en: Shelter night }
    unit: night
    basis: assumption
    reason: Round figure for specs
    values:
      - { from: 2020-01-01, amount: 1000 }
      - { from: 2025-01-01, amount: "1100.50" }
  hour:
    title: { da: Støttetime, en: Hour of support }
    unit: hour
    basis: public
    source: Price list 2026
    values: [{ from: 2020-01-01, amount: 400 }]
anchors:
  sl-110:
    title: { da: Servicelovens § 110, en: Social Services Act § 110 }
    rules:
      - from: 2020-01-01
        to: 2023-09-30
        shares:
          - { treasury: municipality, department: social, steeringArea: service, share: 0.5 }
          - { treasury: state, share: 0.5 }
      - from: 2023-10-01
        to: 2026-03-31
        limit: 120
        shares:
          - { treasury: municipality, department: social, steeringArea: service, share: 0.5 }
          - { treasury: state, share: 0.5 }
        beyond:
          - { treasury: municipality, department: social, steeringArea: service, share: 1 }
      - from: 2026-04-01
        limit: 90
        shares:
          - { treasury: municipality, department: social, steeringArea: service, share: 0.5 }
          - { treasury: state, share: 0.5 }
        beyond:
          - { treasury: municipality, department: social, steeringArea: service, share: 1 }
  sl-85:
    title: { da: Servicelovens § 85, en: Social Services Act § 85 }
    rules:
      - from: 2020-01-01
        shares: [{ treasury: municipality, department: social, steeringArea: service, share: 1 }]
outcomes:
  housed:
    - consequence: fewer-shelter-nights
      title: { da: Færre døgn, en: Fewer nights }
      quantity: 200
      price: night
      anchor: sl-110
      profile: [{ year: 0, share: 0.5 }, { year: 1, share: 1 }, { year: 3, share: 0.333333 }]
      cashable: true
      confidence: medium
      optimismBias: 0.15
    - consequence: more-support
      title: { da: Mere støtte, en: More support }
      quantity: -40
      price: hour
      anchor: sl-85
      profile: [{ year: 0, share: 1 }]
      cashable: true
      confidence: high
`;

export function fixture(): ValuationModel {
  const parsed = parseModel(MODEL_TEXT);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.model;
}
