import { catalogue } from '@ringvirkning/catalogue';
import { defineService } from '@ringvirkning/service';
import { ContractsConfigSchema } from './config.js';
import { ContractsModule } from './contracts.module.js';
import { Contracts1763900000000 } from './persistence/migrations/1763900000000-contracts.js';
import { SignerNames1763900003000 } from './persistence/migrations/1763900003000-signer-names.js';
import { OpenToScopes1764500001000 } from './persistence/migrations/1764500001000-open-to-scopes.js';
import { JointContracts1764703030000 } from './persistence/migrations/1764703030000-joint-contracts.js';
import { DiscardedDrafts1764900300000 } from './persistence/migrations/1764900300000-discarded-drafts.js';
import { DraftRemarks1764900301000 } from './persistence/migrations/1764900301000-draft-remarks.js';
import { BudgetYears1764900400000 } from './persistence/migrations/1764900400000-budget-years.js';
import { Commitments1764900400001 } from './persistence/migrations/1764900400001-commitments.js';
import { SignOffChains1764900500001 } from './persistence/migrations/1764900500001-sign-off-chains.js';
import { Mandates1764900500002 } from './persistence/migrations/1764900500002-mandates.js';
import { Amendments1765000100000 } from './persistence/migrations/1765000100000-amendments.js';
import { SignOffCases1765700100002 } from './persistence/migrations/1765700100002-sign-off-cases.js';
import { Probe1766010903000 } from './persistence/migrations/1766010903000-probe.js';
import { ToldDecisions1766010902000 } from './persistence/migrations/1766010902000-told-decisions.js';
import { VersionAuthors1765960000001 } from './persistence/migrations/1765960000001-version-authors.js';
import { SignedSignOffs1765930000002 } from './persistence/migrations/1765930000002-signed-sign-offs.js';
import { accessLogMigrations } from '@ringvirkning/access-log';
import { SignOffAttachments1766010000001 } from './persistence/migrations/1766010000001-sign-off-attachments.js';
import { SumsOfBudgets1766010000000 } from './persistence/migrations/1766010000000-sums-of-budgets.js';
import { contractsReconciled } from './persistence/reconciled.js';
import { contractsSealed } from './persistence/sealed.js';

export const contractsService = defineService({
  manifest: catalogue.contracts,
  config: ContractsConfigSchema,
  migrations: [
    Contracts1763900000000,
    SignerNames1763900003000,
    OpenToScopes1764500001000,
    JointContracts1764703030000,
    DiscardedDrafts1764900300000,
    DraftRemarks1764900301000,
    BudgetYears1764900400000,
    Commitments1764900400001,
    SignOffChains1764900500001,
    Mandates1764900500002,
    Amendments1765000100000,
    SignOffCases1765700100002,
    SignedSignOffs1765930000002,
    VersionAuthors1765960000001,
    ...accessLogMigrations,
    SumsOfBudgets1766010000000,
    SignOffAttachments1766010000001,
    ToldDecisions1766010902000,
    Probe1766010903000,
  ],
  module: ContractsModule,
  sealed: contractsSealed,
  reconciled: contractsReconciled,
});
