import { Injectable } from '@nestjs/common';
import { Ledger } from '@ringvirkning/ledger';
import type { EventEnvelope } from '@ringvirkning/message';
import type { FinalisedOutcome, OutcomesFinalised } from '@ringvirkning/outcomes-api';
import { accrualOf } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { KnownContracts } from '../contracts/known-contracts.js';
import { FactStore, type VerifiedFact } from '../persistence/fact.store.js';
import { ReverseAccrualsHandler } from './reverse-accruals.handler.js';

/** Final outcomes become facts, and their value at the rate card is accrued: two set-based writes per batch, however many outcomes it has. */
@Injectable()
export class AccrueOutcomesHandler {
  constructor(
    private readonly known: KnownContracts,
    private readonly facts: FactStore,
    private readonly reversals: ReverseAccrualsHandler,
    private readonly ledger: Ledger,
  ) {}

  async execute(tx: Tx, events: readonly EventEnvelope<OutcomesFinalised>[]): Promise<void> {
    const contracts = await this.known.locked(
      tx,
      events.map(({ data }) => data.contractId),
    );
    const items = events.flatMap(({ id, data }) =>
      data.outcomes.map((outcome) => ({ source: id, ...verifiedFact(data.contractId, outcome) })),
    );
    const accruals = items.map(({ contractId, fact, source }) =>
      accrualOf(contracts.get(contractId)!.terms, contractId, fact, source),
    );
    const [reversed] = await Promise.all([
      this.facts.add(tx, items),
      this.ledger.post(
        tx,
        accruals.filter((accrual) => accrual !== undefined),
      ),
    ]);
    await this.reversals.takeBack(tx, [...reversed]);
  }
}

function verifiedFact(
  contractId: string,
  { claimId, participantId, payingMunicipality, finalisedAt, ...outcome }: FinalisedOutcome,
): VerifiedFact {
  const payer = payingMunicipality === undefined ? {} : { payer: payingMunicipality };
  return { contractId, fact: { id: claimId, participant: participantId, ...outcome, ...payer }, finalisedAt };
}
