import { Module } from '@nestjs/common';
import { AccessLogModule } from '@ringvirkning/access-log';
import { ContractActivatedConsumer, contractMirror } from '@ringvirkning/contract-mirror';
import { jobRunner } from '@ringvirkning/jobs';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { HeavyWork, heavyWork } from '@ringvirkning/workers';
import { AcrossController } from './across/across.controller.js';
import { ViewAcrossHandler } from './across/view-across.handler.js';
import { AttachModelHandler } from './attach-model/attach-model.handler.js';
import { DetachModelHandler } from './attach-model/detach-model.handler.js';
import { KeepAttachment } from './attach-model/keep-attachment.js';
import { ValuationController } from './attach-model/valuation.controller.js';
import { ViewValuationHandler } from './attach-model/view-valuation.handler.js';
import { BookValuation } from './booking/book-valuation.js';
import { Books } from './booking/books.js';
import { TakeBackAll } from './booking/take-back-all.js';
import { TakeBack } from './booking/take-back.js';
import { AgreementFigures } from './agreements/agreement-figures.js';
import { AgreementsController } from './agreements/agreements.controller.js';
import { DraftAgreementHandler } from './agreements/draft-agreement.handler.js';
import { ReadAgreement } from './agreements/read-agreement.js';
import { ViewAgreementsHandler } from './agreements/view-agreements.handler.js';
import { WhatIsDue } from './agreements/what-is-due.js';
import { AgreementPost } from './agreements/agreement-post.js';
import { FiguresBetween } from './agreements/figures-between.js';
import { PresentAgreement } from './agreements/present-agreement.js';
import { LetterStore } from './persistence/letter.store.js';
import { HearClaimAnswerHandler } from './settlements/hear-claim-answer.handler.js';
import { TakeClaimHandler } from './settlements/take-claim.handler.js';
import { TellClaim } from './settlements/tell-claim.js';
import { AgreementStore } from './persistence/agreement.store.js';
import { SettlementStore } from './persistence/settlement.store.js';
import { DecideSettlementHandler } from './settlements/decide-settlement.handler.js';
import { ProposeSettlementHandler } from './settlements/propose-settlement.handler.js';
import { SettlementBook } from './settlements/settlement-book.js';
import { SettlementsController } from './settlements/settlements.controller.js';
import { SheetController } from './department-sheet/sheet.controller.js';
import { ViewSheetHandler } from './department-sheet/view-sheet.handler.js';
import { ViewSettlementsHandler } from './settlements/view-settlements.handler.js';
import { BookStatementHandler } from './hearing/book-statement.handler.js';
import { TakeStatementHandler } from './hearing/take-statement.handler.js';
import { KeepForecast } from './at-signature/keep-forecast.js';
import { BreakdownController } from './breakdown/breakdown.controller.js';
import { ViewBehindHandler } from './breakdown/view-behind.handler.js';
import { ViewBreakdownHandler } from './breakdown/view-breakdown.handler.js';
import { BusinessCaseController } from './business-case/business-case.controller.js';
import { ViewBusinessCaseHandler } from './business-case/view-business-case.handler.js';
import { BookCapitalHandler } from './draw-capital/book-capital.handler.js';
import { CapitalRecordedConsumer } from './draw-capital/capital-recorded.consumer.js';
import { DrawCapitalHandler } from './draw-capital/draw-capital.handler.js';
import { DrawCapitalJob } from './draw-capital/draw-capital.job.js';
import { EstimateController } from './estimate-benefits/estimate.controller.js';
import { EstimateHandler } from './estimate-benefits/estimate.handler.js';
import { CreateModelHandler } from './manage-models/create-model.handler.js';
import { ListModelsHandler } from './manage-models/list-models.handler.js';
import { ReadModel } from './manage-models/read-model.js';
import { ValuationModelsController } from './manage-models/valuation-models.controller.js';
import { MatrixController } from './matrix/matrix.controller.js';
import { ViewMatrixHandler } from './matrix/view-matrix.handler.js';
import { ConsumeContractHandler } from './on-contract-activated/consume-contract.handler.js';
import { OutcomesFinalisedConsumer } from './on-outcomes-finalised/outcomes-finalised.consumer.js';
import { ConsumeOutcomesHandler } from './on-outcomes-finalised/consume-outcomes.handler.js';
import { OutcomesReversedConsumer } from './on-outcomes-reversed/outcomes-reversed.consumer.js';
import { TakeBackOutcomesHandler } from './on-outcomes-reversed/take-back-outcomes.handler.js';
import { EndFollowUpsHandler } from './on-follow-ups-ended/end-follow-ups.handler.js';
import { FollowUpsEndedConsumer } from './on-follow-ups-ended/follow-ups-ended.consumer.js';
import { MovePersonHandler } from './on-person-moved/move-person.handler.js';
import { PersonMovedConsumer } from './on-person-moved/person-moved.consumer.js';
import { BookPaymentsHandler } from './on-payment-authorised/book-payments.handler.js';
import { PaymentAuthorisedConsumer } from './on-payment-authorised/payment-authorised.consumer.js';
import { ComparePlanHandler } from './plan/compare-plan.handler.js';
import { LoadPlanHandler } from './plan/load-plan.handler.js';
import { PlanController } from './plan/plan.controller.js';
import { PlanStore } from './persistence/plan.store.js';
import { PublishedCells } from './overview/published-cells.js';
import { LoadCells } from './overview/load-cells.js';
import { OverviewController } from './overview/overview.controller.js';
import { ViewFlowsHandler } from './overview/view-flows.handler.js';
import { ViewOverviewHandler } from './overview/view-overview.handler.js';
import { AttachmentStore } from './persistence/attachment.store.js';
import { CellStore } from './persistence/cell.store.js';
import { ContractStore } from './persistence/contract.store.js';
import { DataSharingStore } from './persistence/data-sharing.store.js';
import { CapitalFactStore } from './persistence/capital-fact.store.js';
import { DuePaymentStore } from './persistence/due-payment.store.js';
import { FactStore } from './persistence/fact.store.js';
import { FollowUpsHeardStore } from './persistence/follow-ups-heard.store.js';
import { HeardStatementStore } from './persistence/heard-statement.store.js';
import { KeptWhatIfStore } from './persistence/kept-what-if.store.js';
import { ModelStore } from './persistence/model.store.js';
import { MovesHeardStore } from './persistence/moves-heard.store.js';
import { OutcomeWorthStore } from './persistence/outcome-worth.store.js';
import { OutcomeStore } from './persistence/outcome.store.js';
import { ValuationStore } from './persistence/valuation.store.js';
import { PaymentRunStore } from './persistence/payment-run.store.js';
import { SignatureStore } from './persistence/signature.store.js';
import { SiloStore } from './persistence/silo.store.js';
import { ToldStatementStore } from './persistence/told-statement.store.js';
import { PROBE_GAUGE } from './probe/probe-gauge.js';
import { ProbeConsumer } from './probe/probe.consumer.js';
import { ProbeStore } from './persistence/probe.store.js';
import { PartnerPostConsumer } from './partner-post/partner-post.consumer.js';
import { DataSharingController } from './sharing/data-sharing.controller.js';
import { DecideSharingHandler } from './sharing/decide-sharing.handler.js';
import { SiloReading } from './sharing/silo-reading.js';
import { ViewSharingHandler } from './sharing/view-sharing.handler.js';
import { TellFactsController } from './tell-facts/tell-facts.controller.js';
import { TellFactsHandler } from './tell-facts/tell-facts.handler.js';
import { ViewFactsHandler } from './tell-facts/view-facts.handler.js';
import { HearBookedHandler } from './telling/hear-booked.handler.js';
import { StatementOf } from './telling/statement-of.js';
import { TellPartnersHandler } from './telling/tell-partners.handler.js';
import { TellPartnersJob } from './telling/tell-partners.job.js';
import { ProvisionsController } from './provisions/provisions.controller.js';
import { RealiseForecastsJob } from './value-outcomes/realise-forecasts.job.js';
import { ValueOutcomesHandler } from './value-outcomes/value-outcomes.handler.js';
import { LedgerController } from './view-ledger/ledger.controller.js';
import { ViewLedgerHandler } from './view-ledger/view-ledger.handler.js';
import { KeptWhatIfsController } from './what-if/kept-what-ifs.controller.js';
import { KeptWhatIfsHandler } from './what-if/kept-what-ifs.handler.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { WhatIfHandler } from './what-if/what-if.handler.js';
import { YearEndController } from './year-end/year-end.controller.js';
import { YearEndHandler } from './year-end/year-end.handler.js';

const STORES = [
  AttachmentStore,
  AgreementStore,
  CellStore,
  ContractStore,
  DataSharingStore,
  DuePaymentStore,
  CapitalFactStore,
  FactStore,
  FollowUpsHeardStore,
  HeardStatementStore,
  KeptWhatIfStore,
  LetterStore,
  ModelStore,
  MovesHeardStore,
  OutcomeStore,
  OutcomeWorthStore,
  PaymentRunStore,
  SettlementStore,
  PlanStore,
  SignatureStore,
  SiloStore,
  ToldStatementStore,
  ValuationStore,
];

const HANDLERS = [
  AgreementFigures,
  AgreementPost,
  FiguresBetween,
  HearClaimAnswerHandler,
  PresentAgreement,
  TakeClaimHandler,
  TellClaim,
  DecideSettlementHandler,
  DraftAgreementHandler,
  ProposeSettlementHandler,
  ReadAgreement,
  SettlementBook,
  ViewAgreementsHandler,
  ViewSettlementsHandler,
  KeepForecast,
  ViewBehindHandler,
  YearEndHandler,
  ViewBreakdownHandler,
  ViewSheetHandler,
  WhatIsDue,
  AttachModelHandler,
  ComparePlanHandler,
  LoadPlanHandler,
  DetachModelHandler,
  TellFactsHandler,
  ViewFactsHandler,
  BookPaymentsHandler,
  BookStatementHandler,
  BookValuation,
  CreateModelHandler,
  DecideSharingHandler,
  DrawCapitalHandler,
  BookCapitalHandler,
  EstimateHandler,
  HearBookedHandler,
  KeepAttachment,
  ListModelsHandler,
  LoadCells,
  EndFollowUpsHandler,
  MovePersonHandler,
  PublishedCells,
  ReadModel,
  SiloReading,
  StatementOf,
  TakeBack,
  TakeBackAll,
  TakeBackOutcomesHandler,
  TakeStatementHandler,
  TellPartnersHandler,
  ConsumeContractHandler,
  ConsumeOutcomesHandler,
  ValueOutcomesHandler,
  ViewAcrossHandler,
  ViewBusinessCaseHandler,
  ViewFlowsHandler,
  ViewLedgerHandler,
  ViewMatrixHandler,
  ViewOverviewHandler,
  ViewSharingHandler,
  ViewValuationHandler,
  KeptWhatIfsHandler,
  WhatIfHandler,
];

@Module({
  imports: [AccessLogModule],
  controllers: [
    ContractActivatedConsumer,
    OutcomesFinalisedConsumer,
    OutcomesReversedConsumer,
    PartnerPostConsumer,
    ProbeConsumer,
    PaymentAuthorisedConsumer,
    CapitalRecordedConsumer,
    PersonMovedConsumer,
    FollowUpsEndedConsumer,
    AcrossController,
    AgreementsController,
    BreakdownController,
    YearEndController,
    BusinessCaseController,
    DataSharingController,
    EstimateController,
    LedgerController,
    MatrixController,
    OverviewController,
    ProvisionsController,
    SettlementsController,
    SheetController,
    PlanController,
    TellFactsController,
    ValuationController,
    ValuationModelsController,
    KeptWhatIfsController,
    WhatIfController,
  ],
  providers: [
    { provide: Ledger, useFactory: (clock: Clock) => new Ledger(clock), inject: [CLOCK] },
    ...STORES,
    ...HANDLERS,
    { provide: HeavyWork, useValue: heavyWork },
    Books,
    ProbeStore,
    PROBE_GAUGE,
    DrawCapitalJob,
    RealiseForecastsJob,
    TellPartnersJob,
    jobRunner(DrawCapitalJob, RealiseForecastsJob, TellPartnersJob),
    contractMirror(ConsumeContractHandler),
  ],
})
export class BenefitsModule {}
