/**
 * Thrown by a consumer that needs something from elsewhere first, e.g. what an event that is late would have brought. The inbox ends the transaction,
 * so that nothing is held meanwhile, lets it be obtained and consumes the event again. What obtaining throws counts as the effect's failure.
 */
export class Needs extends Error {
  constructor(readonly obtain: () => Promise<void>) {
    super('something must be obtained first');
  }
}
