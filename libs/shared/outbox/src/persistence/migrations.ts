import { Contracts1764700007000 } from './contracts.migration.js';
import { Correlations1700000000130 } from './correlations.migration.js';
import { Items1700000000120 } from './items.migration.js';
import { Lineage1700000000110 } from './lineage.migration.js';
import { Messaging1700000000100 } from './messaging.migration.js';

/** Tables of every service that publishes or consumes events. */
export const outboxMigrations = [
  Messaging1700000000100,
  Lineage1700000000110,
  Items1700000000120,
  Correlations1700000000130,
  Contracts1764700007000,
];
