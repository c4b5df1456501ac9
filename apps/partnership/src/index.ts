import { catalogue } from '@ringvirkning/catalogue';
import { defineService } from '@ringvirkning/service';
import { PartnershipConfigSchema } from './config.js';
import { PartnershipModule } from './partnership.module.js';
import { Partnership1764703010000 } from './persistence/migrations/1764703010000-partnership.js';
import { SealedLog1764703100000 } from './persistence/migrations/1764703100000-sealed-log.js';
import { TimeStamps1764703100001 } from './persistence/migrations/1764703100001-time-stamps.js';
import { MessageStays1764703600000 } from './persistence/migrations/1764703600000-message-stays.js';
import { partnershipSealed } from './persistence/sealed.js';

export const partnershipService = defineService({
  manifest: catalogue.partnership,
  config: PartnershipConfigSchema,
  migrations: [Partnership1764703010000, SealedLog1764703100000, TimeStamps1764703100001, MessageStays1764703600000],
  module: PartnershipModule,
  sealed: partnershipSealed,
});

export { KeyStore } from './persistence/key.store.js';
