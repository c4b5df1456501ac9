import { accessLogMigrations } from '@ringvirkning/access-log';
import { catalogue } from '@ringvirkning/catalogue';
import { ledgerMigrations } from '@ringvirkning/ledger';
import { defineService } from '@ringvirkning/service';
import { BenefitsModule } from './benefits.module.js';
import { PublishedPayments1764000001000 } from './persistence/migrations/1764000001000-published-payments.js';
import { Benefits1764000000000 } from './persistence/migrations/benefits.migration.js';
import { Places1764200002000 } from './persistence/migrations/1764200002000-places.js';
import { BetweenMunicipalities1764703200001 } from './persistence/migrations/1764703200001-between-municipalities.js';
import { CapitalDrawn1764800001000 } from './persistence/migrations/1764800001000-capital-drawn.js';
import { DataSharing1764800301000 } from './persistence/migrations/1764800301000-data-sharing.js';
import { ModelAttachments1764800101000 } from './persistence/migrations/1764800101000-model-attachments.js';
import { OutcomeFacts1764800102000 } from './persistence/migrations/1764800102000-outcome-facts.js';
import { Agreements1764800201000 } from './persistence/migrations/1764800201000-agreements.js';
import { CapitalFacts1765000200002 } from './persistence/migrations/1765000200002-capital-facts.js';
import { Letters1764900200000 } from './persistence/migrations/1764900200000-letters.js';
import { AtSignature1765000301000 } from './persistence/migrations/1765000301000-at-signature.js';
import { FollowUps1765000300000 } from './persistence/migrations/1765000300000-follow-ups.js';
import { Probe1766010904000 } from './persistence/migrations/1766010904000-probe.js';
import { OutcomesDueInOrder1766010901000 } from './persistence/migrations/1766010901000-outcomes-due-in-order.js';
import { FollowUpsHeard1765100101000 } from './persistence/migrations/1765100101000-follow-ups-heard.js';
import { KeptWhatIfs1765000400001 } from './persistence/migrations/1765000400001-kept-what-ifs.js';
import { SumsOfTheBooks1765000400002 } from './persistence/migrations/1765000400002-sums-of-the-books.js';
import { ContractsHeard1765000100003 } from './persistence/migrations/1765000100003-contracts-heard.js';
import { MovesHeard1765000400000 } from './persistence/migrations/1765000400000-moves-heard.js';
import { PlanBaseline1764800401000 } from './persistence/migrations/1764800401000-plan-baseline.js';
import { benefitsReconciled } from './persistence/reconciled.js';
import { Valuations1764900100000 } from './persistence/migrations/1764900100000-valuations.js';
import { OpenToScopes1764500001000 } from './persistence/migrations/1764500001000-open-to-scopes.js';
import { ToldParts1764600001000 } from './persistence/migrations/1764600001000-told-parts.js';
import { benefitsSealed } from './persistence/sealed.js';

export const benefitsService = defineService({
  manifest: catalogue.benefits,
  migrations: [
    ...ledgerMigrations,
    Benefits1764000000000,
    PublishedPayments1764000001000,
    Places1764200002000,
    ...accessLogMigrations,
    OpenToScopes1764500001000,
    ToldParts1764600001000,
    BetweenMunicipalities1764703200001,
    CapitalDrawn1764800001000,
    ModelAttachments1764800101000,
    OutcomeFacts1764800102000,
    Agreements1764800201000,
    DataSharing1764800301000,
    PlanBaseline1764800401000,
    Valuations1764900100000,
    Letters1764900200000,
    ContractsHeard1765000100003,
    CapitalFacts1765000200002,
    FollowUps1765000300000,
    AtSignature1765000301000,
    MovesHeard1765000400000,
    KeptWhatIfs1765000400001,
    SumsOfTheBooks1765000400002,
    FollowUpsHeard1765100101000,
    OutcomesDueInOrder1766010901000,
    Probe1766010904000,
  ],
  module: BenefitsModule,
  sealed: benefitsSealed,
  reconciled: benefitsReconciled,
});
