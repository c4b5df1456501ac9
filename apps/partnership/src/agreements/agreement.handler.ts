import { Inject, Injectable } from '@nestjs/common';
import { dateInDenmark, fail, IDS, type DomainError, type Ids } from '@ringvirkning/kernel';
import type { PartnerAgreement, PartnerAgreements, ProposeAgreement } from '@ringvirkning/partnership-api';
import {
  AGREEMENT_STEP_TAKEN,
  agreementId,
  agreementStatus,
  faultOfStep,
  faultOfTerms,
  flowsNotAgreed,
  isActive,
  peerOf,
  type Agreement,
  type AgreementStep,
  type AgreementTerms,
  type Instance,
  type Self,
} from '@ringvirkning/partnership-domain';
import type { Tx } from '@ringvirkning/persistence';
import { Exchange } from '../exchange/exchange.js';
import { Node, TYPES } from '../exchange/node.js';
import type { Turn } from '../exchange/turn.js';
import { noPartnership, unknownAgreement, unknownMember } from '../faults.js';
import { PostStore } from '../persistence/post.store.js';
import { historyOf } from '../statements/statements.js';
import { SERVICE_KINDS } from './message-kinds.js';

type Later = Exclude<AgreementStep, { step: 'approve' }>['step'];

const otherTerms = () =>
  fail.rule(
    'partnership.terms-do-not-fit',
    'Aftalen skal slutte, efter den begynder, og hver strøm skal komme fra en af de to parter.',
    'The agreement must end after it begins, and each flow must come from one of the two parties.',
  );

const unknownTypes = (types: readonly string[]) =>
  fail.rule(
    'partnership.unknown-type',
    `Beskedtypen findes ikke her: ${types.join(', ')}.`,
    `There is no such type of message here: ${types.join(', ')}.`,
  );

const notPossible = () =>
  fail.conflict(
    'partnership.step-not-possible',
    'Det kan ikke siges om aftalen, som den står nu.',
    'This cannot be said of the agreement as it stands now.',
  );

/** What this side says about agreements. Its own word holds at home at once, and is told to the other. */
@Injectable()
export class AgreementHandler {
  constructor(
    private readonly node: Node,
    private readonly post: PostStore,
    private readonly exchange: Exchange,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async list(): Promise<PartnerAgreements> {
    const { self, state } = await this.node.moment();
    const today = dateInDenmark(this.node.now());
    return {
      items: self ? agreementsOf(state, self.me, today) : [],
      notAgreed: Object.entries(state.peers)
        .map(([peer, { agreements }]) => ({ with: peer, flows: flowsNotAgreed(agreements, SERVICE_KINDS, today) }))
        .filter(({ flows }) => flows.length > 0),
    };
  }

  /** Proposed, and approved by this side. */
  propose({ with: other, contacts, ...rest }: ProposeAgreement, office: string): Promise<PartnerAgreement> {
    return this.saying(noPartnership, (turn, { me, partnership }) => {
      if (other === me || !isActive(historyOf(turn), other)) throw unknownMember(other);
      const isFirst = me < other;
      const { ours, theirs } = contacts;
      const terms: AgreementTerms = {
        ...{ ...rest, partnership },
        parties: isFirst ? [me, other] : [other, me],
        contacts: isFirst ? [ours, theirs] : [theirs, ours],
      };
      const strange = rest.flows.map(({ type }) => type).filter((type) => !Object.hasOwn(TYPES, type));
      if (strange.length > 0) throw unknownTypes(strange);
      const id = agreementId(terms);
      if (faultOfTerms(terms, id)) throw otherTerms();
      return { to: other, step: { step: 'approve', agreement: id, office, terms } };
    });
  }

  approve(id: string, office: string): Promise<PartnerAgreement> {
    return this.saying(unknownAgreement, ({ state }) => {
      const { to, agreement } = found(state, id);
      return { to, step: { step: 'approve', agreement: id, office, terms: agreement.terms } };
    });
  }

  say(id: string, step: Later, { office, reason }: { readonly office: string; readonly reason: string }) {
    return this.saying(unknownAgreement, ({ state }) => ({
      to: found(state, id).to,
      step: { step, agreement: id, office, reason },
    }));
  }

  private async saying(
    outside: () => DomainError,
    work: (turn: Turn, self: Self) => { readonly to: string; readonly step: AgreementStep },
  ): Promise<PartnerAgreement> {
    const { result } = await this.node.act(async (turn, tx, self) => {
      const { to, step } = work(turn, self);
      await this.queue(tx, turn, self, to, step);
      return agreementsOf(turn.state, self.me, dateInDenmark(turn.now)).find(({ id }) => id === step.agreement)!;
    });
    if (!result) throw outside();
    this.exchange.wake();
    return result;
  }

  private async queue(tx: Tx, turn: Turn, { me }: Self, to: string, step: AgreementStep): Promise<void> {
    if (faultOfStep(peerOf(turn.state, to).agreements, me, step, dateInDenmark(turn.now))) throw notPossible();
    const item = { id: this.ids.next(), agreement: null, type: AGREEMENT_STEP_TAKEN, content: step };
    turn.do({ facts: [{ type: 'queued', from: me, to, item }], sends: [] });
    await this.post.note(tx, { to, ...item }, turn.now);
  }
}

/** @throws DomainError `partnership.unknown-agreement` */
function found({ peers }: Instance, id: string): { readonly to: string; readonly agreement: Agreement } {
  for (const [to, { agreements }] of Object.entries(peers))
    if (agreements[id]) return { to, agreement: agreements[id] };
  throw unknownAgreement();
}

/** Those that run first, then by their beginning. */
export const agreementsOf = ({ peers }: Instance, me: string, today: Parameters<typeof agreementStatus>[1]) =>
  Object.values(peers)
    .flatMap(({ agreements }) => Object.values(agreements))
    .map((agreement) => presented(agreement, me, today))
    .sort((a, b) => Number(a.status === 'ended') - Number(b.status === 'ended') || (a.begins < b.begins ? 1 : -1));

function presented(agreement: Agreement, me: string, today: Parameters<typeof agreementStatus>[1]): PartnerAgreement {
  const { id, terms, sides, lastUsed } = agreement;
  const { parties, contacts, purpose, legalBasis, flows, begins, ends } = terms;
  const [us, them] = parties[0] === me ? [0, 1] : [1, 0];
  return {
    ...{ id, with: parties[them]!, status: agreementStatus(agreement, today) },
    ...{ purpose, legalBasis, flows, begins, ends, lastUsed },
    contacts: { ours: contacts[us]!, theirs: contacts[them]! },
    ours: sides[me] ?? null,
    theirs: sides[parties[them]!] ?? null,
  };
}
