import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import { FollowUpsEndedV1, type FollowUpsEnded } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { EndFollowUpsHandler } from './end-follow-ups.handler.js';

@Controller()
export class FollowUpsEndedConsumer {
  constructor(private readonly handler: EndFollowUpsHandler) {}

  @On(FollowUpsEndedV1)
  ended(events: readonly EventEnvelope<FollowUpsEnded>[], tx: Tx): Promise<void> {
    return this.handler.execute(
      tx,
      events.map((event) => event.data),
    );
  }
}
