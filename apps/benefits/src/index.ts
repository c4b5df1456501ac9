import { catalogue } from '@ringvirkning/catalogue';
import { ledgerMigrations } from '@ringvirkning/ledger';
import { defineService } from '@ringvirkning/service';
import { BenefitsModule } from './benefits.module.js';
import { Benefits1764000000000 } from './persistence/migrations/benefits.migration.js';

export const benefitsService = defineService({
  manifest: catalogue.benefits,
  migrations: [...ledgerMigrations, Benefits1764000000000],
  module: BenefitsModule,
});
