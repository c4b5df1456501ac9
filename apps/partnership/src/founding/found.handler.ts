import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { FoundPartnership } from '@ringvirkning/partnership-api';
import { digestOfDocument, entryOf, signedBy, stating } from '@ringvirkning/partnership-domain';
import { daysAfter } from '../dates.js';
import { Exchange } from '../exchange/exchange.js';
import { Node } from '../exchange/node.js';
import { otherPartnership } from '../faults.js';
import { KeyStore } from '../persistence/key.store.js';

@Injectable()
export class FoundHandler {
  constructor(
    private readonly node: Node,
    private readonly keys: KeyStore,
    private readonly exchange: Exchange,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The first entry of a charter's history: this instance is its first member, and its keeper. */
  async execute({ id, name, charter, keyDays }: FoundPartnership): Promise<void> {
    await this.node.enter(async (tx, { self }) => {
      if (self) throw otherPartnership();
      const { me } = this.node;
      const now = this.clock.now();
      const signer = await this.keys.make(tx);
      const given = { member: me, key: signer.key, keyEndsAt: daysAfter(now, keyDays) };
      const says = { what: 'found', ...given, name, charter } as const;
      const entry = entryOf(undefined, signedBy(stating(id, says, now), me, signer), now, signer);
      return {
        membership: { partnership: id, founding: digestOfDocument(entry) },
        facts: [{ type: 'entered', entry }],
        result: null,
      };
    });
    this.exchange.wake();
  }
}
