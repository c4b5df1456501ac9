import { ContractActivatedV1 } from '@ringvirkning/contracts-api';
import { ledgerMigrations } from '@ringvirkning/ledger';
import { OutcomesFinalisedV1, OutcomesReversedV1 } from '@ringvirkning/outcomes-api';
import { PaymentAuthorisedV1 } from '@ringvirkning/payments-api';
import { defineService } from '@ringvirkning/service';
import { BenefitsModule } from './benefits.module.js';
import { Benefits1764000000000 } from './persistence/migrations/benefits.migration.js';

export const benefitsService = defineService({
  name: 'benefits',
  migrations: [...ledgerMigrations, Benefits1764000000000],
  messages: { consumes: [ContractActivatedV1, OutcomesFinalisedV1, OutcomesReversedV1, PaymentAuthorisedV1] },
  module: BenefitsModule,
});
