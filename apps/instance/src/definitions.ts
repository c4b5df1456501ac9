import { benefitsService } from '@ringvirkning/app-benefits';
import { contractsService } from '@ringvirkning/app-contracts';
import { outcomesService } from '@ringvirkning/app-outcomes';
import { paymentsService } from '@ringvirkning/app-payments';

/** The services with a database, by name. */
export const definitions = {
  contracts: contractsService,
  outcomes: outcomesService,
  payments: paymentsService,
  benefits: benefitsService,
};
