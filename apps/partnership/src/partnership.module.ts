import { Module, type Provider } from '@nestjs/common';
import { OWN_HEALTH, type HealthCheck } from '@ringvirkning/service';
import { AgreementHandler } from './agreements/agreement.handler.js';
import { AgreementsController } from './agreements/agreements.controller.js';
import { Exchange } from './exchange/exchange.js';
import { Node } from './exchange/node.js';
import { FoundHandler } from './founding/found.handler.js';
import { InvitationsController } from './inviting/invitations.controller.js';
import { InviteHandler } from './inviting/invite.handler.js';
import { JoinHandler } from './joining/join.handler.js';
import { EvidenceHandler } from './messages/evidence.handler.js';
import { MessagesController } from './messages/messages.controller.js';
import { VerifyHandler } from './messages/verify.handler.js';
import { MessagesHandler } from './messages/messages.handler.js';
import { PostConsumer } from './on-post/post.consumer.js';
import { TakePostHandler } from './on-post/take-post.handler.js';
import { ExchangeLeaseStore } from './persistence/exchange-lease.store.js';
import { FactStore } from './persistence/fact.store.js';
import { KeyStore } from './persistence/key.store.js';
import { LinkStore } from './persistence/link.store.js';
import { MembershipStore } from './persistence/membership.store.js';
import { PostStore } from './persistence/post.store.js';
import { QuarantineStore } from './persistence/quarantine.store.js';
import { SealedLogStore } from './persistence/sealed-log.store.js';
import { SettledStore } from './persistence/settled.store.js';
import { StatementStore } from './persistence/statement.store.js';
import { TimeStampStore } from './persistence/time-stamp.store.js';
import { QuarantineController } from './quarantine/quarantine.controller.js';
import { StatementHandler } from './statements/statement.handler.js';
import { Statements } from './statements/statements.js';
import { StatementsController } from './statements/statements.controller.js';
import { TimeStamping } from './time-stamping/time-stamping.js';
import { PARTNERSHIP_GAUGES } from './view-partnership/gauges.js';
import { PartnershipController } from './view-partnership/partnership.controller.js';
import { ViewPartnershipHandler } from './view-partnership/view-partnership.handler.js';

const STORES = [
  ExchangeLeaseStore,
  FactStore,
  KeyStore,
  LinkStore,
  MembershipStore,
  PostStore,
  QuarantineStore,
  SealedLogStore,
  SettledStore,
  StatementStore,
  TimeStampStore,
];
const HANDLERS = [
  AgreementHandler,
  EvidenceHandler,
  FoundHandler,
  InviteHandler,
  JoinHandler,
  MessagesHandler,
  StatementHandler,
  Statements,
  TakePostHandler,
  VerifyHandler,
  ViewPartnershipHandler,
];

/** What the operations page shows of the partnership: why somebody should look. The service works meanwhile. */
const HEALTH: Provider = {
  provide: OWN_HEALTH,
  useFactory: (view: ViewPartnershipHandler): readonly HealthCheck[] => [
    { name: 'partnership', canWait: true, check: () => view.requireNoProblem() },
  ],
  inject: [ViewPartnershipHandler],
};

@Module({
  controllers: [
    AgreementsController,
    InvitationsController,
    MessagesController,
    PartnershipController,
    PostConsumer,
    QuarantineController,
    StatementsController,
  ],
  providers: [...STORES, ...HANDLERS, Node, Exchange, TimeStamping, HEALTH, PARTNERSHIP_GAUGES],
})
export class PartnershipModule {}
