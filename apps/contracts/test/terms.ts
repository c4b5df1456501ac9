import { instant } from '@ringvirkning/kernel';
import { startTestService, type TestService } from '@ringvirkning/testing';
import { contractsService } from '../src/index.js';

/** The first budget year of a contract that is activated in it. */
export const THIS_YEAR = 2026;

/** The service on a day of that year: a test must not change its mind at New Year. */
export const startContracts = (env: Readonly<Record<string, string>> = {}): Promise<TestService> =>
  startTestService(contractsService, {
    env,
    clock: { now: () => instant(`${THIS_YEAR}-06-01T10:00:00Z`) },
  });

/** A small contract: Aarhus pays, St Basils delivers, DSI invests. */
export const termsYaml = (
  change: { from?: number; ref?: string; amount?: number; investor?: string; planned?: number; signOffs?: string } = {},
): string => `
language: ringvirkning-terms/1
ref: ${change.ref ?? 'AAR-1'}
title: { da: Unge i bolig, en: Young people housed }
currency: DKK
period: { from: ${change.from ?? 2026}-01-01, to: ${(change.from ?? 2026) + 3}-12-31 }
parties:
  - { id: kommune, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', roles: [authority, payer], department: unge, gln: '5798005770220' }
  - { id: leverandoer, name: St Basils, kind: supplier, organisation: st-basils, cvr: '12345674', roles: [supplier] }
  - { id: investor, name: DSI, kind: fund, organisation: ${change.investor ?? 'dsi'}, roles: [investor] }
  - { id: revisor, name: Uafhængig, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [document] } }
signOffs: ${change.signOffs ?? '[{ role: council, party: kommune }, { role: municipal-director, party: kommune }, { role: supplier, party: leverandoer }]'}
outcomes:
  - { kind: reached, code: housed, name: { da: I bolig, en: Housed },${change.planned === undefined ? '' : ` planned: [{ count: ${change.planned} }],`} price: { kind: per-claim, amount: ${change.amount ?? 20000} } }
payers: { split: fixed, parts: [{ party: kommune, share: 1 }] }
payees: [{ party: leverandoer, share: 1 }]
`;
