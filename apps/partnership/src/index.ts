import { catalogue } from '@ringvirkning/catalogue';
import { defineService } from '@ringvirkning/service';
import { PartnershipModule } from './partnership.module.js';

export const partnershipService = defineService({
  manifest: catalogue.partnership,
  migrations: [],
  module: PartnershipModule,
});
