import { instant, localDate } from '@ringvirkning/kernel';
import {
  activeMembers,
  agreementId,
  agreementStatus,
  digestOfDocument,
  entryOf,
  invitationDigest,
  isActive,
  peerOf,
  receive,
  signedBy,
  standingNow,
  stating,
  textOf,
  trialType,
  type AgreementTerms,
  type Fact,
  type Says,
  type Statement,
} from '../../src/index.js';
import { Agenda } from './agenda.js';
import { Chance } from './chance.js';
import { stampKeys, type Keys } from './keys.js';
import { Node, START, type Receive } from './node.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;
/** Longest that a text is on its way; a restore takes longer. */
const FLOATS = 2 * MINUTE;

/** Turns that everybody has once nothing fails any more. */
const TO_REST = 30;

export interface Plan {
  readonly seed: number;
  readonly instances: number;
  readonly hours: number;
  readonly everyMinutes: number;
  readonly keys?: Keys;
  /** A broken protocol, which must not pass. */
  readonly receive?: Receive;
  readonly keeps?: (fact: Fact) => boolean;
}

export interface Told {
  /** What is wrong at the end; empty when nothing is. */
  readonly faults: readonly string[];
  readonly booked: number;
  readonly carried: number;
  /** Digest over all that every instance stored. */
  readonly digest: string;
  readonly happened: Readonly<Record<string, number>>;
}

const charter = {
  name: 'Prøvepartnerskab',
  purpose: 'At prøve',
  shares: 'Prøvebeskeder',
  legalBasis: 'Ingen personoplysninger',
  retention: '5 år',
  threshold: 5,
};

/** A partnership whose links, clocks and processes fail as a seed says, for some hours; then they hold, and it must come to rest in one state. */
export class Simulation {
  private readonly chance: Chance;
  private readonly agenda = new Agenda();
  private readonly nodes: Node[];
  private readonly partnership = { partnership: 'prøve', founding: '' };
  private readonly keys: Keys;
  /** Links that are cut, both ways, until a moment. */
  private readonly cut = new Map<string, number>();
  private readonly partners = new Map<string, Set<string>>();
  /** Statements that have been made and may not be entered yet. */
  private readonly said: Statement[] = [];
  private readonly expected = new Map<string, { from: string; to: string }>();
  private readonly happened: Record<string, number> = {};
  private isCalm = false;
  private carried = 0;
  private ids = 0;

  constructor(private readonly plan: Plan) {
    this.chance = new Chance(plan.seed);
    this.keys = plan.keys ?? stampKeys;
    const world = {
      now: () => this.agenda.now,
      carry: (from: string, to: string, text: string) => this.carry(from, to, text),
      receive: plan.receive ?? receive,
      keeps: plan.keeps ?? (() => true),
    };
    this.nodes = Array.from({ length: plan.instances }, (_, i) => {
      const isOff = this.chance.is(0.3) ? (this.chance.is(0.5) ? HOUR : -HOUR) : 0;
      return new Node(`m${i}`, this.partnership, this.keys.verify, isOff, world);
    });
  }

  run(): Told {
    this.found();
    const end = this.plan.hours * HOUR;
    this.nodes.forEach((node) => this.turns(node));
    this.plotFaults(end);
    this.agenda.runUntil(end);
    this.isCalm = true;
    this.cut.clear();
    this.agenda.runUntil(end + FLOATS);
    this.nodes.filter(({ isUp }) => !isUp).forEach((node) => node.begin());
    this.agenda.runUntil(end + TO_REST * this.plan.everyMinutes * MINUTE);
    const booked = this.bookings();
    return {
      faults: this.faults(booked),
      booked: booked.size,
      carried: this.carried,
      digest: digestOfDocument(this.nodes.map(({ store }) => store.facts)),
      happened: this.happened,
    };
  }

  /** All but the last are members from the start; the last joins late. */
  private found(): void {
    const [first] = this.nodes as [Node];
    const say = (says: Says, ...by: readonly [string, string][]): Statement =>
      by.reduce<Omit<Statement, 'signatures'> & Partial<Statement>>(
        (statement, [member, key]) => signedBy(statement, member, this.keys.signer(key)),
        stating(this.partnership.partnership, says, first.now()),
      ) as Statement;
    const enter = (statement: Statement): void => {
      const entry = entryOf(first.state.history, statement, first.now(), this.keys.signer('m0'));
      if (entry.number === 1) this.partnership.founding = digestOfDocument(entry);
      first.apply({ facts: [{ type: 'entered', entry }], sends: [] });
    };
    this.nodes.forEach(({ id, keys }) => keys.set(this.keys.signer(id).key, this.keys.signer(id)));
    enter(say({ what: 'found', ...this.keyOf('m0'), name: 'm0', charter }, ['m0', 'm0']));
    for (const { id } of this.nodes.slice(1)) {
      const invitation = say(this.invitationOf(id), ['m0', 'm0']);
      enter(invitation);
      if (id === this.nodes.at(-1)!.id && this.nodes.length > 2) continue;
      enter(say({ what: 'join', ...this.keyOf(id), invitation: invitationDigest(invitation) }, [id, id]));
    }
    const all = first.store.given('', 'history', 0);
    this.nodes.slice(1).forEach((node) => all.forEach((entry) => node.take(textOf(entry))));
    this.nodes.forEach((node, i) => {
      for (const other of this.chance.some(this.nodes.slice(0, i), 3)) this.agree(node, other);
    });
  }

  private keyOf = (member: string, name = member) => ({
    member,
    key: this.keys.signer(name).key,
    keyEndsAt: instant(new Date(START + YEAR).toISOString()),
  });

  private invitationOf = (member: string): Says => ({
    what: 'invite',
    member,
    name: member,
    founding: this.partnership.founding,
    expiresAt: instant(new Date(START + YEAR).toISOString()),
    nonce: `nonce-for-${member}-0000`,
  });

  private agree(a: Node, b: Node): void {
    const parties = [a.id, b.id].sort() as [string, string];
    const fields = ['text', 'amount'];
    const terms: AgreementTerms = {
      partnership: this.partnership.partnership,
      parties,
      purpose: `Prøve ${(this.ids += 1)}`,
      legalBasis: 'Ingen personoplysninger',
      flows: parties.map((from) => ({ from, type: trialType.name, fields })),
      begins: localDate('2026-01-01'),
      ends: localDate('2027-12-31'),
      contacts: ['a@example.dk', 'b@example.dk'],
    };
    this.partnersOf(a).add(b.id);
    this.partnersOf(b).add(a.id);
    a.step(b.id, this.nextId(), { step: 'approve', agreement: agreementId(terms), office: 'Direktør', terms });
  }

  private nextId = (): string => `id-${(this.ids += 1)}`;
  private partnersOf(node: Node): Set<string> {
    const known = this.partners.get(node.id) ?? new Set();
    this.partners.set(node.id, known);
    return known;
  }
  private nodeOf = (id: string): Node => this.nodes[Number(id.slice(1))]!;
  private note(what: string): void {
    this.happened[what] = (this.happened[what] ?? 0) + 1;
  }

  private carry(from: string, to: string, text: string): void {
    this.carried += 1;
    const link = from < to ? `${from} ${to}` : `${to} ${from}`;
    if ((this.cut.get(link) ?? 0) > this.agenda.now) return;
    if (!this.isCalm && this.chance.is(0.1)) return;
    const copies = !this.isCalm && this.chance.is(0.05) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const delay = this.isCalm ? 20 : this.chance.is(0.1) ? this.chance.below(FLOATS) : this.chance.below(500);
      this.agenda.plan(this.agenda.now + delay, () => this.nodeOf(to).take(text));
    }
  }

  /** What each does by itself, over and over: talk, say something new, decide about agreements. */
  private turns(node: Node): void {
    const every = this.plan.everyMinutes * MINUTE;
    const turn = (): void => {
      if (node.isUp) this.turn(node);
      this.agenda.plan(this.agenda.now + every, turn);
    };
    this.agenda.plan(this.chance.below(every), turn);
  }

  private turn(node: Node): void {
    const { history } = node.state;
    if (!history) return;
    const others = this.chance.some(
      Object.keys(history.members).filter((id) => id !== node.id),
      2,
    );
    for (const statement of this.said)
      if (!history.said.has(invitationDigest(statement))) this.carry(node.id, history.keeper, textOf(statement));
    const partners = [...this.partnersOf(node)];
    partners.forEach((partner) => {
      this.approve(node, partner);
      if (!this.isCalm && node.isUp) this.talk(node, partner);
    });
    new Set([...partners, history.keeper, ...others].filter((id) => id !== node.id)).forEach((id) => node.turn(id));
  }

  private approve(node: Node, partner: string): void {
    for (const agreement of Object.values(peerOf(node.state, partner).agreements))
      if (!agreement.sides[node.id]) {
        const { id, terms } = agreement;
        node.step(partner, this.nextId(), { step: 'approve', agreement: id, office: 'Byråd', terms });
      }
  }

  private talk(node: Node, partner: string): void {
    const today = localDate(node.now().slice(0, 10));
    for (const agreement of Object.values(peerOf(node.state, partner).agreements)) {
      const status = agreementStatus(agreement, today);
      if (this.chance.is(0.02)) this.change(node, partner, agreement.id, status);
      if (status === 'active' && this.chance.is(0.4))
        for (let i = this.chance.below(4); i >= 0; i -= 1) {
          const id = this.nextId();
          const content = { text: id, amount: String(this.chance.below(1_000_000)) };
          node.say(partner, { id, agreement: agreement.id, type: trialType.name, content });
          // Killed before it was committed, it was never said.
          const last = node.store.facts.at(-1);
          if (last?.type === 'queued' && last.item.id === id) this.expected.set(id, { from: node.id, to: partner });
        }
    }
  }

  private change(node: Node, partner: string, agreement: string, status: string): void {
    const isOurs = peerOf(node.state, partner).agreements[agreement]?.sides[node.id]?.isSuspended;
    const step = isOurs ? 'resume' : status === 'active' ? (this.chance.is(0.1) ? 'end' : 'suspend') : undefined;
    if (!step) return;
    this.note(`agreement ${step}`);
    node.step(partner, this.nextId(), { step, agreement, office: 'Direktør', reason: 'Prøve' });
  }

  private plotFaults(end: number): void {
    const times = (count: number, act: () => void): void => {
      for (let i = 0; i < count; i += 1) this.agenda.plan(this.chance.below(end), act);
    };
    const n = this.nodes.length;
    times(n * 2, () => this.cutLink(end));
    times(n * 2, () => this.killOne());
    times(Math.max(1, Math.floor(n / 5)), () => this.restoreOne());
    times(Math.max(1, Math.floor(n / 4)), () => this.changeKey());
    times(1, () => this.announceMaintenance());
    if (n > 2) this.agenda.plan(end / 4, () => this.joinLate());
    if (n > 4) this.agenda.plan(end / 3, () => this.exclude());
  }

  private cutLink(end: number): void {
    const [a, b] = this.chance.some(this.nodes, 2) as [Node, Node];
    this.note('cut');
    const until = this.agenda.now + this.chance.below(end / 3);
    this.cut.set(a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`, until);
  }

  private later = (act: () => void, minutes = 0): void =>
    this.agenda.plan(this.agenda.now + FLOATS + minutes * MINUTE, act);

  private killOne(): void {
    const node = this.chance.pick(this.nodes);
    if (!node.isUp) return;
    this.note('killed');
    node.killSoon(this.chance.below(8), this.chance.is(0.5) ? 'before' : 'after');
    this.later(() => {
      if (!node.isUp) node.begin();
    }, this.chance.below(30));
  }

  /** From a backup of some time ago. Its partners are not restored within the hour: both together lose what both have lost. */
  private restoreOne(): void {
    const node = this.chance.pick(this.nodes);
    if (!node.isUp || node.isRogue || this.restoring) return;
    const { length } = node.store.facts;
    const kept = Math.max(this.founded(node), length - 1 - this.chance.below(40));
    if (kept >= length) return;
    this.note('restored');
    this.restoring = true;
    node.kill();
    this.later(() => node.restore(kept), 10);
    this.later(() => (this.restoring = false), 60);
  }
  private restoring = false;
  private founded = ({ store }: Node): number =>
    store.facts.findIndex(({ type }) => type !== 'entered' && type !== 'queued');

  private sayAs(node: Node, says: Says, ...keys: readonly string[]): void {
    const begun = stating(this.partnership.partnership, says, node.now());
    const signers = keys.map((name) => [name.split('+')[0]!, this.keys.signer(name)] as const);
    this.said.push(
      signers.reduce<Omit<Statement, 'signatures'> & Partial<Statement>>(
        (statement, [by, signer]) => signedBy(statement, by, signer),
        begun,
      ) as Statement,
    );
  }

  /** The name of the key that a member signs with now. */
  private readonly current = new Map<string, string>();
  private keyName = (id: string): string => this.current.get(id) ?? id;

  private changeKey(): void {
    const node = this.chance.pick(this.nodes);
    if (!node.state.history || !isActive(node.state.history, node.id) || node.isRogue || this.current.has(node.id))
      return;
    const name = `${node.id}+2`;
    node.keys.set(this.keys.signer(name).key, this.keys.signer(name));
    this.current.set(node.id, name);
    const says = { what: 'change-key' as const, ...this.keyOf(node.id, name) };
    if (this.chance.is(0.5)) {
      this.note('key changed');
      return this.sayAs(node, says, node.id, name);
    }
    this.note('key replaced');
    const others = activeMembers(node.state.history).filter((id) => id !== node.id && !this.current.has(id));
    if (others.length < 2) return this.sayAs(node, says, node.id, name);
    this.sayAs(node, { ...says, what: 'replace-key' }, name, ...this.chance.some(others, 2));
  }

  private announceMaintenance(): void {
    const node = this.nodes[0]!;
    const [begins, ends] = [node.now(), instant(new Date(START + YEAR).toISOString())];
    this.sayAs(node, { what: 'announce-maintenance', member: node.id, begins, ends }, this.keyName(node.id));
  }

  private joinLate(): void {
    const node = this.nodes.at(-1)!;
    this.note('joined late');
    const invitation = node.state.history!.members[node.id]!.invitation!;
    this.sayAs(node, { what: 'join', ...this.keyOf(node.id), invitation }, node.id);
  }

  /** One is excluded in mid-stream. It goes on as before, with its clock set back. */
  private exclude(): void {
    const victim = this.nodes[2]!;
    if (this.current.has(victim.id)) return;
    this.note('excluded');
    const others = activeMembers(this.nodes[0]!.state.history!).filter((id) => id !== victim.id);
    const voices = others.map(this.keyName);
    this.sayAs(this.nodes[0]!, { what: 'exclude', member: victim.id, reason: 'Prøve' }, ...voices);
    victim.isRogue = true;
    victim.clockIsOff -= HOUR;
  }

  /** Messages by the facts of whoever booked them. */
  private bookings(): Map<string, number> {
    const booked = new Map<string, number>();
    for (const { id: me, store } of this.nodes) {
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

  private faults(booked: Map<string, number>): string[] {
    const honest = this.nodes.filter(({ isRogue }) => !isRogue);
    return [
      ...[...booked].filter(([, times]) => times > 1).map(([id]) => `${id} is booked twice`),
      ...honest.flatMap((node) => this.faultsOf(node)),
      ...this.faultsOfPairs(honest, booked),
      ...honest.flatMap((node) => this.believed(node)),
    ];
  }

  private faultsOf({ id, store, state }: Node): string[] {
    const head = this.nodes[0]!.state.history!.heads.join();
    const quarantined = store.facts.flatMap((fact) => (fact.type === 'quarantined' ? [fact] : []));
    const honest = quarantined.filter(({ text, reason }) => {
      // What was on its way when a key was replaced is rightly looked at.
      if (reason === 'key-lost') return false;
      const from = /"(?:from|by)":"(m\d+)"/.exec(text)?.[1];
      return from !== undefined && !this.nodeOf(from).isRogue && !this.happened['restored'];
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
      [...this.partnersOf(a)].map(this.nodeOf).flatMap((b) => {
        if (b.isRogue) return [];
        const [ours, theirs] = [peerOf(a.state, b.id), peerOf(b.state, a.id)];
        const pair = `${a.id}→${b.id}`;
        const lost = [...this.expected].filter(([id, { from, to }]) => {
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
      .filter((fact) => fact.type === 'received' && this.nodeOf(fact.message.from).isRogue)
      .map(() => `${id} believed the excluded`);
  }
}

const agreementsOf = (a: Node, b: Node): string =>
  JSON.stringify(
    Object.entries(peerOf(a.state, b.id).agreements)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([id, { sides }]) => [id, Object.entries(sides).sort(([x], [y]) => (x < y ? -1 : 1))]),
  );
