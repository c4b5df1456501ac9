import { randomUUID } from 'node:crypto';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import { instant, localDate, type Clock, type LocalDate } from '@ringvirkning/kernel';
import type { CertifyRun } from '@ringvirkning/payments-api';
import type { EventEnvelope } from '@ringvirkning/message';
import type { FinalisedOutcome, OutcomesFinalised, OutcomesReversed } from '@ringvirkning/outcomes-api';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { parseTerms } from '@ringvirkning/terms';
import { startTestService, type TestService } from '@ringvirkning/testing';
import { AccrueOutcomesHandler } from '../src/accruals/accrue-outcomes.handler.js';
import { Appropriations } from '../src/appropriations/appropriations.js';
import { ReverseAccrualsHandler } from '../src/accruals/reverse-accruals.handler.js';
import { paymentsService } from '../src/index.js';

/** A clock that a test sets. */
export const clock: Clock & { at: string } = { at: '2026-07-01T08:00:00Z', now: () => instant(clock.at) };

/** What the contracts service would answer that a payer's council has set aside in each budget year; øre. */
export const appropriated = ({ app }: TestService, payer: string, amount: () => bigint): void =>
  void Object.assign(app.get(Appropriations), {
    of: async () => [2025, 2026, 2027].map((budgetYear) => ({ payer, budgetYear, amount: amount() })),
  });

export async function startPayments(amount = (): bigint => 100_000_000_00n): Promise<TestService> {
  const service = await startTestService(paymentsService, { clock });
  appropriated(service, 'aarhus', amount);
  return service;
}

/** What certifies a run: the digest of its difference as it stands, or of nothing where there is none. */
export async function shown({ request }: TestService, runId: string): Promise<CertifyRun> {
  const controller = await request({ roles: ['controller'], sub: 'reader', organisation: 'aarhus' });
  const { body } = await controller.get(`/api/payments/runs/${runId}/difference`);
  return { shown: (body as { digest?: string }).digest ?? '0'.repeat(64) };
}

/** 1,000 kr per home, 200 kr per mastery follow-up, at most 1,300 kr per person; Aarhus pays two thirds and DSI the rest; the supplier is paid. */
const DOCUMENT = `
language: ringvirkning-terms/1
ref: T-1
title: { da: Prøvekontrakt, en: Test contract }
currency: DKK
period: { from: 2025-01-01, to: 2027-12-31 }
parties:
  - { id: aarhus, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', department: social, roles: [authority, payer] }
  - { id: dsi, name: DSI, kind: fund, organisation: dsi, roles: [payer, investor] }
  - { id: st-basils, name: St Basils, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: verifier, name: Verifier, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
followUps:
  - { code: m6, months: 6 }
  - { code: m12, months: 12 }
outcomes:
  - { code: home, name: { da: Egen bolig, en: Own home }, kind: reached, price: { kind: per-claim, amount: 1000 } }
  - { code: mastery, name: { da: Selvmestring, en: Self-mastery }, kind: reached, followUps: [m6, m12], price: { kind: per-claim, amount: 200 } }
caps:
  - { step: person, max: 1300 }
payers:
  split: fixed
  parts: [{ party: aarhus, share: 2/3 }, { party: dsi, share: 1/3 }]
payees: [{ party: st-basils, share: 1 }]
`;

export function contractEvent(over: Partial<ActiveContract> = {}): ActiveContract {
  const parsed = parseTerms(DOCUMENT);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const contractId = over.contractId ?? randomUUID();
  return {
    contractId,
    ref: 'T-1',
    version: 1,
    title: 'Prøvekontrakt',
    currency: 'DKK',
    activatedOn: localDate('2025-01-01'),
    termsDigest: parsed.digest,
    terms: JSON.parse(JSON.stringify(parsed.terms)) as Record<string, unknown>,
    parties: parsed.terms.parties as ActiveContract['parties'],
    departments: [],
    ...over,
  };
}

export const outcome = (over: Partial<FinalisedOutcome> = {}): FinalisedOutcome => ({
  claimId: randomUUID(),
  participantId: randomUUID(),
  outcome: 'home',
  on: localDate('2026-03-01'),
  quantity: '1',
  finalisedAt: instant('2026-04-01T10:00:00Z'),
  ...over,
});

/** Homes for so many different persons. */
export const homes = (count: number, on: LocalDate = localDate('2026-03-01')): FinalisedOutcome[] =>
  Array.from({ length: count }, () => outcome({ on }));

function envelope<D extends { contractId: string }>(type: string, data: D): EventEnvelope<D> {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: '/ringvirkning/aarhus/outcomes',
    type,
    time: clock.now(),
    subject: data.contractId,
    datacontenttype: 'application/json',
    sequence: '1',
    data,
  };
}

/** The service's side of events, run the way the inbox does: as the system, in one transaction. */
export function arrivals(service: TestService) {
  const consume = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    asSystem('test', () => service.app.get(Database).transaction(work));
  return {
    consume,
    contract: async (over: Partial<ActiveContract> = {}): Promise<string> => {
      const event = contractEvent(over);
      await consume((tx) => service.app.get(ContractMirror).keep(tx, event));
      return event.contractId;
    },
    finalised: (contractId: string, outcomes: FinalisedOutcome[]): Promise<void> =>
      consume((tx) =>
        service.app
          .get(AccrueOutcomesHandler)
          .execute(tx, [envelope<OutcomesFinalised>('evt.outcomes.outcomes-finalised.v1', { contractId, outcomes })]),
      ),
    reversed: (contractId: string, claimIds: readonly string[]): Promise<void> => {
      const outcomes = claimIds.map((claimId) => ({ claimId, reversedAt: clock.now() }));
      return consume((tx) =>
        service.app
          .get(ReverseAccrualsHandler)
          .execute(tx, [envelope<OutcomesReversed>('evt.outcomes.outcomes-reversed.v1', { contractId, outcomes })]),
      );
    },
  };
}
