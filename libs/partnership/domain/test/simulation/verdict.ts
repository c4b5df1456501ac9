import { localDate } from '@ringvirkning/kernel';
import {
  agreementStatus,
  digestOfHead,
  isActive,
  lastHead,
  lastWordIn,
  peerOf,
  standingNow,
  witnessesOf,
} from '../../src/index.js';
import type { Node } from './node.js';
import type { World } from './world.js';

/** What is to be said of a simulation once it has come to rest. */
export class Verdict {
  constructor(private readonly world: World) {}

  /** Messages by the facts of whoever booked them. */
  bookings(): Map<string, number> {
    const booked = new Map<string, number>();
    for (const { id: me, store } of this.world.nodes) {
      const ids = new Map<string, string>();
      for (const fact of store.facts) {
        if (fact.type === 'received') ids.set(`${fact.message.from} ${fact.message.number}`, fact.message.id);
        if (fact.type !== 'booked') continue;
        const id = `${me} ${ids.get(`${fact.receipt.to} ${fact.receipt.number}`)!}`;
        booked.set(id, (booked.get(id) ?? 0) + 1);
      }
    }
    return booked;
  }

  faults(booked: Map<string, number>): string[] {
    const honest = this.world.nodes.filter(({ isRogue }) => !isRogue);
    return [
      ...[...booked].filter(([, times]) => times > 1).map(([id]) => `${id} is booked twice`),
      ...honest.flatMap((node) => this.faultsOf(node)),
      ...this.faultsOfPairs(honest, booked),
      ...honest.flatMap((node) => this.believed(node)),
      ...this.faultsOfLogs(honest),
    ];
  }

  private faultsOf({ id, store, state }: Node): string[] {
    const head = this.world.nodes[0]!.state.history!.heads.join();
    const quarantined = store.facts.flatMap((fact) => (fact.type === 'quarantined' ? [fact] : []));
    const honest = quarantined.filter(({ text, reason }) => {
      // What was on its way when a key was replaced is rightly looked at.
      if (reason === 'key-lost') return false;
      const { from: sender, by } = JSON.parse(text) as { readonly from?: string; readonly by?: string };
      const from = sender ?? by;
      return from !== undefined && !this.world.nodeOf(from).isRogue && !this.world.happened['restored'];
    });
    const unequal = store.facts.filter((fact) => fact.type === 'shared-differs');
    return [
      ...(state.history?.heads.join() === head ? [] : [`${id} has another history`]),
      ...honest.map(({ reason, text }) => `${id} put aside as ${reason}: ${text.slice(0, 300)}`),
      ...unequal.map((fact) => `${id} found a difference: ${JSON.stringify(fact)}`),
    ];
  }

  private faultsOfPairs(honest: readonly Node[], booked: Map<string, number>): string[] {
    return honest.flatMap((a) =>
      [...this.world.partnersOf(a)].map(this.world.nodeOf).flatMap((b) => {
        if (b.isRogue) return [];
        const [ours, theirs] = [peerOf(a.state, b.id), peerOf(b.state, a.id)];
        const pair = `${a.id}→${b.id}`;
        const lost = [...this.world.expected].filter(([id, { from, to }]) => {
          if (from !== a.id || to !== b.id || a.wasRestored || booked.has(`${to} ${id}`)) return false;
          return !ours.queue.some((item) => item.id === id) && !this.wasRefused(a, id);
        });
        return [
          ...(ours.out.open.length + theirs.in.open.length > 0 ? [`${pair}: not all is settled`] : []),
          ...(ours.out.settled.digest === theirs.in.settled.digest ? [] : [`${pair}: they settled differently`]),
          ...(agreementsOf(a, b) === agreementsOf(b, a) ? [] : [`${pair}: they hold different agreements`]),
          ...(ours.differs ? [`${pair}: suspended for a difference`] : []),
          ...lost.map(([id]) => `${pair}: ${id} is lost`),
          ...ours.queue
            .filter((item) => this.mayFlow(a, b, item.agreement))
            .map(({ id }) => `${pair}: ${id} still waits`),
        ];
      }),
    );
  }

  /** What has its last word is sealed, and the witnesses have cosigned the last head. */
  private faultsOfLogs(honest: readonly Node[]): string[] {
    const active = honest.filter(({ id, state }) => isActive(state.history!, id));
    return active.flatMap(({ id, store, state }) => {
      const words = store.facts.filter(lastWordIn).length;
      const sealed = store.facts.reduce((sum, fact) => sum + (fact.type === 'sealed' ? fact.seal.head.leaves : 0), 0);
      const last = lastHead(state.log);
      return [
        ...this.disowned(store.facts).map((head) => `${id} cosigned ${head}, which does not go on from the one before`),
        ...(sealed === words ? [] : [`${id} sealed ${sealed} of ${words}`]),
        ...active.flatMap((other) => {
          if (!witnessesOf(state.history!, id).includes(other.id)) return [];
          const [there, here] = [peerOf(other.state, id).seals, peerOf(state, other.id).seals];
          const isSame = there.theirs.digest === last.digest && here.ours.digest === last.digest;
          return isSame && !there.isApart ? [] : [`${other.id} did not cosign the log of ${id}`];
        }),
      ];
    });
  }

  /** What somebody cosigned although it does not go on from what it had cosigned. */
  private disowned(facts: Node['store']['facts']): string[] {
    const last = new Map<string, string>();
    return facts.flatMap((fact) => {
      if (fact.type !== 'witnessed') return [];
      const { head } = fact.seal;
      const before = last.get(head.of);
      last.set(head.of, digestOfHead(head));
      return before === undefined || head.previous.includes(before) ? [] : [`${head.of} ${head.number}`];
    });
  }

  private mayFlow(a: Node, b: Node, id: string | null): boolean {
    const agreement = id === null ? undefined : peerOf(a.state, b.id).agreements[id];
    if (standingNow(b.state.history!, b.id)?.status !== 'active') return false;
    return !agreement || agreementStatus(agreement, localDate(a.now().slice(0, 10))) === 'active';
  }

  private wasRefused = ({ store }: Node, id: string): boolean =>
    store.facts.some((fact) => {
      if (fact.type === 'dropped') return fact.id === id;
      if (fact.type !== 'receipt-came' || fact.receipt.says !== 'refused') return false;
      const { to, number } = { to: fact.receipt.from, number: fact.receipt.number };
      return store.facts.some(
        (sent) =>
          sent.type === 'sent' && sent.message.to === to && sent.message.number === number && sent.message.id === id,
      );
    });

  /** What somebody took from the excluded after hearing that it is. */
  private believed({ id, store }: Node): string[] {
    const from = store.facts.findIndex(
      ({ ...fact }) => fact.type === 'entered' && fact.entry.statement.says.what === 'exclude',
    );
    const taken = store.facts.slice(from < 0 ? store.facts.length : from);
    return taken
      .filter((fact) => fact.type === 'received' && this.world.nodeOf(fact.message.from).isRogue)
      .map(() => `${id} believed the excluded`);
  }
}

const agreementsOf = (a: Node, b: Node): string =>
  JSON.stringify(
    Object.entries(peerOf(a.state, b.id).agreements)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([id, { sides }]) => [id, Object.entries(sides).sort(([x], [y]) => (x < y ? -1 : 1))]),
  );
