import { Module } from '@nestjs/common';
import { AccessLogModule } from '@ringvirkning/access-log';
import { jobRunner } from '@ringvirkning/jobs';
import { CONFIG } from '@ringvirkning/service';
import { HeavyWork, heavyWork } from '@ringvirkning/workers';
import { ActivateContractHandler } from './activate-contract/activate-contract.handler.js';
import { ActivationController } from './activate-contract/activation.controller.js';
import { AttachmentFiles } from './attachments/attachment-files.js';
import { RewrapAttachmentKeysJob, SweepAttachmentsJob } from './attachments/attachment.jobs.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { KeepAttachmentHandler } from './attachments/keep-attachment.handler.js';
import { OpenAttachmentHandler } from './attachments/open-attachment.handler.js';
import { AttachmentStore } from './persistence/attachment.store.js';
import { GetContractRpc } from './answer-contract/get-contract.rpc.js';
import { GetAppropriationsRpc } from './answer-contract/get-appropriations.rpc.js';
import { AppropriateHandler } from './appropriate/appropriate.handler.js';
import { Takings } from './appropriate/takings.js';
import { AppropriationsController } from './appropriate/appropriations.controller.js';
import { BudgetsController } from './appropriate/budgets.controller.js';
import { ViewBudgetsHandler } from './appropriate/view-budgets.handler.js';
import { CommitmentStore } from './persistence/commitment.store.js';
import { CarryRiskHandler } from './appropriate/carry-risk.handler.js';
import { Spending } from './appropriate/spending.js';
import { ViewBudgetHandler } from './appropriate/view-budget.handler.js';
import { AddVersionHandler } from './draft-contract/add-version.handler.js';
import { CreateContractHandler } from './draft-contract/create-contract.handler.js';
import { DraftController } from './draft-contract/draft.controller.js';
import { ReadDocument } from './draft-contract/read-document.js';
import { AppropriationStore } from './persistence/appropriation.store.js';
import { DiscardHandler } from './drafts/discard.handler.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { ViewVersionsHandler } from './drafts/view-versions.handler.js';
import { ContractSettledConsumer } from './end-contract/contract-settled.consumer.js';
import { AmendmentsController } from './amend/amendments.controller.js';
import { ProposeAmendmentHandler } from './amend/propose-amendment.handler.js';
import { ViewAmendmentsHandler } from './amend/view-amendments.handler.js';
import { AmendmentStore } from './persistence/amendment.store.js';
import { AnswerHandler } from './negotiate/answer.handler.js';
import { RemarkHandler } from './negotiate/remark.handler.js';
import { RemarksController } from './negotiate/remarks.controller.js';
import { ViewRemarksHandler } from './negotiate/view-remarks.handler.js';
import { ChainStore } from './persistence/chain.store.js';
import type { ContractsConfig } from './config.js';
import { ContractStore } from './persistence/contract.store.js';
import { FactStore } from './persistence/fact.store.js';
import { SignOffStore } from './persistence/sign-off.store.js';
import { VersionStore } from './persistence/version.store.js';
import { ContractListStore } from './persistence/contract-list.store.js';
import { RemarkStore } from './persistence/remark.store.js';
import { DraftStore } from './persistence/draft.store.js';
import { AccedeHandler } from './joint/accede.handler.js';
import { AccessionController } from './joint/accession.controller.js';
import { HearPartnerHandler } from './joint/hear-partner.handler.js';
import { PartnerConsumer } from './joint/partner.consumer.js';
import { Post } from './joint/post.js';
import { MandateStore } from './persistence/mandate.store.js';
import { MandatesController } from './mandates/mandates.controller.js';
import { MandatesHandler } from './mandates/mandates.handler.js';
import { PartnerStore } from './persistence/partner.store.js';
import { SignatureStore } from './persistence/signature.store.js';
import { SigningStore } from './persistence/signing.store.js';
import { SearchController } from './search/search.controller.js';
import { SearchHandler } from './search/search.handler.js';
import { SignContractHandler } from './sign-contract/sign-contract.handler.js';
import { OwnKey, SignatureProvider } from './sign-contract/signature-provider.js';
import { ViewSignedHandler } from './sign-contract/view-signed.handler.js';
import { SignOffsController } from './sign-contract/sign-offs.controller.js';
import { ChainsController } from './sign-off-chains/chains.controller.js';
import { SetChainsHandler } from './sign-off-chains/set-chains.handler.js';
import { SigningPageController } from './signing-page/signing-page.controller.js';
import { SigningPageHandler } from './signing-page/signing-page.handler.js';
import { ProbeJob } from './probe/probe.job.js';
import { ProbeStore } from './persistence/probe.store.js';
import { KeptCosts } from './simulate-terms/planned-costs.js';
import { SimulationsController } from './simulate-terms/simulations.controller.js';
import { Gallery } from './templates/gallery.js';
import { GalleryController } from './templates/gallery.controller.js';
import { ContractsController } from './view-contract/contracts.controller.js';
import { ViewContractHandler } from './view-contract/view-contract.handler.js';
import { ViewContractsHandler } from './view-contract/view-contracts.handler.js';
import { ViewWorkListHandler } from './view-contract/view-work-list.handler.js';

@Module({
  imports: [AccessLogModule],
  // Before the controller of `:id`, which would take `templates` for one.
  controllers: [
    SimulationsController,
    GalleryController,
    ChainsController,
    MandatesController,
    AccessionController,
    ActivationController,
    AmendmentsController,
    AttachmentsController,
    BudgetsController,
    AppropriationsController,
    ContractsController,
    DraftController,
    DraftsController,
    RemarksController,
    GetContractRpc,
    GetAppropriationsRpc,
    PartnerConsumer,
    ContractSettledConsumer,
    SearchController,
    SignOffsController,
    SigningPageController,
  ],
  providers: [
    { provide: HeavyWork, useValue: heavyWork },
    AmendmentStore,
    AttachmentFiles,
    AttachmentStore,
    KeepAttachmentHandler,
    OpenAttachmentHandler,
    RewrapAttachmentKeysJob,
    SweepAttachmentsJob,
    AppropriationStore,
    CommitmentStore,
    ChainStore,
    ContractStore,
    FactStore,
    SignOffStore,
    VersionStore,
    KeptCosts,
    ContractListStore,
    DraftStore,
    RemarkStore,
    AnswerHandler,
    RemarkHandler,
    ViewRemarksHandler,
    Gallery,
    MandateStore,
    MandatesHandler,
    PartnerStore,
    Post,
    HearPartnerHandler,
    AccedeHandler,
    ActivateContractHandler,
    AddVersionHandler,
    AppropriateHandler,
    CarryRiskHandler,
    CreateContractHandler,
    DiscardHandler,
    ReadDocument,
    SearchHandler,
    SetChainsHandler,
    SignContractHandler,
    Spending,
    Takings,
    ProposeAmendmentHandler,
    ViewAmendmentsHandler,
    ViewBudgetHandler,
    ViewBudgetsHandler,
    SigningPageHandler,
    SigningStore,
    SignatureStore,
    ProbeStore,
    ProbeJob,
    jobRunner(ProbeJob, SweepAttachmentsJob, RewrapAttachmentKeysJob),
    { provide: SignatureProvider, useFactory: (config: ContractsConfig) => new OwnKey(config), inject: [CONFIG] },
    ViewSignedHandler,
    ViewContractHandler,
    ViewVersionsHandler,
    ViewContractsHandler,
    ViewWorkListHandler,
  ],
})
export class ContractsModule {}
