import { instant, localDate } from '@ringvirkning/kernel';
import {
  agreementId,
  digestOfDocument,
  entryOf,
  invitationDigest,
  receive,
  signedBy,
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

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const YEAR = 365 * 24 * HOUR;
/** Longest that a text is on its way; a restore takes longer. */
export const FLOATS = 2 * MINUTE;

/** The name of the key that a member's check phrase stands for. */
export const phraseOf = (member: string): string => `${member}+phrase`;

export interface Plan {
  readonly seed: number;
  readonly instances: number;
  readonly hours: number;
  readonly everyMinutes: number;
  /** How likely it is, at each turn, that what is suspended goes on. */
  readonly resumes: number;
  readonly keys?: Keys;
  /** A broken protocol, which must not pass. */
  readonly receive?: Receive;
  readonly keeps?: (fact: Fact) => boolean;
}

const charter = {
  name: 'Prøvepartnerskab',
  purpose: 'At prøve',
  shares: 'Prøvebeskeder',
  legalBasis: 'Ingen personoplysninger',
  retention: '5 år',
  threshold: 5,
};

/** The instances of a simulation, their links and clocks, and what is common knowledge among them. */
export class World {
  readonly chance: Chance;
  readonly agenda = new Agenda();
  readonly nodes: Node[];
  readonly partnership = { partnership: 'prøve', founding: '' };
  readonly keys: Keys;
  /** Links that are cut, both ways, until a moment. */
  readonly cut = new Map<string, number>();
  readonly partners = new Map<string, Set<string>>();
  /** Statements that have been made and may not be entered yet. */
  readonly said: Statement[] = [];
  readonly expected = new Map<string, { from: string; to: string }>();
  readonly happened: Record<string, number> = {};
  isCalm = false;
  /** What was given to links, by kind. */
  readonly carried: Record<string, { texts: number; bytes: number }> = {};
  private ids = 0;

  constructor(readonly plan: Plan) {
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

  /** All but the last are members from the start; the last joins late. */
  found(): void {
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
      enter(
        say(
          { what: 'join', ...this.keyOf(id), invitation: invitationDigest(invitation) },
          [id, id],
          [id, phraseOf(id)],
        ),
      );
    }
    const all = first.store.given('', 'history', 0);
    this.nodes.slice(1).forEach((node) => all.forEach((entry) => node.take(textOf(entry))));
    this.nodes.forEach((node, i) => {
      for (const other of this.chance.some(this.nodes.slice(0, i), 3)) this.agree(node, other);
    });
  }

  keyOf = (member: string, name = member) => ({
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
    phraseKey: this.keys.signer(phraseOf(member)).key,
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

  nextId = (): string => `id-${(this.ids += 1)}`;
  partnersOf(node: Node): Set<string> {
    const known = this.partners.get(node.id) ?? new Set();
    this.partners.set(node.id, known);
    return known;
  }
  nodeOf = (id: string): Node => this.nodes[Number(id.slice(1))]!;
  note(what: string): void {
    this.happened[what] = (this.happened[what] ?? 0) + 1;
  }

  carry(from: string, to: string, text: string): void {
    this.count(text);
    const link = from < to ? `${from} ${to}` : `${to} ${from}`;
    if ((this.cut.get(link) ?? 0) > this.agenda.now) return;
    if (!this.isCalm && this.chance.is(0.1)) return;
    const copies = !this.isCalm && this.chance.is(0.05) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const delay = this.isCalm ? 20 : this.chance.is(0.1) ? this.chance.below(FLOATS) : this.chance.below(500);
      this.agenda.plan(this.agenda.now + delay, () => this.nodeOf(to).take(text));
    }
  }

  private count(text: string): void {
    const kind = /"kind":"([a-z]+)"/.exec(text)![1]!;
    const of = (this.carried[kind] ??= { texts: 0, bytes: 0 });
    of.texts += 1;
    of.bytes += Buffer.byteLength(text);
  }

  sayAs(node: Node, says: Says, ...keys: readonly string[]): void {
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
  readonly current = new Map<string, string>();
  keyName = (id: string): string => this.current.get(id) ?? id;
}
