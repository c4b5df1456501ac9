import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { MeasurementRequest } from '@ringvirkning/outcomes-api';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { ContractStore, type KnownContract } from './contract.store.js';
import { ParticipantStore } from './participant.store.js';

interface NewMeasurement extends MeasurementRequest {
  readonly measurementId: string;
  readonly contractId: string;
  readonly participantId: string;
  readonly at: Instant;
}

@Injectable()
export class MeasurementStore {
  constructor(
    private readonly contracts: ContractStore,
    private readonly participants: ParticipantStore,
  ) {}

  /** The contract a participant is in. @throws not-found */
  async placeOf(tx: Tx, participantId: string): Promise<KnownContract> {
    return this.contracts.get(tx, (await this.participants.get(tx, participantId)).contractId);
  }

  async insert(
    tx: Tx,
    { measurementId, contractId, participantId, measure, value, on, evidence, at }: NewMeasurement,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO measurement (measurement_id, contract_id, participant_id, measure, value, measured_on, evidence, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [
        measurementId,
        contractId,
        participantId,
        measure,
        value,
        on,
        evidence ? JSON.stringify(evidence) : null,
        at,
        requestContext.get().actor.subject,
      ],
    );
  }
}
