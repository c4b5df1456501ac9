import type { Instant } from '@ringvirkning/kernel';
import type { MemberChanged, PartnerMessageReceived, PartnerMessageSettled } from '@ringvirkning/partnership-api';
import {
  AGREEMENT_STEP_TAKEN,
  askFurther,
  book,
  dispatch,
  evolve,
  openAt,
  outcomeOf,
  peerOf,
  receive,
  seal,
  signed,
  standingNow,
  trialType,
  type Effect,
  type Fact,
  type History,
  type Instance,
  type Item,
  type QuarantineReason,
  type SealBounds,
  type Self,
  type Send,
} from '@ringvirkning/partnership-domain';

/** Messages between the partnership services themselves: their effect is that they have been taken. */
const OWN_TYPES: readonly string[] = [AGREEMENT_STEP_TAKEN, trialType.name];

/** What the services of this instance are told, with the facts of which it follows. */
export interface Told {
  readonly received: PartnerMessageReceived[];
  readonly settled: PartnerMessageSettled[];
  readonly members: MemberChanged[];
}

/** One step of the instance: what is decided in it, before any of it is stored. */
export class Turn {
  readonly facts: Fact[] = [];
  private readonly sends: Send[] = [];
  /** A key was made in it. */
  hasNewKey = false;
  private readonly heard = new Set<string>();
  private readonly received: PartnerMessageReceived[] = [];
  private readonly settled: PartnerMessageSettled[] = [];

  constructor(
    private readonly self: Self,
    private readonly before: Instance,
    readonly now: Instant,
    public state = before,
  ) {}

  do({ facts, sends }: Effect): void {
    // What follows from a fact is said after what was said with it.
    this.sends.push(...sends);
    for (const fact of facts) {
      const { state } = this;
      this.state = evolve(state, fact);
      this.facts.push(fact);
      this.follow(state, fact);
    }
  }

  /** Takes what came. One text that cannot even be judged stops no other. @returns why it could not. */
  take(text: string): unknown {
    try {
      this.do(receive(this.self, this.state, text, this.now));
      return undefined;
    } catch (error) {
      this.quarantine(text, 'malformed');
      return error;
    }
  }

  /** What follows when something has come: the rest of what is missing is asked for, and what waits is numbered where there is room again. */
  goOn(): void {
    for (const peer of this.heard) {
      this.do(askFurther(this.self, this.state, peer, this.now));
      this.dispatch(peer);
    }
  }

  /** @param fresh what is said beside what is queued. */
  dispatch(peer: string, fresh: readonly Item[] = []): void {
    if (peerOf(this.state, peer).queue.length + fresh.length > 0)
      this.do(dispatch(this.self, this.state, peer, this.now, fresh));
  }

  /** Signs that the effect of a message is committed. */
  book(from: string, number: number): void {
    this.do(book(this.self, this.state, from, number, this.now));
  }

  /** Seals what has its last word, where that is due. */
  seal(bounds: SealBounds): void {
    this.do(seal(this.self, this.state, bounds, this.now));
  }

  /** What of it is stored and sent, signed. */
  get said(): ReturnType<typeof signed> {
    return signed(this.self, this.state.history, { facts: this.facts, sends: this.sends });
  }

  get told(): Told {
    const { received, settled } = this;
    const members = membersChanged(this.self.me, this.before.history, this.state.history);
    return { received, settled, members };
  }

  private quarantine(text: string, reason: QuarantineReason): void {
    this.do({ facts: [{ type: 'quarantined', text, reason, at: this.now }], sends: [] });
  }

  private follow(before: Instance, fact: Fact): void {
    switch (fact.type) {
      case 'received':
        this.heard.add(fact.message.from);
        if (fact.receipt.reason !== null) return;
        if (OWN_TYPES.includes(fact.message.type)) return this.book(fact.message.from, fact.message.number);
        const { from, number, id, agreement, type, content } = fact.message;
        this.received.push({ from, number, id, agreement, type, content });
        return;
      case 'receipt-came':
        this.heard.add(fact.receipt.from);
        return this.settle(before, fact.receipt.from, fact.receipt.number);
      case 'dropped':
        if (fact.reason !== 'booked') this.tell(fact.to, { id: fact.id, type: typeOf(before, fact) }, fact.reason);
        return;
      case 'heard':
        this.heard.add(fact.from);
        return;
      default:
    }
  }

  /** A message has its outcome, unless the reason is one that passes: then it waits again. */
  private settle(before: Instance, to: string, number: number): void {
    const link = openAt(peerOf(before, to).out, number);
    if (!link || link.outcome !== null) return;
    const after = peerOf(this.state, to);
    const fact = this.facts.at(-1)!;
    const outcome = fact.type === 'receipt-came' ? outcomeOf(fact.receipt) : undefined;
    if (outcome === undefined) return;
    const said = link.item!;
    const isIt = (item: Item | null): boolean => item?.id === said.id;
    const waitsAgain = () =>
      after.queue.some(isIt) || after.out.open.some(({ item, outcome: none }) => isIt(item) && none === null);
    if (outcome === 'booked' || !waitsAgain()) this.tell(to, said, outcome);
  }

  private tell(to: string, { id, type }: { readonly id: string; readonly type: string }, outcome: string): void {
    if (!OWN_TYPES.includes(type)) this.settled.push({ to, id, type, outcome });
  }
}

const typeOf = (before: Instance, { to, id }: { readonly to: string; readonly id: string }): string =>
  peerOf(before, to).queue.find((item) => item.id === id)?.type ?? '';

/** Who is something else for us than before. Who is no member itself has no partners. */
export function membersChanged(me: string, before: History | undefined, after: History | undefined): MemberChanged[] {
  if (before === after || !after) return [];
  const seen = (history: History | undefined, id: string): MemberChanged | undefined => {
    const status = history && standingNow(history, id)?.status;
    if (!status) return undefined;
    const isIn = ['active', 'suspended', 'invited'].includes(standingNow(history, me)?.status ?? 'left');
    return { member: id, name: history.members[id]!.name, status: isIn ? status : 'left' };
  };
  return Object.keys(after.members)
    .filter((id) => id !== me)
    .flatMap((id) => {
      const [was, is] = [seen(before, id), seen(after, id)!];
      return was?.status === is.status && was.name === is.name ? [] : [is];
    });
}
