import { catalogue } from '@ringvirkning/catalogue';
import { ledgerMigrations } from '@ringvirkning/ledger';
import { defineService } from '@ringvirkning/service';
import { BenefitsModule } from './benefits.module.js';
import { Benefits1764000000000 } from './persistence/migrations/benefits.migration.js';
import { Places1764200002000 } from './persistence/migrations/1764200002000-places.js';
import { benefitsSealed } from './persistence/sealed.js';

export const benefitsService = defineService({
  manifest: catalogue.benefits,
  migrations: [...ledgerMigrations, Benefits1764000000000, Places1764200002000],
  module: BenefitsModule,
  sealed: benefitsSealed,
});
