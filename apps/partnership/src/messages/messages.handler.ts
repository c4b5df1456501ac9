import { Inject, Injectable } from '@nestjs/common';
import { dateInDenmark, fail, IDS, type Ids } from '@ringvirkning/kernel';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import type { Direction, PartnerMessage, WaitingMessage } from '@ringvirkning/partnership-api';
import {
  agreementStatus,
  faultOfPass,
  isActive,
  peerOf,
  trialType,
  type Instance,
  type Item,
} from '@ringvirkning/partnership-domain';
import { Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import { agreementFor } from '../exchange/flows.js';
import { Exchange } from '../exchange/exchange.js';
import { Node } from '../exchange/node.js';
import { noKey, unknownMember } from '../faults.js';
import { FactStore, type StoredMessage } from '../persistence/fact.store.js';
import { PostStore } from '../persistence/post.store.js';
import { historyOf } from '../statements/statements.js';

const SHOWN_WAITING = 200;

@Injectable()
export class MessagesHandler {
  constructor(
    private readonly node: Node,
    private readonly db: Database,
    private readonly facts: FactStore,
    private readonly post: PostStore,
    private readonly exchange: Exchange,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async page(peer: string, direction: Direction, { limit, after }: PageQuery): Promise<Page<PartnerMessage>> {
    const [before] = decodeCursor(after, z.tuple([z.int()])) ?? [];
    const rows = await this.db.read((tx) => this.facts.messages(tx, { direction, peer, before, limit: limit + 1 }));
    return toPage(rows.map(presented), limit, ({ number }) => [number]);
  }

  /** What is not numbered yet, and why. */
  async waiting(): Promise<{ readonly items: WaitingMessage[]; readonly total: number }> {
    const { self, state } = await this.node.moment();
    const queued = Object.entries(state.peers).flatMap(([to, { queue }]) => queue.map((item) => ({ to, item })));
    const { given, listed } = await this.db.read(async (tx) => ({
      given: await this.post.givenAt(
        tx,
        queued.map(({ to, item: { id } }) => ({ to, id })),
      ),
      listed: await this.post.listWaiting(tx, SHOWN_WAITING),
    }));
    const today = dateInDenmark(this.node.now());
    const me = self?.me ?? this.node.me;
    const inQueue = queued.map(({ to, item }): WaitingMessage => ({
      ...{ to, id: item.id, type: item.type, since: given.get(`${to} ${item.id}`) ?? this.node.now() },
      reason: reasonOf(state, { me, to, item, today }),
    }));
    const notTaken = listed.items.map((letter): WaitingMessage => ({
      ...letter,
      reason: reasonOfLetter(state, { me, today, ...letter }),
    }));
    return {
      items: [...inQueue, ...notTaken].slice(0, SHOWN_WAITING),
      total: inQueue.length + listed.total,
    };
  }

  /** A message without content of anybody's, by which both sides see that all of the way works. @throws DomainError without an agreement that lets it pass. */
  async sendTrial(to: string, text: string): Promise<{ readonly id: string }> {
    const { result } = await this.node.act(async (turn, tx, { me }) => {
      const history = historyOf(turn);
      if (!isActive(history, me)) throw noKey();
      if (to === me || !isActive(history, to)) throw unknownMember(to);
      const letter = { to, id: this.ids.next(), type: trialType.name, content: { text, amount: '0' } };
      const { agreements } = peerOf(turn.state, to);
      if (agreementFor(agreements, { from: me, ...letter }, dateInDenmark(turn.now)) === undefined) throw noAgreement();
      await this.post.give(tx, [letter], turn.now);
      return { id: letter.id };
    });
    if (!result) throw unknownMember(to);
    this.exchange.wake();
    return result;
  }
}

const noAgreement = () =>
  fail.conflict(
    'partnership.no-agreement',
    'Der er ingen aftale i kraft, som tillader en prøve til dette medlem.',
    'No agreement in force lets a trial pass to this member.',
    {
      whatToDo: {
        da: 'Foreslå en aftale, hvis strømme har beskedtypen trial-sent/1.',
        en: 'Propose an agreement whose flows have the type trial-sent/1.',
      },
    },
  );

const presented = ({ message_id: id, peer: _, ...row }: StoredMessage): PartnerMessage => ({ ...row, id });

interface Queued {
  readonly me: string;
  readonly to: string;
  readonly item: Item;
  readonly today: ReturnType<typeof dateInDenmark>;
}

/** Why a letter has not been said, as far as can be told without its content. */
function reasonOfLetter(
  state: Instance,
  { me, to, type, today }: Pick<Queued, 'me' | 'to' | 'today'> & Pick<Item, 'type'>,
): WaitingMessage['reason'] {
  const { history } = state;
  if (!history || !isActive(history, to) || !isActive(history, me)) return 'not-a-member';
  const { agreements, differs, heard } = peerOf(state, to);
  const lets = (flow: { readonly from: string; readonly type: string }) => flow.from === me && flow.type === type;
  const statuses = Object.values(agreements)
    .filter(({ terms }) => terms.flows.some(lets))
    .map((agreement) => agreementStatus(agreement, today));
  if (statuses.includes('active')) return differs ? 'suspended' : heard?.isAnswer ? 'in-turn' : 'not-answering';
  if (statuses.includes('suspended')) return 'suspended';
  return statuses.some((status) => status !== 'ended') ? 'not-yet-active' : 'no-agreement';
}

function reasonOf(state: Instance, { me, to, item, today }: Queued): WaitingMessage['reason'] {
  const { history } = state;
  if (!history || !isActive(history, to) || !isActive(history, me)) return 'not-a-member';
  const { agreements, differs, heard } = peerOf(state, to);
  if (item.agreement !== null) {
    const fault = differs ? 'suspended' : faultOfPass(agreements[item.agreement], { from: me, to, ...item }, today);
    if (fault === 'suspended' || fault === 'not-yet-active') return fault;
    if (fault) return 'no-agreement';
  }
  return heard?.isAnswer ? 'in-turn' : 'not-answering';
}
