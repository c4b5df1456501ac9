import { randomUUID } from 'node:crypto';
import type { Person } from '@ringvirkning/auth';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import { digestOf, instant, localDate, type Clock } from '@ringvirkning/kernel';
import { changes, NOTHING_PUBLISHED, publish, type Published } from '@ringvirkning/disclosure';
import type { FinalisedOutcome, OutcomesFinalised } from '@ringvirkning/outcomes-api';
import type { PaymentAuthorised, PublishedPart } from '@ringvirkning/payments-api';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { startTestService, type TestService } from '@ringvirkning/testing';
import { benefitsService } from '../src/index.js';

/** A clock that a test sets. */
export const clock: Clock & { at: string } = { at: '2026-06-15T10:00:00Z', now: () => instant(clock.at) };

export const startBenefits = (): Promise<TestService> => startTestService(benefitsService, { clock });

/** Runs a consumer's handler the way the inbox does: as the system, in one transaction. */
export const consume = <T>(service: TestService, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asSystem('test', () => service.app.get(Database).transaction(work));

/** Somebody of the authority who tells what is known of people. */
export const TELLER: Person = {
  ...{ subject: 'carl', name: 'Carl', organisation: '*', memberOf: 'aarhus' },
  ...{ roles: ['controller'], departments: [] },
};

/** Each shelter night saved is 1,000 kr; `stateShare` goes to the state, the rest to the department. */
export const modelText = (version: number, stateShare = '0.5', price = 1000): string => `
code: shelter
version: ${version}
title: { da: Herberg, en: Shelter }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Specs
departments: { social: { da: Sociale Forhold, en: Social Affairs } }
prices:
  night: { title: { da: Døgn, en: Night }, unit: night, basis: assumption, reason: Round figure, values: [{ from: 2020-01-01, amount: ${price} }] }
anchors:
  sl-110:
    title: { da: § 110, en: § 110 }
    rules:
      - from: 2020-01-01
        shares:
          - { treasury: municipality, department: social, steeringArea: service, share: ${(1 - Number(stateShare)).toFixed(2)} }
          - { treasury: state, share: ${stateShare} }
  health:
    title: { da: Sundhedsloven, en: Health Act }
    rules: [{ from: 2020-01-01, shares: [{ treasury: region, share: 1 }] }]
outcomes:
  housed:
    - { consequence: fewer-nights, title: { da: Færre døgn, en: Fewer nights }, quantity: 10, price: night, anchor: sl-110, profile: [{ year: 0, share: 1 }, { year: 1, share: 0.5 }], cashable: true, confidence: medium }
    - { consequence: fewer-hospital-days, title: { da: Færre sengedage, en: Fewer hospital days }, quantity: 1, price: night, anchor: health, profile: [{ year: 1, share: 1 }], cashable: false, confidence: low }
`;

/** The terms of a small contract as they were signed, in JSON; `over` replaces whole members. */
export function signedTerms(over: Record<string, unknown>): Record<string, unknown> {
  const name = (text: string) => ({ da: text, en: text });
  const party = (id: string, roles: string[], department?: string) => ({
    id,
    name: id,
    kind: 'fund',
    organisation: id,
    roles,
    department,
  });
  const terms = {
    language: 'ringvirkning-terms/1',
    ref: 'specs',
    title: { da: 'Unge hjemløse', en: 'Young homeless' },
    currency: 'DKK',
    period: { from: '2026-01-01', to: '2028-12-31' },
    parties: [
      party('aarhus', ['authority', 'payer'], 'social'),
      party('dsi', ['investor', 'guarantor']),
      party('supplier', ['supplier']),
    ],
    claims: { by: ['supplier'], attestBy: 'authority', verifyBy: 'authority' },
    verification: { objectionDays: 0, evidence: { required: false, sources: ['register'] } },
    outcomes: [{ code: 'housed', kind: 'reached', name: name('housed'), price: { kind: 'per-claim', amount: '1000' } }],
    payers: { split: 'fixed', parts: [{ party: 'aarhus', share: '1' }] },
    payees: [{ party: 'supplier', share: '1' }],
    capital: [
      {
        party: 'dsi',
        kind: 'grant',
        amount: '100000',
        paidIn: [
          { on: '2026-01-01', amount: '60000' },
          { on: '2027-01-01', amount: '40000' },
        ],
      },
      { party: 'dsi', kind: 'first-loss-guarantee', amount: '5000', covers: ['dsi'] },
    ],
    ...over,
  };
  return JSON.parse(JSON.stringify(terms)) as Record<string, unknown>;
}

export function contractEvent(over: Partial<ActiveContract> = {}): ActiveContract {
  const contractId = over.contractId ?? randomUUID();
  const contract: Omit<ActiveContract, 'termsDigest'> = {
    contractId,
    ref: `ref-${contractId.slice(0, 8)}`,
    version: 1,
    title: 'Unge hjemløse',
    currency: 'DKK',
    activatedOn: localDate('2026-01-01'),
    terms: signedTerms({}),
    parties: [
      {
        id: 'aarhus',
        name: 'Aarhus Kommune',
        kind: 'municipality',
        organisation: 'aarhus',
        municipalityCode: '0751',
        roles: ['payer'],
      },
      { id: 'dsi', name: 'DSI', kind: 'fund', organisation: 'dsi', roles: ['investor'] },
      { id: 'supplier', name: 'Leverandøren', kind: 'supplier', organisation: 'supplier-org', roles: ['supplier'] },
    ],
    departments: [],
    ...over,
  };
  return { ...contract, termsDigest: digestOf(contract.terms) };
}

export const outcome = (over: Partial<FinalisedOutcome> = {}): FinalisedOutcome => ({
  claimId: randomUUID(),
  participantId: randomUUID(),
  outcome: 'housed',
  on: localDate('2026-03-01'),
  quantity: '1',
  finalisedAt: instant('2026-04-01T00:00:00Z'),
  ...over,
});

export const finalised = (contractId: string, outcomes: FinalisedOutcome[]): OutcomesFinalised => ({
  contractId,
  outcomes,
});

export const paymentRun = (contractId: string, over: Partial<PaymentAuthorised> = {}): PaymentAuthorised => ({
  runId: randomUUID(),
  contractId,
  no: 1,
  cutOff: localDate('2026-05-31'),
  authorisedAt: instant('2026-06-01T00:00:00Z'),
  budgetYear: 2026,
  currency: 'DKK',
  payments: [{ payer: 'aarhus', payee: 'dsi', amount: '2000000' }],
  ...over,
});

/** What payments tell to be out with each run, of the outcomes that stand then: a part per outcome and year, and nothing of few people. */
export function telling(): (standing: readonly FinalisedOutcome[]) => PublishedPart[] {
  let out: Published<null> = NOTHING_PUBLISHED;
  return (standing) => {
    const groups = Map.groupBy(standing, ({ outcome, on }) => `${outcome}/${on.slice(0, 4)}`);
    const now = [...groups].map(([key, of]) => {
      const counted = new Map(of.map(({ claimId, participantId }) => [claimId, participantId]));
      return [key, { counted, value: null }] as const;
    });
    const before = out;
    out = publish(before, new Map(now));
    return changes(before, out).map(({ key, came, went }) => {
      return { part: key, outcome: key.split('/')[0]!, followUp: null, came: [...came], went: [...went] };
    });
  };
}
