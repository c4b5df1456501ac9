import { accessLogMigrations } from '@ringvirkning/access-log';
import { catalogue } from '@ringvirkning/catalogue';
import { defineService } from '@ringvirkning/service';
import { OutcomesConfigSchema } from './config.js';
import { OutcomesModule } from './outcomes.module.js';
import { Outcomes1763900001000 } from './persistence/migrations/1763900001000-outcomes.js';
import { Erasure1763900002000 } from './persistence/migrations/1763900002000-erasure.js';
import { ActingNames1763900003000 } from './persistence/migrations/1763900003000-acting-names.js';
import { Erasable1763900005000 } from './persistence/migrations/1763900005000-erasable.js';
import { ClaimRules1763900004000 } from './persistence/migrations/1763900004000-claim-rules.js';
import { People1763900030000 } from './persistence/migrations/1763900030000-people.js';
import { PublishedProgress1763900021000 } from './persistence/migrations/1763900021000-published-progress.js';
import { DialogueByStatement1764700002000 } from './persistence/migrations/1764700002000-dialogue-by-statement.js';
import { DueByProfile1764701100000 } from './persistence/migrations/1764701100000-due-by-profile.js';
import { MovesTold1764703310000 } from './persistence/migrations/1764703310000-moves-told.js';
import { DueByHash1764702010000 } from './persistence/migrations/1764702010000-due-by-hash.js';
import { FollowUpRules1764703400000 } from './persistence/migrations/1764703400000-follow-up-rules.js';
import { MoversTold1764703500000 } from './persistence/migrations/1764703500000-movers-told.js';
import { AmendedContracts1765000100002 } from './persistence/migrations/1765000100002-amended-contracts.js';
import { MovesRefused1765000500000 } from './persistence/migrations/1765000500000-moves-refused.js';
import { FollowUpsTold1765100100000 } from './persistence/migrations/1765100100000-follow-ups-told.js';
import { DueInTurn1764700003000 } from './persistence/migrations/1764700003000-due-in-turn.js';
import { MeasurementsDue1764700005001 } from './persistence/migrations/1764700005001-measurements-due.js';
import { PlaceCorrected1764700008001 } from './persistence/migrations/1764700008001-place-corrected.js';
import { SampleDrawn1764700008002 } from './persistence/migrations/1764700008002-sample-drawn.js';
import { LighterDue1764700001000 } from './persistence/migrations/1764700001000-lighter-due.js';
import { AccessRecordsMoved1764400001000 } from './persistence/migrations/1764400001000-access-records-moved.js';
import { TwinKeys1763900020000 } from './persistence/migrations/1763900020000-twin-keys.js';
import { EvidenceFiles1763900031000 } from './persistence/migrations/1763900031000-evidence-files.js';
import { Due1764600038000 } from './persistence/migrations/1764600038000-due.js';
import { EndedContracts1765700100001 } from './persistence/migrations/1765700100001-ended-contracts.js';
import { NothingDueAfterTheEnd1765930000001 } from './persistence/migrations/1765930000001-nothing-due-after-the-end.js';
import { outcomesReconciled } from './persistence/reconciled.js';
import { OpenToScopes1764500001000 } from './persistence/migrations/1764500001000-open-to-scopes.js';
import { Samples1764600040000 } from './persistence/migrations/1764600040000-samples.js';
import { Progression1764600001000 } from './persistence/migrations/1764600001000-progression.js';
import { AuthorisedRuns1764600041000 } from './persistence/migrations/1764600041000-authorised-runs.js';
import { WhatWorks1764600045000 } from './persistence/migrations/1764600045000-what-works.js';
import { Reminders1764600047000 } from './persistence/migrations/1764600047000-reminders.js';
import { outcomesSealed } from './persistence/sealed.js';

export const outcomesService = defineService({
  manifest: catalogue.outcomes,
  config: OutcomesConfigSchema,
  migrations: [
    Outcomes1763900001000,
    Erasure1763900002000,
    ActingNames1763900003000,
    ClaimRules1763900004000,
    Erasable1763900005000,
    TwinKeys1763900020000,
    PublishedProgress1763900021000,
    EvidenceFiles1763900031000,
    ...accessLogMigrations,
    AccessRecordsMoved1764400001000,
    People1763900030000,
    OpenToScopes1764500001000,
    Due1764600038000,
    Samples1764600040000,
    Progression1764600001000,
    AuthorisedRuns1764600041000,
    WhatWorks1764600045000,
    Reminders1764600047000,
    LighterDue1764700001000,
    DialogueByStatement1764700002000,
    DueInTurn1764700003000,
    MeasurementsDue1764700005001,
    PlaceCorrected1764700008001,
    SampleDrawn1764700008002,
    DueByProfile1764701100000,
    DueByHash1764702010000,
    MovesTold1764703310000,
    FollowUpRules1764703400000,
    MoversTold1764703500000,
    AmendedContracts1765000100002,
    MovesRefused1765000500000,
    FollowUpsTold1765100100000,
    EndedContracts1765700100001,
    NothingDueAfterTheEnd1765930000001,
  ],
  module: OutcomesModule,
  sealed: outcomesSealed,
  reconciled: outcomesReconciled,
});
