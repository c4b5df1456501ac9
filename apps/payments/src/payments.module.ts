import { Module } from '@nestjs/common';
import { AccessLogModule, accessLogMigrations } from '@ringvirkning/access-log';
import { catalogue } from '@ringvirkning/catalogue';
import { ContractActivatedConsumer, contractMirror } from '@ringvirkning/contract-mirror';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { jobRunner } from '@ringvirkning/jobs';
import { Ledger, ledgerMigrations } from '@ringvirkning/ledger';
import { defineService } from '@ringvirkning/service';
import { AccrueOutcomesHandler } from './accruals/accrue-outcomes.handler.js';
import { OutcomesConsumer } from './accruals/outcomes.consumer.js';
import { ReverseAccrualsHandler } from './accruals/reverse-accruals.handler.js';
import { Appropriations } from './appropriations/appropriations.js';
import { BudgetsController } from './budgets/budgets.controller.js';
import { ViewBudgetHandler } from './budgets/view-budget.handler.js';
import { CapitalBooks } from './capital/capital-books.js';
import { CapitalController } from './capital/capital.controller.js';
import { RecordCapitalHandler } from './capital/record-capital.handler.js';
import { ViewCapitalHandler } from './capital/view-capital.handler.js';
import { CapitalStore } from './persistence/capital.store.js';
import { CapitalRecorded1765000200001 } from './persistence/migrations/1765000200001-capital-recorded.js';
import { KnownContracts } from './contracts/known-contracts.js';
import { Differences } from './differences/differences.js';
import { DifferencesController } from './run-views/differences.controller.js';
import { ViewDifferenceHandler } from './run-views/view-difference.handler.js';
import { TransferStore } from './persistence/transfer.store.js';
import { TransfersRecorded1764900600001 } from './persistence/migrations/1764900600001-transfers-recorded.js';
import { ImportTransfersHandler } from './transfers/import-transfers.handler.js';
import { RecordTransferHandler } from './transfers/record-transfer.handler.js';
import { RecordedTransfers } from './transfers/transfer-book.js';
import { TransfersController } from './transfers/transfers.controller.js';
import { ViewTransfersHandler } from './transfers/view-transfers.handler.js';
import { RunCalendarController } from './run-calendar/run-calendar.controller.js';
import { ViewCalendarHandler } from './run-calendar/view-calendar.handler.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { LedgerHandler } from './ledger/ledger.handler.js';
import { ContractStore } from './persistence/contract.store.js';
import { FactStore } from './persistence/fact.store.js';
import { FinalAccounts } from './final-settlement/final-accounts.js';
import { FinalSettlementController } from './final-settlement/final-settlement.controller.js';
import { FinalSettlementHandler } from './final-settlement/final-settlement.handler.js';
import { SettlementTasks } from './final-settlement/settlement-tasks.js';
import { ClaimsAsked } from './final-settlement/open-claims.js';
import { FinalSettlementStore } from './persistence/final-settlement.store.js';
import { FinalSettlements1765700100000 } from './persistence/migrations/1765700100000-final-settlements.js';
import { ReversalWithoutReason1763900001000 } from './persistence/migrations/1763900001000-reversal-without-reason.js';
import { NoSmallCells1763900021000 } from './persistence/migrations/1763900021000-no-small-cells.js';
import { Payments1700000010000 } from './persistence/migrations/payments-1700000010000.js';
import { Positions1764200001000 } from './persistence/migrations/1764200001000-positions.js';
import { DueAcross1764703040001 } from './persistence/migrations/1764703040001-due-across.js';
import { AnswersRefused1764703300000 } from './persistence/migrations/1764703300000-answers-refused.js';
import { MoveObjectionStore } from './persistence/move-objection.store.js';
import { MoveHeardStore } from './persistence/move-heard.store.js';
import { MovesHeard1764703310001 } from './persistence/migrations/1764703310001-moves-heard.js';
import { MoveObjections1765000500001 } from './persistence/migrations/1765000500001-move-objections.js';
import { ObjectByTermsJob } from './moved-citizens/object-by-terms.job.js';
import { ObjectToMove } from './moved-citizens/object-to-move.js';
import { ObjectToMoveHandler } from './moved-citizens/object-to-move.handler.js';
import { HearMoveHandler } from './moved-citizens/hear-move.handler.js';
import { MovedCitizensController } from './moved-citizens/moved-citizens.controller.js';
import { ViewMovedCitizensHandler } from './moved-citizens/view-moved-citizens.handler.js';
import { DueStore } from './persistence/due.store.js';
import { JointContractStore } from './persistence/joint-contract.store.js';
import { PartnerClaimStore } from './persistence/partner-claim.store.js';
import { ProbeConsumer } from './probe/probe.consumer.js';
import { PartnerPostConsumer } from './partner-post/partner-post.consumer.js';
import { ClaimParts } from './partner-claims/claim-parts.js';
import { HearAnswerHandler } from './partner-claims/hear-answer.handler.js';
import { HearDeliveryHandler } from './partner-claims/hear-delivery.handler.js';
import { DueAnswers } from './dues/due-answers.js';
import { DueBook } from './dues/due-book.js';
import { DuesController } from './dues/dues.controller.js';
import { HearRefusalHandler } from './dues/hear-refusal.handler.js';
import { SignDueHandler } from './dues/sign-due.handler.js';
import { TakeClaimHandler } from './dues/take-claim.handler.js';
import { ViewDuesHandler } from './dues/view-dues.handler.js';
import { paymentsReconciled } from './persistence/reconciled.js';
import { AccessRecordsMoved1764400001000 } from './persistence/migrations/1764400001000-access-records-moved.js';
import { OpenToScopes1764500001000 } from './persistence/migrations/1764500001000-open-to-scopes.js';
import { HidesDominated1764800311000 } from './persistence/migrations/1764800311000-hides-dominated.js';
import { ToldWhole1764700007001 } from './persistence/migrations/1764700007001-told-whole.js';
import { ToldParts1764600001000 } from './persistence/migrations/1764600001000-told-parts.js';
import { PaidShare1764600040000 } from './persistence/migrations/1764600040000-paid-share.js';
import { CostByYear1764900400002 } from './persistence/migrations/1764900400002-cost-by-year.js';
import { paymentsSealed } from './persistence/sealed.js';
import { RunSearchStore } from './persistence/run-search.store.js';
import { RunStore } from './persistence/run.store.js';
import { Publications } from './publishing/publications.js';
import { AuthoriseRunHandler } from './runs/authorise-run.handler.js';
import { CalculateRunHandler } from './runs/calculate-run.handler.js';
import { CancelRunHandler } from './runs/cancel-run.handler.js';
import { CertifyRunHandler } from './runs/certify-run.handler.js';
import { Evaluations } from './evaluating/evaluations.js';
import { ExportBundleHandler } from './run-views/export-bundle.handler.js';
import { RunAnnouncement } from './runs/run-announcement.js';
import { RunBook } from './runs/run-book.js';
import { RunViewsController } from './run-views/run-views.controller.js';
import { RunsController } from './runs/runs.controller.js';
import { ViewRunsHandler } from './run-views/view-runs.handler.js';
import { WAITING_GAUGES } from './runs/waiting-gauges.js';
import { SearchController } from './search/search.controller.js';
import { SearchHandler } from './search/search.handler.js';
import { GetSpendingRpc } from './spending/get-spending.rpc.js';
import { SpendingStore } from './persistence/spending.store.js';
import { SpendingHandler } from './spending/spending.handler.js';
import { SummaryController } from './summary/summary.controller.js';
import { SummaryHandler } from './summary/summary.handler.js';
import { WorkListController } from './work-list/work-list.controller.js';
import { WorkListHandler } from './work-list/work-list.handler.js';

@Module({
  imports: [AccessLogModule],
  controllers: [
    RunsController,
    RunViewsController,
    DifferencesController,
    TransfersController,
    RunCalendarController,
    SearchController,
    SummaryController,
    WorkListController,
    DuesController,
    BudgetsController,
    CapitalController,
    FinalSettlementController,
    GetSpendingRpc,
    MovedCitizensController,
    LedgerController,
    ContractActivatedConsumer,
    OutcomesConsumer,
    PartnerPostConsumer,
    ProbeConsumer,
  ],
  providers: [
    ContractStore,
    FactStore,
    RunStore,
    RunSearchStore,
    JointContractStore,
    PartnerClaimStore,
    DueStore,
    MoveHeardStore,
    MoveObjectionStore,
    ObjectToMove,
    ObjectToMoveHandler,
    ObjectByTermsJob,
    jobRunner(ObjectByTermsJob),
    HearMoveHandler,
    ViewMovedCitizensHandler,
    contractMirror(ContractStore),
    KnownContracts,
    AccrueOutcomesHandler,
    ReverseAccrualsHandler,
    Evaluations,
    Publications,
    RunBook,
    Differences,
    ViewDifferenceHandler,
    TransferStore,
    RecordedTransfers,
    RecordTransferHandler,
    ImportTransfersHandler,
    ViewTransfersHandler,
    ViewCalendarHandler,
    RunAnnouncement,
    ClaimParts,
    HearAnswerHandler,
    HearDeliveryHandler,
    DueBook,
    DueAnswers,
    Appropriations,
    ViewBudgetHandler,
    CapitalStore,
    CapitalBooks,
    ViewCapitalHandler,
    RecordCapitalHandler,
    ClaimsAsked,
    FinalAccounts,
    FinalSettlementStore,
    FinalSettlementHandler,
    SettlementTasks,
    HearRefusalHandler,
    TakeClaimHandler,
    SignDueHandler,
    ViewDuesHandler,
    CalculateRunHandler,
    CertifyRunHandler,
    AuthoriseRunHandler,
    CancelRunHandler,
    ViewRunsHandler,
    ExportBundleHandler,
    SearchHandler,
    SpendingHandler,
    SpendingStore,
    SummaryHandler,
    WorkListHandler,
    LedgerHandler,
    { provide: Ledger, useFactory: (clock: Clock) => new Ledger(clock), inject: [CLOCK] },
    WAITING_GAUGES,
  ],
})
export class PaymentsModule {}

export const paymentsService = defineService({
  manifest: catalogue.payments,
  migrations: [
    ...ledgerMigrations,
    Payments1700000010000,
    ReversalWithoutReason1763900001000,
    NoSmallCells1763900021000,
    Positions1764200001000,
    ...accessLogMigrations,
    AccessRecordsMoved1764400001000,
    OpenToScopes1764500001000,
    ToldParts1764600001000,
    ToldWhole1764700007001,
    PaidShare1764600040000,
    DueAcross1764703040001,
    AnswersRefused1764703300000,
    MovesHeard1764703310001,
    HidesDominated1764800311000,
    CostByYear1764900400002,
    TransfersRecorded1764900600001,
    CapitalRecorded1765000200001,
    MoveObjections1765000500001,
    FinalSettlements1765700100000,
  ],
  module: PaymentsModule,
  sealed: paymentsSealed,
  reconciled: paymentsReconciled,
});
