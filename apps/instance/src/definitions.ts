import { partnershipService } from '@ringvirkning/app-partnership';
import { benefitsService } from '@ringvirkning/app-benefits';
import { contractsService } from '@ringvirkning/app-contracts';
import { outcomesService } from '@ringvirkning/app-outcomes';
import { paymentsService } from '@ringvirkning/app-payments';
import type { Service } from '@ringvirkning/catalogue';
import type { ServiceDefinition } from '@ringvirkning/service';

/** The services with a database, by name. */
export const definitions: Readonly<Record<Service, ServiceDefinition>> = {
  contracts: contractsService,
  outcomes: outcomesService,
  payments: paymentsService,
  benefits: benefitsService,
  partnership: partnershipService,
};
