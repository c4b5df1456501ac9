import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Instant } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import {
  MemberChangedV1,
  PARTNER_MESSAGE_TYPES,
  PartnerMessagesReceivedV1,
  PartnerMessagesSettledV1,
} from '@ringvirkning/partnership-api';
import {
  agreementType,
  EMPTY,
  evolve,
  registryOf,
  SPOKEN,
  trialType,
  verifier,
  type Fact,
  type Instance,
  type Outgoing,
  type Self,
  type Signer,
} from '@ringvirkning/partnership-domain';
import { Database, onCommit, type Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { FactStore } from '../persistence/fact.store.js';
import { KeyStore } from '../persistence/key.store.js';
import { LinkStore } from '../persistence/link.store.js';
import { MembershipStore, type Membership } from '../persistence/membership.store.js';
import { PostStore } from '../persistence/post.store.js';
import { QuarantineStore } from '../persistence/quarantine.store.js';
import { Turn } from './turn.js';

/** A state is kept when so many facts have been added since the last one. */
const SNAPSHOT_AFTER = 10_000;

/** Every type of message that this instance understands. */
export const TYPES = registryOf([agreementType, trialType, ...PARTNER_MESSAGE_TYPES]);
const verify = verifier();

/** Who we are, and where the fold of the facts stands. */
interface Standing {
  readonly place: number;
  readonly state: Instance;
  readonly membership: Membership | undefined;
  readonly keys: ReadonlyMap<string, Signer>;
  /** Place of the last state that was kept. */
  readonly kept: number;
}
const NOWHERE: Standing = { place: 0, state: EMPTY, membership: undefined, keys: new Map(), kept: 0 };

/** What somebody looks at. */
export interface Moment {
  /** Undefined as long as no partnership has been founded or joined. */
  readonly self: Self | undefined;
  readonly state: Instance;
}

/** What an instance becomes a member with. */
export interface Entered<T> {
  readonly membership: Membership;
  readonly facts: readonly Fact[];
  readonly result: T;
}

/**
 * This instance's own part of the protocol. Each step is decided in memory and stored in one transaction, with all that follows from it for others; what it
 * sends goes when that is committed. Any process may take a step: whoever holds the facts' head has first read what others have added.
 */
@Injectable()
export class Node {
  readonly me: string;
  /** Versions of the protocol that this process speaks. */
  speaks = SPOKEN;
  private standing = NOWHERE;
  private life: { readonly run: string; readonly at: Instant } | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly facts: FactStore,
    private readonly keys: KeyStore,
    private readonly links: LinkStore,
    private readonly memberships: MembershipStore,
    private readonly post: PostStore,
    private readonly quarantine: QuarantineStore,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { INSTANCE_ID }: ServiceConfig,
  ) {
    this.me = INSTANCE_ID;
  }

  now(): Instant {
    return this.clock.now();
  }

  /** A new life: what was heard in an earlier one is forgotten. */
  begin(run: string): Promise<void> {
    return this.alone(async () => {
      this.life = { run, at: this.clock.now() };
      this.standing = NOWHERE;
    });
  }

  /** The state as this process knows it. */
  get known(): Moment {
    return { self: this.selfOf(this.standing), state: this.standing.state };
  }

  /** The state as it is stored now. */
  async moment(): Promise<Moment> {
    return this.alone(async () => {
      const standing = await this.db.read((tx) => this.caughtUp(tx));
      this.standing = standing;
      return { self: this.selfOf(standing), state: standing.state };
    });
  }

  /**
   * One step, in one transaction. Without a partnership there is nothing to do.
   * @returns what `work` returned, and what may be sent now.
   */
  act<T>(
    work: (turn: Turn, tx: Tx, self: Self) => Promise<T> | T,
  ): Promise<{ result?: T; sends: readonly Outgoing[] }> {
    return this.alone(() =>
      this.db.transaction(async (tx) => {
        const place = await this.facts.lock(tx);
        const standing = await this.caughtUp(tx, place);
        const self = this.selfOf(standing);
        if (!self) return { sends: [] };
        const turn = new Turn(self, standing.state, this.clock.now());
        const result = await work(turn, tx, self);
        return { result, sends: await this.store(tx, standing, turn, self) };
      }),
    );
  }

  /** This instance becomes a member: with the history up to now, of a partnership that is its only one for ever. */
  enter<T>(compose: (tx: Tx, before: Moment) => Promise<Entered<T>>): Promise<T> {
    return this.alone(() =>
      this.db.transaction(async (tx) => {
        const before = await this.caughtUp(tx, await this.facts.lock(tx));
        const { membership, facts, result } = await compose(tx, { self: this.selfOf(before), state: before.state });
        await this.memberships.set(tx, membership);
        const standing = { ...before, membership, keys: await this.keys.all(tx) };
        const self = this.selfOf(standing)!;
        const turn = new Turn(self, standing.state, this.clock.now());
        turn.do({ facts, sends: [] });
        await this.store(tx, standing, turn, self);
        return result;
      }),
    );
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work, work);
    this.last = next.catch(() => undefined);
    return next;
  }

  private selfOf({ membership, keys }: Standing): Self | undefined {
    return (
      membership && {
        me: this.me,
        ...membership,
        signerOf: (key) => keys.get(key),
        verify,
        types: TYPES,
        speaks: this.speaks,
      }
    );
  }

  /** What others have added is folded in; a database that is older than what we know begins anew. */
  private async caughtUp(tx: Tx, head?: number): Promise<Standing> {
    const reached = head ?? (await this.facts.head(tx));
    const { standing } = this;
    if (standing.membership && reached === standing.place) return standing;
    const membership = standing.membership ?? (await this.memberships.get(tx));
    if (!membership) return { ...NOWHERE, state: this.started(EMPTY) };
    const isNew = standing.place === 0 || reached < standing.place;
    const snapshot = isNew ? await this.facts.snapshot(tx) : undefined;
    let { place, state, kept } = isNew ? { ...NOWHERE, state: this.started(EMPTY) } : standing;
    if (snapshot)
      [place, state, kept] = [snapshot.place, this.started({ ...EMPTY, ...snapshot.state }), snapshot.place];
    for await (const page of this.facts.after(tx, place)) {
      state = page.reduce((before, { fact }) => evolve(before, fact), state);
      place = page.at(-1)!.place;
    }
    return { place, state, membership, keys: await this.keys.all(tx), kept };
  }

  private started(state: Instance): Instance {
    return this.life === null ? state : evolve(state, { type: 'started', ...this.life });
  }

  /** @returns what may be sent when the transaction is committed. */
  private async store(tx: Tx, standing: Standing, turn: Turn, self: Self): Promise<readonly Outgoing[]> {
    const { now, state } = turn;
    const { facts, sends } = turn.said;
    const place = await this.facts.append(tx, standing.place, facts, now);
    await this.quarantine.add(tx, facts);
    await this.links.heard(tx, facts, state, now);
    await this.tell(tx, turn);
    await this.post.said(tx, facts, now);
    const isDue = place - standing.kept >= SNAPSHOT_AFTER;
    if (isDue) await this.facts.keepSnapshot(tx, place, state);
    const keys = turn.hasNewKey ? await this.keys.all(tx) : standing.keys;
    const { partnership, founding } = self;
    onCommit(tx, () => {
      this.standing = {
        ...{ place, state, keys, membership: { partnership, founding } },
        kept: isDue ? place : standing.kept,
      };
    });
    return sends;
  }

  private async tell(tx: Tx, { told: { received, settled, members } }: Turn): Promise<void> {
    if (members.length > 0)
      await this.outbox.addAll(
        tx,
        MemberChangedV1,
        members.map((data) => ({ key: data.member, data })),
      );
    for (const [from, messages] of Map.groupBy(received, (message) => message.from))
      await this.outbox.add(tx, PartnerMessagesReceivedV1, { key: from, data: { from, messages } });
    for (const [to, messages] of Map.groupBy(settled, (message) => message.to))
      await this.outbox.add(tx, PartnerMessagesSettledV1, { key: to, data: { to, messages } });
  }
}
