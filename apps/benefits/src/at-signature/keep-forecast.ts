import { Inject, Injectable } from '@nestjs/common';
import type { ValuationModel } from '@ringvirkning/benefits-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import { SignatureStore } from '../persistence/signature.store.js';
import { atSignature } from '../purses/at-signature.js';
import type { Contract } from '../purses/contract.js';

/** Keeps what a version of a contract was expected to bring when it was signed: once, by the first model that values it. */
@Injectable()
export class KeepForecast {
  constructor(
    private readonly signatures: SignatureStore,
    private readonly books: Books,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Does nothing where it is kept, or nothing is planned. Call it under the contract's lock. */
  async execute(tx: Tx, contract: Contract, model: string, document: ValuationModel): Promise<void> {
    const planned = await this.signatures.toKeep(tx, contract.contractId);
    if (planned === null) return;
    const { lines, kinds } = atSignature(contract, document, planned);
    this.books.keepNames(
      tx,
      kinds.flatMap(({ silo }) => silo ?? []),
    );
    await this.signatures.add(tx, contract, model, planned, lines, this.clock.now());
  }
}
