import { Module } from '@nestjs/common';
import { AccessLogModule } from '@ringvirkning/access-log';
import { ContractActivatedConsumer, contractMirror } from '@ringvirkning/contract-mirror';
import { jobRunner } from '@ringvirkning/jobs';
import { AttestManyHandler } from './attest/attest-many.handler.js';
import { AttestHandler } from './attest/attest.handler.js';
import { BulkStepsController } from './claim/bulk-steps.controller.js';
import { ClaimStepsController } from './claim/claim-steps.controller.js';
import { ClaimHandler, ClaimSources } from './claim/claim.handler.js';
import { ClaimsController } from './claim/claims.controller.js';
import { RecordClaims } from './claim/record-claims.js';
import { StepClaim } from './claim/step-claim.js';
import { StepMany } from './claim/step-many.js';
import { CorrectHandler, CorrectionStores } from './correct/correct.handler.js';
import { CorrectionsController } from './correct/corrections.controller.js';
import { EnrolFileHandler } from './enrol/enrol-file.handler.js';
import { EnrolmentsController } from './enrol/enrolments.controller.js';
import { EnrolPeople } from './enrol/enrol-people.js';
import { EnrolHandler, EnrolmentStores } from './enrol/enrol.handler.js';
import { ParticipantsController } from './enrol/participants.controller.js';
import { EraseHandler } from './erase/erase.handler.js';
import { ErasureController } from './erase/erasure.controller.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceFiles } from './evidence/evidence-files.js';
import { EvidenceFilesController } from './evidence/evidence-files.controller.js';
import { KeepEvidenceHandler } from './evidence/keep-evidence.handler.js';
import { OpenEvidenceHandler } from './evidence/open-evidence.handler.js';
import { EvidenceRecords, ReceiveEvidenceHandler } from './evidence/receive-evidence.handler.js';
import { SweepFilesJob } from './evidence/sweep-files.job.js';
import { FinaliseClaims } from './finalise/finalise-claims.js';
import { FinaliseDueJob } from './finalise/finalise-due.job.js';
import { KeyedDigest } from './identity/keyed-digest.js';
import { ImportBatch } from './import/import-batch.js';
import { PeopleOfRows } from './import/people-of-rows.js';
import { ImportHandler, ImportStores } from './import/import.handler.js';
import { ImportsController } from './import/imports.controller.js';
import { KnownContracts } from './known-contracts/known-contracts.js';
import { MeasureHandler } from './measure/measure.handler.js';
import { MeasurementsController } from './measure/measurements.controller.js';
import { DecideObjectionHandler } from './object/decide-objection.handler.js';
import { ObjectHandler } from './object/object.handler.js';
import { ObjectionsController } from './object/objections.controller.js';
import { ChangePersonHandler } from './people/change-person.handler.js';
import { PersonController } from './people/person.controller.js';
import { BulkStepStore } from './persistence/bulk-step.store.js';
import { ClaimViewStore } from './persistence/claim-view.store.js';
import { ClaimStore } from './persistence/claim.store.js';
import { CorrectionStore } from './persistence/correction.store.js';
import { ContractStore } from './persistence/contract.store.js';
import { EvidenceFileStore } from './persistence/evidence-file.store.js';
import { EvidenceStore } from './persistence/evidence.store.js';
import { FinalisationStore } from './persistence/finalisation.store.js';
import { ImportStore } from './persistence/import.store.js';
import { MeasurementStore } from './persistence/measurement.store.js';
import { ErasureStore } from './persistence/erasure.store.js';
import { ParticipantStore } from './persistence/participant.store.js';
import { PersonViewStore } from './persistence/person-view.store.js';
import { PersonStore } from './persistence/person.store.js';
import { ProgressStore } from './persistence/progress.store.js';
import { WorkListStore } from './persistence/work-list.store.js';
import { PublishedProgressStore } from './persistence/published-progress.store.js';
import { PaymentAuthorisedConsumer } from './progress/payment-authorised.consumer.js';
import { ProgressFigures } from './progress/progress-figures.js';
import { PublishProgressHandler } from './progress/publish-progress.handler.js';
import { ProgressController } from './progress/progress.controller.js';
import { ProgressHandler } from './progress/progress.handler.js';
import { ReverseHandler } from './reverse/reverse.handler.js';
import { VerifyManyHandler } from './verify/verify-many.handler.js';
import { VerifyHandler } from './verify/verify.handler.js';
import { ClaimReading, ViewClaimsHandler } from './view/view-claims.handler.js';
import { ViewParticipantsHandler } from './view/view-participants.handler.js';
import { ViewPersonHandler } from './view/view-person.handler.js';
import { WorkListController } from './work-list/work-list.controller.js';
import { WorkListHandler } from './work-list/work-list.handler.js';

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
  MeasurementStore,
  ErasureStore,
  ParticipantStore,
  PersonStore,
  PersonViewStore,
  CorrectionStore,
  CorrectionStores,
  ProgressStore,
  PublishedProgressStore,
  WorkListStore,
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
  CorrectHandler,
  DecideObjectionHandler,
  EnrolFileHandler,
  EnrolHandler,
  EraseHandler,
  ImportHandler,
  KeepEvidenceHandler,
  MeasureHandler,
  ObjectHandler,
  OpenEvidenceHandler,
  ProgressFigures,
  ProgressHandler,
  PublishProgressHandler,
  ReceiveEvidenceHandler,
  ReverseHandler,
  VerifyHandler,
  VerifyManyHandler,
  ViewClaimsHandler,
  ViewParticipantsHandler,
  ViewPersonHandler,
  WorkListHandler,
];

@Module({
  imports: [AccessLogModule],
  controllers: [
    ContractActivatedConsumer,
    BulkStepsController,
    ClaimsController,
    ClaimStepsController,
    CorrectionsController,
    EnrolmentsController,
    ErasureController,
    EvidenceController,
    EvidenceFilesController,
    ImportsController,
    MeasurementsController,
    ObjectionsController,
    ParticipantsController,
    PaymentAuthorisedConsumer,
    PersonController,
    ProgressController,
    WorkListController,
  ],
  providers: [
    ...STORES,
    ...HANDLERS,
    EnrolPeople,
    EvidenceFiles,
    FinaliseClaims,
    FinaliseDueJob,
    ImportBatch,
    PeopleOfRows,
    KeyedDigest,
    KnownContracts,
    contractMirror(ContractStore),
    jobRunner(FinaliseDueJob, SweepFilesJob),
    SweepFilesJob,
    RecordClaims,
    StepClaim,
    StepMany,
  ],
})
export class OutcomesModule {}
