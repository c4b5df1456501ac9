import { numberOf, peerOf, type Heard, type Instance, type Peer } from '@ringvirkning/partnership-domain';
import type { PartnershipConfig } from '../config.js';

/** Who has not answered yet is told again so soon. */
const GREET_MS = 200;
/** So many members hear from each other at the idle pace; in a partnership of more, all together hear as often as from these. */
const FEW = 10;
/** Who has not been heard for so many heartbeats of ours is told half as often with each further one, down to the longest pause: a hub keeps few of them. */
const UNHEARD = 2;
const LONGEST_PAUSE_MS = 120_000;

/** What another was last told, and what we had heard of it then. Moments are those of `performance.now()`. */
interface Told {
  readonly due: number;
  readonly run: string | null;
  readonly heard: Heard | null;
  readonly unheard: number;
}

/** When each of the others is told again where we stand. */
export class Pace {
  private readonly others = new Map<string, Told>();

  constructor(private readonly beats: Pick<PartnershipConfig, 'PARTNERSHIP_BEAT_MS' | 'PARTNERSHIP_IDLE_BEAT_MS'>) {}

  /** A new life: everybody is told. */
  begin(): void {
    this.others.clear();
  }

  isDue(id: string, now: number): boolean {
    return (this.others.get(id)?.due ?? 0) <= now;
  }

  /** @param isAway Whether nothing can be brought now, so that who is silent may have nothing heard. */
  told(state: Instance, id: string, now: number, isAway: boolean): void {
    const [known, { heard }] = [this.others.get(id), peerOf(state, id)];
    const unheard = known && known.heard === heard && !isAway ? known.unheard + 1 : 0;
    const pace = this.paceOf(state, id);
    const pause = Math.max(pace, Math.min(pace * 2 ** Math.max(0, unheard - UNHEARD), LONGEST_PAUSE_MS));
    this.others.set(id, { run: known?.run ?? null, heard, unheard, due: now + pause });
  }

  /** Who has started anew, or has not heard us yet, hears of us soon. */
  notice(state: Instance, now: number): void {
    for (const [id, { heard }] of Object.entries(state.peers)) {
      const known = this.others.get(id);
      if (!known || !heard) continue;
      const isBack = known.unheard > UNHEARD && known.heard !== heard;
      const isNew = heard.run !== known.run || isBack;
      const soon = isNew ? 0 : heard.isAnswer ? known.due : Math.min(known.due, now + GREET_MS);
      this.others.set(id, { ...known, run: heard.run, due: soon, unheard: isBack ? 0 : known.unheard });
    }
  }

  /** Who was told for the last time while all was quiet hears sooner of what has come since. Without `ids`: all. */
  hurry(state: Instance, now: number, withinMs = this.beats.PARTNERSHIP_BEAT_MS, ids = [...this.others.keys()]): void {
    const due = now + withinMs;
    for (const id of ids) {
      const told = this.others.get(id);
      if (told && told.due > due && isOpen(peerOf(state, id))) this.others.set(id, { ...told, due });
    }
  }

  /** So that not all speak at one moment, a quarter more or less. Who shares nothing with us hears from us the less often, the more there are. */
  private paceOf(state: Instance, id: string): number {
    const peer = peerOf(state, id);
    const { heard, agreements } = peer;
    const isQuiet = !isOpen(peer) && heard?.isAnswer === true && heard.charter === numberOf(state.history);
    const members = Object.keys(state.history?.members ?? {}).length;
    const isPartner = Object.keys(agreements).length > 0;
    const quiet = this.beats.PARTNERSHIP_IDLE_BEAT_MS * (isPartner ? 1 : Math.max(1, members / FEW));
    const pace = isQuiet ? quiet : this.beats.PARTNERSHIP_BEAT_MS;
    return pace * (0.75 + Math.random() / 2);
  }
}

const isOpen = ({ out, in: incoming, queue }: Peer): boolean =>
  out.open.length + incoming.open.length + queue.length > 0;
