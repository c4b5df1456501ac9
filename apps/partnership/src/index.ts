import { catalogue } from '@ringvirkning/catalogue';
import { defineService } from '@ringvirkning/service';
import { PartnershipConfigSchema } from './config.js';
import { PartnershipModule } from './partnership.module.js';
import { Partnership1764703010000 } from './persistence/migrations/1764703010000-partnership.js';
import { partnershipSealed } from './persistence/sealed.js';

export const partnershipService = defineService({
  manifest: catalogue.partnership,
  config: PartnershipConfigSchema,
  migrations: [Partnership1764703010000],
  module: PartnershipModule,
  sealed: partnershipSealed,
});

export { KeyStore } from './persistence/key.store.js';
