import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import { decodeCursor, toPage, type Page, type PageQuery } from '@ringvirkning/http';
import type {
  PartnershipHistoryEntry,
  PartnershipLink,
  PartnershipMember,
  PartnershipState,
} from '@ringvirkning/partnership-api';
import {
  digestOfDocument,
  expiryWarnings,
  peerOf,
  subjectOf,
  versionWith,
  type Entry,
  type History,
  type Instance,
  type Seal,
  type Versions,
} from '@ringvirkning/partnership-domain';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { CONFIG } from '@ringvirkning/service';
import { z } from 'zod';
import type { PartnershipConfig } from '../config.js';
import { Node } from '../exchange/node.js';
import { ExchangeLeaseStore } from '../persistence/exchange-lease.store.js';
import { FactStore } from '../persistence/fact.store.js';
import { LinkStore, type Link } from '../persistence/link.store.js';
import { PostStore } from '../persistence/post.store.js';
import { QuarantineStore } from '../persistence/quarantine.store.js';
import { StatementStore } from '../persistence/statement.store.js';
import { SealedLogStore } from '../persistence/sealed-log.store.js';
import { problemsOf } from './problems.js';
import { cosignedHeads, logWith, ownLog } from './sealed-logs.js';

/** What is known of the links beside the state. */
interface Known {
  readonly links: ReadonlyMap<string, Link>;
  readonly waiting: ReadonlyMap<string, number>;
  readonly quarantined: ReadonlyMap<string | null, number>;
  /** Ours, under the last head of each that we cosigned. */
  readonly cosignatures: ReadonlyMap<string, Seal>;
}

@Injectable()
export class ViewPartnershipHandler {
  constructor(
    private readonly node: Node,
    private readonly db: Database,
    private readonly facts: FactStore,
    private readonly links: LinkStore,
    private readonly post: PostStore,
    private readonly quarantine: QuarantineStore,
    private readonly statements: StatementStore,
    private readonly logs: SealedLogStore,
    private readonly leases: ExchangeLeaseStore,
    @Inject(CONFIG) private readonly config: PartnershipConfig,
  ) {}

  async state(): Promise<PartnershipState> {
    const { me, speaks } = this.node;
    const now = this.node.now();
    const { state } = await this.node.moment();
    const { history } = state;
    const isAway = await this.leases.isAway();
    const { pending, last, ...known } = await this.db.read((tx) => this.known(tx, state));
    const members = history
      ? Object.keys(history.members).map((id) => presented({ history, state, id, me, speaks, now }, known))
      : [];
    const log = await ownLog(state, me, last, this.config.PARTNERSHIP_TSA_URL);
    const own = members.find(({ isMe }) => isMe);
    const carrier = { kind: kindOf(this.config), isAway };
    return {
      me: { id: me, name: own?.name ?? null, status: own?.status ?? null },
      carrier,
      partnership: history
        ? {
            ...{ id: history.partnership, charter: history.charter, keeper: history.keeper },
            ...{ entries: history.heads.length, founding: history.heads[0]!, head: history.heads.at(-1)! },
          }
        : null,
      log,
      members,
      pending: pending.map(({ digest, saidAt, statement: { says, signatures } }) => ({
        ...{ digest, saidAt, what: says.what, about: subjectOf(says) ?? null },
        signedBy: [...new Set(signatures.map(({ by }) => by))],
      })),
      problems: problemsOf({ members, carrier, quarantined: known.quarantined, unread: state.unread, now, log }),
    };
  }

  /** @throws with what wants attention. */
  async requireNoProblem(): Promise<void> {
    const { problems } = await asSystem('partnership.health', () => this.state());
    if (problems.length > 0) throw new Error(problems.map(({ level, en }) => `${level}: ${en}`).join(' '));
  }

  async history({ limit, after }: PageQuery): Promise<Page<PartnershipHistoryEntry>> {
    const [before] = decodeCursor(after, z.tuple([z.int()])) ?? [];
    const upTo = before === undefined ? Number.MAX_SAFE_INTEGER : before - 1;
    const entries = await this.db.read((tx) => this.facts.newestEntries(tx, upTo, limit + 1));
    return toPage(entries.map(presentedEntry), limit, ({ number }) => [number]);
  }

  private async known(tx: Tx, state: Instance) {
    return {
      links: await this.links.all(tx),
      waiting: await this.post.countWaiting(tx),
      quarantined: await this.quarantine.unseen(tx),
      pending: await this.statements.all(tx),
      last: await this.logs.last(tx),
      cosignatures: await this.logs.cosignatures(tx, cosignedHeads(state)),
    };
  }
}

export const kindOf = ({ PARTNERSHIP_CARRIER: address }: PartnershipConfig): 'none' | 'folder' | 'nats' =>
  address === undefined ? 'none' : address.startsWith('folder:') ? 'folder' : 'nats';

interface Seen {
  readonly history: History;
  readonly state: Instance;
  readonly id: string;
  readonly me: string;
  readonly speaks: Versions;
  readonly now: Instant;
}

function presented({ history, state, id, me, speaks: ours, now }: Seen, known: Known): PartnershipMember {
  const { name, standings, suspendedBy, invitedUntil, maintenance, speaks } = history.members[id]!;
  const { status, keyEndsAt } = standings.at(-1)!;
  const isMe = id === me;
  const hasJoined = ['active', 'suspended'].includes(status);
  return {
    ...{ id, name, status, isKeeper: history.keeper === id, isMe, keyEndsAt, suspendedBy, invitedUntil },
    keyWarning: expiryWarnings(history, now).find(({ member }) => member === id)?.within ?? null,
    maintenance: maintenance && { ...maintenance, isNow: maintenance.begins <= now && now < maintenance.ends },
    speaks: isMe ? ours : speaks,
    link:
      isMe || !hasJoined
        ? null
        : {
            ...linkOf(state, id, known),
            ...logWith(state, me, id, known.cosignatures.get(id)),
            version: versionWith(history, id, ours) ?? null,
          },
  };
}

function linkOf(
  state: Instance,
  id: string,
  { links, waiting, quarantined }: Known,
): Omit<PartnershipLink, 'version' | keyof ReturnType<typeof logWith>> {
  const { out, in: incoming, queue, differs, heard } = peerOf(state, id);
  const link = links.get(id);
  return {
    heardAt: link?.heardAt ?? null,
    isAnswering: link?.isAnswer ?? false,
    ...{ sent: out.last.number, received: incoming.last.number },
    ...{ settledSent: out.settled.number, settledReceived: incoming.settled.number },
    waiting: queue.length + (waiting.get(id) ?? 0),
    open: out.open.length + incoming.open.length,
    agreementsDiffer: differs,
    sharedDiffersAt: link?.differsAt ?? null,
    verified: link?.verified ?? null,
    quarantined: quarantined.get(id) ?? 0,
    clockMs: heard?.clockMs ?? null,
  };
}

function presentedEntry(entry: Entry): PartnershipHistoryEntry {
  const { number, at, statement } = entry;
  const { says, signatures, at: saidAt } = statement;
  return {
    ...{ number, at, saidAt, what: says.what, about: subjectOf(says) ?? null },
    name: 'name' in says ? says.name : null,
    signedBy: [...new Set(signatures.map(({ by }) => by))],
    reason: 'reason' in says ? says.reason : null,
    keyEndsAt: 'keyEndsAt' in says ? says.keyEndsAt : null,
    maintenance: 'begins' in says ? { begins: says.begins, ends: says.ends } : null,
    charter: 'charter' in says ? says.charter : null,
    digest: digestOfDocument(entry),
  };
}
