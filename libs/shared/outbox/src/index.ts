export { Answers, Broker, natsPermissions, On, Requests } from '@ringvirkning/nats';
export { DeadLetters, type Requeued } from './dead-letters.js';
export type { DeadLetter, DeadLetterState } from './inbox.store.js';
export { Mending, type Mended } from './mending.js';
export type { RecoveredEvent } from './mending.store.js';
export { MessagingStatus, type MessagingFault, type MessagingStats } from './messaging-status.js';
export { connectMessaging, MessagingModule, type MessagingOptions } from './messaging.module.js';
export { Outbox, type OutboxItem } from './outbox.js';
export { outboxMigrations } from './persistence/migrations.js';
