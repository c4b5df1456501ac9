import { Module } from '@nestjs/common';
import { AccessLogModule } from '@ringvirkning/access-log';
import { ContractActivatedConsumer, contractMirror } from '@ringvirkning/contract-mirror';
import { jobRunner } from '@ringvirkning/jobs';
import { AttestManyHandler } from './deciding/attest/attest-many.handler.js';
import { AttestHandler } from './deciding/attest/attest.handler.js';
import { BulkStepsController } from './deciding/bulk-steps.controller.js';
import { ClaimStepsController } from './deciding/claim-steps.controller.js';
import { ClaimHandler, ClaimSources } from './claiming/claim/claim.handler.js';
import { ClaimsController } from './claiming/claim/claims.controller.js';
import { RecordClaims } from './claiming/claim/record-claims.js';
import { StepClaim } from './deciding/step/step-claim.js';
import { StepMany } from './deciding/step/step-many.js';
import { CorrectHandler, CorrectionStores } from './claiming/correct/correct.handler.js';
import { CorrectionsController } from './claiming/correct/corrections.controller.js';
import { EnrolFileHandler } from './enrolment/enrol/enrol-file.handler.js';
import { EnrolmentsController } from './enrolment/enrol/enrolments.controller.js';
import { EnrolPeople } from './enrolment/enrol/enrol-people.js';
import { EnrolHandler, EnrolmentStores } from './enrolment/enrol/enrol.handler.js';
import { ParticipantsController } from './enrolment/enrol/participants.controller.js';
import { EraseHandler } from './enrolment/erase/erase.handler.js';
import { ErasureController } from './enrolment/erase/erasure.controller.js';
import { EvidenceController } from './claiming/evidence/evidence.controller.js';
import { EvidenceFiles } from './claiming/evidence/evidence-files.js';
import { EvidenceFilesController } from './claiming/evidence/evidence-files.controller.js';
import { KeepEvidenceHandler } from './claiming/evidence/keep-evidence.handler.js';
import { OpenEvidenceHandler } from './claiming/evidence/open-evidence.handler.js';
import { EvidenceRecords, ReceiveEvidenceHandler } from './claiming/evidence/receive-evidence.handler.js';
import { RewrapKeysJob } from './claiming/evidence/rewrap-keys.job.js';
import { SweepFilesJob } from './claiming/evidence/sweep-files.job.js';
import { FinaliseClaims } from './deciding/finalise/finalise-claims.js';
import { FinaliseDueJob } from './deciding/finalise/finalise-due.job.js';
import { KeyedDigest } from './enrolment/identity/keyed-digest.js';
import { ImportBatch } from './claiming/import/import-batch.js';
import { ImportLog } from './claiming/import/import-log.js';
import { TakeFiles } from './claiming/import/take-files.js';
import { PeopleOfRows } from './claiming/import/people-of-rows.js';
import { ImportHandler, ImportStores } from './claiming/import/import.handler.js';
import { ImportsController } from './claiming/import/imports.controller.js';
import { ContractEndedConsumer } from './known-contracts/contract-ended.consumer.js';
import { GetOpenClaimsRpc } from './known-contracts/get-open-claims.rpc.js';
import { BehindPlan } from './what-works/behind-plan.js';
import { KnownContracts } from './known-contracts/known-contracts.js';
import { CohortProgressionHandler, CohortSources } from './progression/cohort/cohort-progression.handler.js';
import { ProgressionController } from './progression/progression.controller.js';
import { RecordScoreHandler, ScoreStores } from './progression/record/record-score.handler.js';
import { PathSources, ViewPathHandler } from './progression/path/view-path.handler.js';
import { DecideObjectionHandler } from './deciding/object/decide-objection.handler.js';
import { ObjectHandler } from './deciding/object/object.handler.js';
import { ObjectionsController } from './deciding/object/objections.controller.js';
import { ChangePersonHandler } from './enrolment/people/change-person.handler.js';
import { PersonController } from './enrolment/people/person.controller.js';
import { PartnerPostConsumer } from './moving/partner-post.consumer.js';
import { TellFollowUpsJob } from './enrolment/follow-ups/tell-follow-ups.job.js';
import { TellFollowUps } from './enrolment/follow-ups/tell-follow-ups.js';
import { TellEarlierMovesJob } from './moving/tell-earlier-moves.job.js';
import { TellMoves } from './moving/tell-moves.js';
import { FollowUpsToldStore } from './persistence/follow-ups-told.store.js';
import { MoveToldStore } from './persistence/move-told.store.js';
import { TemplatesController } from './receiving/templates.controller.js';
import { TemplatesHandler } from './receiving/templates.handler.js';
import { Uploads } from './receiving/upload.js';
import { BulkStepStore } from './persistence/bulk-step.store.js';
import { ClaimViewStore } from './persistence/claim-view.store.js';
import { ClaimStore } from './persistence/claim.store.js';
import { CorrectionStore } from './persistence/correction.store.js';
import { ContractStore } from './persistence/contract.store.js';
import { DueStore } from './persistence/due.store.js';
import { EvidenceFileStore } from './persistence/evidence-file.store.js';
import { EvidenceStore } from './persistence/evidence.store.js';
import { FinalisationStore } from './persistence/finalisation.store.js';
import { ImportStore } from './persistence/import.store.js';
import { ScoreStore } from './persistence/score.store.js';
import { ScoreViewStore } from './persistence/score-view.store.js';
import { ErasureStore } from './persistence/erasure.store.js';
import { ParticipantStore } from './persistence/participant.store.js';
import { PersonViewStore } from './persistence/person-view.store.js';
import { PersonStore } from './persistence/person.store.js';
import { ProgressStore } from './persistence/progress.store.js';
import { WaitingStore } from './persistence/waiting.store.js';
import { WorkListStore } from './persistence/work-list.store.js';
import { PublishedProgressStore } from './persistence/published-progress.store.js';
import { ProbeConsumer } from './probe/probe.consumer.js';
import { PaymentAuthorisedConsumer } from './views/progress/payment-authorised.consumer.js';
import { ProgressFigures } from './views/progress/progress-figures.js';
import { PublishProgressHandler } from './views/progress/publish-progress.handler.js';
import { ProgressController } from './views/progress/progress.controller.js';
import { ProgressHandler } from './views/progress/progress.handler.js';
import { SearchController } from './views/search/search.controller.js';
import { SearchHandler } from './views/search/search.handler.js';
import { ConcludeSampleHandler } from './sampling/conclude-sample.handler.js';
import { DrawSeedHandler } from './sampling/draw-seed.handler.js';
import { FreezeSampleHandler } from './sampling/freeze-sample.handler.js';
import { SampleRecords } from './sampling/sample-records.js';
import { SamplesController } from './sampling/samples.controller.js';
import { SEEDS, systemSeeds } from './sampling/seeds.js';
import { ViewSamplesHandler } from './sampling/view-samples.handler.js';
import { SearchStore } from './persistence/search.store.js';
import { ClaimAuditStore } from './persistence/claim-audit.store.js';
import { ClaimAuditController } from './views/audit/claim-audit.controller.js';
import { ExportClaimHandler, ExportMark } from './views/audit/export-claim.handler.js';
import { SampleStore } from './persistence/sample.store.js';
import { SampledClaimsStore } from './persistence/sampled-claims.store.js';
import { KeptWorksStore } from './persistence/kept-works.store.js';
import { WorksStore } from './persistence/works.store.js';
import { CountWorksJob } from './what-works/count-works.job.js';
import { WhatWorksController } from './what-works/what-works.controller.js';
import { WhatWorksHandler } from './what-works/what-works.handler.js';
import { LetterBox } from './reminding/letter-box.js';
import { RemindJob } from './reminding/remind.job.js';
import { ReminderController } from './reminding/reminder.controller.js';
import { ReminderHandler } from './reminding/reminder.handler.js';
import { ReminderRecords } from './reminding/reminder-records.js';
import { ReminderStore } from './persistence/reminder.store.js';
import { ReverseHandler } from './deciding/reverse/reverse.handler.js';
import { VerifyManyHandler } from './deciding/verify/verify-many.handler.js';
import { VerifyHandler } from './deciding/verify/verify.handler.js';
import { ClaimReading, ViewClaimsHandler } from './views/claims/view-claims.handler.js';
import { ViewParticipantsHandler } from './views/claims/view-participants.handler.js';
import { ViewPersonHandler } from './views/claims/view-person.handler.js';
import { DueController } from './views/due/due.controller.js';
import { RenewDueJob } from './views/due/renew-due.job.js';
import { DueHandler } from './views/due/due.handler.js';
import { WAITING_GAUGES } from './views/waiting/waiting-gauges.js';
import { WorkListController } from './views/work-list/work-list.controller.js';
import { WorkListHandler } from './views/work-list/work-list.handler.js';

const STORES = [
  BulkStepStore,
  ClaimStore,
  ClaimViewStore,
  ContractStore,
  EvidenceFileStore,
  EvidenceRecords,
  EvidenceStore,
  FinalisationStore,
  ImportStore,
  ScoreStore,
  ScoreStores,
  CohortSources,
  PathSources,
  ScoreViewStore,
  ErasureStore,
  FollowUpsToldStore,
  MoveToldStore,
  ParticipantStore,
  PersonStore,
  PersonViewStore,
  CorrectionStore,
  CorrectionStores,
  DueStore,
  ProgressStore,
  PublishedProgressStore,
  ReminderRecords,
  ReminderStore,
  ClaimAuditStore,
  ExportMark,
  SampleStore,
  SampleRecords,
  SampledClaimsStore,
  SearchStore,
  WaitingStore,
  WorkListStore,
  KeptWorksStore,
  WorksStore,
  ClaimReading,
  ClaimSources,
  EnrolmentStores,
  ImportStores,
];

const HANDLERS = [
  AttestHandler,
  AttestManyHandler,
  ChangePersonHandler,
  ClaimHandler,
  ConcludeSampleHandler,
  CorrectHandler,
  DecideObjectionHandler,
  DueHandler,
  DrawSeedHandler,
  EnrolFileHandler,
  EnrolHandler,
  EraseHandler,
  ExportClaimHandler,
  FreezeSampleHandler,
  ImportHandler,
  KeepEvidenceHandler,
  CohortProgressionHandler,
  RecordScoreHandler,
  ViewPathHandler,
  ObjectHandler,
  OpenEvidenceHandler,
  ProgressFigures,
  ProgressHandler,
  PublishProgressHandler,
  ReceiveEvidenceHandler,
  ReminderHandler,
  ReverseHandler,
  SearchHandler,
  TemplatesHandler,
  VerifyHandler,
  VerifyManyHandler,
  ViewClaimsHandler,
  ViewParticipantsHandler,
  ViewPersonHandler,
  ViewSamplesHandler,
  WhatWorksHandler,
  WorkListHandler,
];

@Module({
  imports: [AccessLogModule],
  controllers: [
    ContractActivatedConsumer,
    ContractEndedConsumer,
    GetOpenClaimsRpc,
    BulkStepsController,
    ClaimAuditController,
    ClaimsController,
    ClaimStepsController,
    CorrectionsController,
    DueController,
    EnrolmentsController,
    ErasureController,
    EvidenceController,
    EvidenceFilesController,
    ImportsController,
    ObjectionsController,
    ParticipantsController,
    PartnerPostConsumer,
    PaymentAuthorisedConsumer,
    ProbeConsumer,
    PersonController,
    ProgressController,
    ReminderController,
    SamplesController,
    SearchController,
    ProgressionController,
    TemplatesController,
    WhatWorksController,
    WorkListController,
  ],
  providers: [
    ...STORES,
    ...HANDLERS,
    BehindPlan,
    EnrolPeople,
    EvidenceFiles,
    FinaliseClaims,
    FinaliseDueJob,
    ImportBatch,
    ImportLog,
    PeopleOfRows,
    TakeFiles,
    TellFollowUps,
    TellFollowUpsJob,
    TellMoves,
    Uploads,
    KeyedDigest,
    KnownContracts,
    LetterBox,
    WAITING_GAUGES,
    { provide: SEEDS, useValue: systemSeeds },
    contractMirror(ContractStore),
    jobRunner(
      FinaliseDueJob,
      RemindJob,
      RenewDueJob,
      SweepFilesJob,
      RewrapKeysJob,
      CountWorksJob,
      TellEarlierMovesJob,
      TellFollowUpsJob,
    ),
    TellEarlierMovesJob,
    RemindJob,
    RenewDueJob,
    SweepFilesJob,
    RewrapKeysJob,
    CountWorksJob,
    RecordClaims,
    StepClaim,
    StepMany,
  ],
})
export class OutcomesModule {}
