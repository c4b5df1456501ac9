import { localDate } from '@ringvirkning/kernel';
import {
  agreementStatus,
  digestOfDocument,
  invitationDigest,
  lastHead,
  peerOf,
  textOf,
  trialType,
  witnessesOf,
} from '../../src/index.js';
import { Mischief } from './mischief.js';
import type { Node } from './node.js';
import { Verdict } from './verdict.js';
import { FLOATS, HOUR, MINUTE, World, type Plan } from './world.js';

/** Turns that everybody has once nothing fails any more. */
const TO_REST = 30;
/** So many others hear from everybody in such a turn, one after another: a service leaves nobody out either, however many there are. */
const IN_TURN = 10;

export interface Told {
  /** What is wrong at the end; empty when nothing is. */
  readonly faults: readonly string[];
  readonly booked: number;
  /** What was given to links, by kind: texts and their bytes. */
  readonly carried: World['carried'];
  /** Bytes that the instance with the most keeps. */
  readonly stored: number;
  /** Digest over all that every instance stored. */
  readonly digest: string;
  readonly happened: Readonly<Record<string, number>>;
}

/** A partnership whose links, clocks and processes fail as a seed says, for some hours; then they hold, and it must come to rest in one state. */
export class Simulation {
  private readonly world: World;
  /** How often each has told others in turn. */
  private readonly rounds = new Map<Node, number>();

  constructor(plan: Plan) {
    this.world = new World(plan);
  }

  run(): Told {
    this.world.found();
    const end = this.world.plan.hours * HOUR;
    this.world.nodes.forEach((node) => this.turns(node));
    new Mischief(this.world).plot(end);
    this.world.agenda.runUntil(end);
    this.world.isCalm = true;
    this.world.cut.clear();
    this.world.nodes.forEach((node) => node.spare());
    this.world.agenda.runUntil(end + FLOATS);
    this.world.nodes.filter(({ isUp }) => !isUp).forEach((node) => node.begin());
    this.world.agenda.runUntil(end + TO_REST * this.world.plan.everyMinutes * MINUTE);
    const verdict = new Verdict(this.world);
    const booked = verdict.bookings();
    return {
      faults: verdict.faults(booked),
      booked: booked.size,
      carried: this.world.carried,
      stored: Math.max(...this.world.nodes.map(({ store }) => Buffer.byteLength(JSON.stringify(store.facts)))),
      digest: digestOfDocument(this.world.nodes.map(({ store }) => store.facts)),
      happened: this.world.happened,
    };
  }

  /** What each does by itself, over and over: talk, say something new, decide about agreements. */
  private turns(node: Node): void {
    const every = this.world.plan.everyMinutes * MINUTE;
    const turn = (): void => {
      if (node.isUp) this.turn(node);
      this.world.agenda.plan(this.world.agenda.now + every, turn);
    };
    this.world.agenda.plan(this.world.chance.below(every), turn);
  }

  private turn(node: Node): void {
    const { history } = node.state;
    if (!history) return;
    const all = Object.keys(history.members).filter((id) => id !== node.id);
    const others = this.world.isCalm ? this.inTurn(node, all) : this.world.chance.some(all, 2);
    for (const statement of this.world.said)
      if (!history.said.has(invitationDigest(statement))) this.world.carry(node.id, history.keeper, textOf(statement));
    const partners = [...this.world.partnersOf(node)];
    partners.forEach((partner) => {
      this.approve(node, partner);
      if (!this.world.isCalm && node.isUp) this.talk(node, partner);
    });
    node.seal();
    const { log } = node.state;
    const awaited = witnessesOf(history, node.id).filter(
      (id) => peerOf(node.state, id).seals.ours.digest !== lastHead(log).digest,
    );
    new Set([...partners, history.keeper, ...awaited, ...others].filter((id) => id !== node.id)).forEach((id) =>
      node.turn(id),
    );
  }

  private inTurn(node: Node, all: readonly string[]): string[] {
    const round = this.rounds.get(node) ?? 0;
    this.rounds.set(node, round + 1);
    return all.length <= IN_TURN
      ? [...all]
      : Array.from({ length: IN_TURN }, (_, i) => all[(round * IN_TURN + i) % all.length]!);
  }

  private approve(node: Node, partner: string): void {
    for (const agreement of Object.values(peerOf(node.state, partner).agreements))
      if (!agreement.sides[node.id]) {
        const { id, terms } = agreement;
        node.step(partner, this.world.nextId(), { step: 'approve', agreement: id, office: 'Byråd', terms });
      }
  }

  private talk(node: Node, partner: string): void {
    const today = localDate(node.now().slice(0, 10));
    for (const agreement of Object.values(peerOf(node.state, partner).agreements)) {
      const status = agreementStatus(agreement, today);
      const isChanged = this.world.chance.is(status === 'suspended' ? this.world.plan.resumes : 0.02);
      if (isChanged) this.change(node, partner, agreement.id, status);
      if (status === 'active' && this.world.chance.is(0.4))
        for (let i = this.world.chance.below(4); i >= 0; i -= 1) {
          const id = this.world.nextId();
          const content = { text: id, amount: String(this.world.chance.below(1_000_000)) };
          node.say(partner, { id, agreement: agreement.id, type: trialType.name, content });
          // Killed before it was committed, it was never said.
          const last = node.store.facts.at(-1);
          if (last?.type === 'queued' && last.item.id === id)
            this.world.expected.set(id, { from: node.id, to: partner });
        }
    }
  }

  private change(node: Node, partner: string, agreement: string, status: string): void {
    const isOurs = peerOf(node.state, partner).agreements[agreement]?.sides[node.id]?.isSuspended;
    const step = isOurs ? 'resume' : status === 'active' ? (this.world.chance.is(0.1) ? 'end' : 'suspend') : undefined;
    if (!step) return;
    this.world.note(`agreement ${step}`);
    node.step(partner, this.world.nextId(), { step, agreement, office: 'Direktør', reason: 'Prøve' });
  }
}
