import { Module } from '@nestjs/common';
import { HeavyWork, heavyWork } from '@ringvirkning/workers';
import { ActivateContractHandler } from './activate-contract/activate-contract.handler.js';
import { ActivationController } from './activate-contract/activation.controller.js';
import { GetContractRpc } from './answer-contract/get-contract.rpc.js';
import { GetAppropriationsRpc } from './answer-contract/get-appropriations.rpc.js';
import { GetJointContractRpc } from './answer-contract/get-joint-contract.rpc.js';
import { AppropriateHandler } from './appropriate/appropriate.handler.js';
import { AppropriationsController } from './appropriate/appropriations.controller.js';
import { AddVersionHandler } from './draft-contract/add-version.handler.js';
import { CreateContractHandler } from './draft-contract/create-contract.handler.js';
import { DraftController } from './draft-contract/draft.controller.js';
import { ReadDocument } from './draft-contract/read-document.js';
import { ContractStore } from './persistence/contract.store.js';
import { ContractListStore } from './persistence/contract-list.store.js';
import { AccedeHandler } from './joint/accede.handler.js';
import { AccessionController } from './joint/accession.controller.js';
import { HearPartnerHandler } from './joint/hear-partner.handler.js';
import { PartnerConsumer } from './joint/partner.consumer.js';
import { Post } from './joint/post.js';
import { PartnerStore } from './persistence/partner.store.js';
import { SearchController } from './search/search.controller.js';
import { SearchHandler } from './search/search.handler.js';
import { SignContractHandler } from './sign-contract/sign-contract.handler.js';
import { SignOffsController } from './sign-contract/sign-offs.controller.js';
import { SimulationsController } from './simulate-terms/simulations.controller.js';
import { ContractsController } from './view-contract/contracts.controller.js';
import { ViewContractHandler } from './view-contract/view-contract.handler.js';
import { ViewContractsHandler } from './view-contract/view-contracts.handler.js';
import { ViewWorkListHandler } from './view-contract/view-work-list.handler.js';

@Module({
  // Before the controller of `:id`, which would take `templates` for one.
  controllers: [
    SimulationsController,
    AccessionController,
    ActivationController,
    AppropriationsController,
    ContractsController,
    DraftController,
    GetContractRpc,
    GetAppropriationsRpc,
    GetJointContractRpc,
    PartnerConsumer,
    SearchController,
    SignOffsController,
  ],
  providers: [
    { provide: HeavyWork, useValue: heavyWork },
    ContractStore,
    ContractListStore,
    PartnerStore,
    Post,
    HearPartnerHandler,
    AccedeHandler,
    ActivateContractHandler,
    AddVersionHandler,
    AppropriateHandler,
    CreateContractHandler,
    ReadDocument,
    SearchHandler,
    SignContractHandler,
    ViewContractHandler,
    ViewContractsHandler,
    ViewWorkListHandler,
  ],
})
export class ContractsModule {}
