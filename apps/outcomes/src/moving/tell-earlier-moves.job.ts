import { Injectable } from '@nestjs/common';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import type { ClockJob } from '@ringvirkning/jobs';
import type { Instant } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { MoveToldStore } from '../persistence/move-told.store.js';
import { ParticipantStore } from '../persistence/participant.store.js';
import { TellMoves } from './tell-moves.js';

/**
 * Contracts that were in force before their partners were kept: they are asked for anew, and then the partners are told who had moved until then. From the moment that
 * partners are known each move tells by itself, and nobody is told what they have been told, so it may be interrupted and repeated.
 */
@Injectable()
export class TellEarlierMovesJob implements ClockJob {
  readonly name = 'outcomes.tell-earlier-moves';
  readonly everyMs = 60_000;

  constructor(
    private readonly db: Database,
    private readonly mirror: ContractMirror,
    private readonly contracts: ContractStore,
    private readonly people: ParticipantStore,
    private readonly told: MoveToldStore,
    private readonly moves: TellMoves,
  ) {}

  due(): Promise<readonly string[]> {
    return this.db.read((tx) => this.told.contractsToTell(tx));
  }

  async run(contractId: string, now: Instant): Promise<void> {
    await this.mirror.renew(contractId);
    for (const participantId of await this.db.read((tx) => this.told.moversOf(tx, contractId)))
      await this.db.transaction(async (tx) => {
        const person = await this.people.lock(tx, contractId, participantId);
        await this.moves.partners(tx, await this.contracts.get(tx, contractId), person, now);
      });
    await this.db.transaction((tx) => this.told.allTold(tx, contractId));
  }
}
