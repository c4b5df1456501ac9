import { instant } from '@ringvirkning/kernel';
import { activeMembers, isActive } from '../../src/index.js';
import { START, type Node } from './node.js';
import { FLOATS, MINUTE, phraseOf, YEAR, type World } from './world.js';

/** What goes wrong by plan: links are cut, processes killed, databases restored, keys changed, somebody joins late and somebody is excluded. */
export class Mischief {
  constructor(private readonly world: World) {}

  plot(end: number): void {
    const times = (count: number, act: () => void): void => {
      for (let i = 0; i < count; i += 1) this.world.agenda.plan(this.world.chance.below(end), act);
    };
    const n = this.world.nodes.length;
    times(n * 2, () => this.cutLink(end));
    times(n * 2, () => this.killOne());
    times(Math.max(1, Math.floor(n / 5)), () => this.restoreOne());
    times(Math.max(1, Math.floor(n / 4)), () => this.changeKey());
    times(1, () => this.announceMaintenance());
    if (n > 2) this.world.agenda.plan(end / 4, () => this.joinLate());
    if (n > 4) this.world.agenda.plan(end / 3, () => this.exclude((end * 5) / 18));
  }

  private cutLink(end: number): void {
    const [a, b] = this.world.chance.some(this.world.nodes, 2) as [Node, Node];
    this.world.note('cut');
    const until = this.world.agenda.now + this.world.chance.below(end / 3);
    this.world.cut.set(a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`, until);
  }

  private later = (act: () => void, minutes = 0): void =>
    this.world.agenda.plan(this.world.agenda.now + FLOATS + minutes * MINUTE, act);

  private killOne(): void {
    const node = this.world.chance.pick(this.world.nodes);
    // Killed, it would have to be heard anew before it could say anything.
    if (!node.isUp || node.isRogue) return;
    this.world.note('killed');
    node.killSoon(this.world.chance.below(8), this.world.chance.is(0.5) ? 'before' : 'after');
    this.later(() => {
      if (!node.isUp) node.begin();
    }, this.world.chance.below(30));
  }

  /** From a backup of some time ago. Its partners are not restored within the hour: both together lose what both have lost. */
  private restoreOne(): void {
    const node = this.world.chance.pick(this.world.nodes);
    if (!node.isUp || node.isRogue || this.restoring) return;
    const { length } = node.store.facts;
    const kept = Math.max(this.founded(node), length - 1 - this.world.chance.below(40));
    if (kept >= length) return;
    this.world.note('restored');
    this.restoring = true;
    node.kill();
    this.later(() => node.restore(kept), 10);
    this.later(() => (this.restoring = false), 60);
  }
  private restoring = false;
  /** Nobody has a backup of less than it began with; who is invited has no other. */
  private founded({ store: { facts } }: Node): number {
    const first = facts.findIndex(({ type }) => type !== 'entered' && type !== 'queued');
    return first < 0 ? facts.length : first;
  }

  private changeKey(): void {
    const node = this.world.chance.pick(this.world.nodes);
    if (
      !node.state.history ||
      !isActive(node.state.history, node.id) ||
      node.isRogue ||
      this.world.current.has(node.id)
    )
      return;
    const name = `${node.id}+2`;
    node.keys.set(this.world.keys.signer(name).key, this.world.keys.signer(name));
    this.world.current.set(node.id, name);
    const says = { what: 'change-key' as const, ...this.world.keyOf(node.id, name) };
    if (this.world.chance.is(0.5)) {
      this.world.note('key changed');
      return this.world.sayAs(node, says, node.id, name);
    }
    this.world.note('key replaced');
    const others = activeMembers(node.state.history).filter((id) => id !== node.id && !this.world.current.has(id));
    if (others.length < 2) return this.world.sayAs(node, says, node.id, name);
    this.world.sayAs(node, { ...says, what: 'replace-key' }, name, ...this.world.chance.some(others, 2));
  }

  private announceMaintenance(): void {
    const node = this.world.nodes[0]!;
    const [begins, ends] = [node.now(), instant(new Date(START + YEAR).toISOString())];
    this.world.sayAs(
      node,
      { what: 'announce-maintenance', member: node.id, begins, ends },
      this.world.keyName(node.id),
    );
  }

  private joinLate(): void {
    const node = this.world.nodes.at(-1)!;
    this.world.note('joined late');
    const invitation = node.state.history!.members[node.id]!.invitation!;
    this.world.sayAs(node, { what: 'join', ...this.world.keyOf(node.id), invitation }, node.id, phraseOf(node.id));
  }

  /** One is excluded in mid-stream, of those whose key was not changed. It goes on as before, with its clock set back to when it was a member. */
  private exclude(setBack: number): void {
    const victim = this.world.nodes.slice(2, -1).find(({ id }) => !this.world.current.has(id));
    if (!victim) return;
    this.world.note('excluded');
    const others = activeMembers(this.world.nodes[0]!.state.history!).filter((id) => id !== victim.id);
    const voices = others.map(this.world.keyName);
    this.world.sayAs(this.world.nodes[0]!, { what: 'exclude', member: victim.id, reason: 'Prøve' }, ...voices);
    victim.isRogue = true;
    victim.clockIsOff -= setBack;
  }
}
