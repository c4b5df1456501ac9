import { Items1700000000120 } from './items.migration.js';
import { Lineage1700000000110 } from './lineage.migration.js';
import { Messaging1700000000100 } from './messaging.migration.js';

/** Tables of every service that publishes or consumes events. */
export const outboxMigrations = [Messaging1700000000100, Lineage1700000000110, Items1700000000120];
