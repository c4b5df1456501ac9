import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, fail, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import type { MeasurementRecorded, MeasurementRequest } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { MeasurementStore } from '../../persistence/measurement.store.js';

@Injectable()
export class MeasureHandler {
  constructor(
    private readonly db: Database,
    private readonly measurements: MeasurementStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Records a score for the dialogue with the citizen. Progression that pays is claimed, attested and verified like any outcome. */
  async execute(participantId: string, request: MeasurementRequest): Promise<MeasurementRecorded> {
    return this.db.transaction(async (tx) => {
      const { contractId, terms } = await this.measurements.placeOf(tx, participantId);
      if (!terms.measures.some(({ code }) => code === request.measure)) {
        throw fail.invalid(
          'outcomes.unknown-measure',
          `Kontrakten kender ikke målingen «${request.measure}».`,
          `The contract does not know the measure «${request.measure}».`,
        );
      }
      const measurementId = this.ids.next();
      await this.measurements.insert(tx, {
        measurementId,
        contractId,
        participantId,
        ...request,
        at: this.clock.now(),
      });
      return { measurementId, participantId, measure: request.measure, value: request.value, on: request.on };
    });
  }
}
