import { instant, type Instant } from '@ringvirkning/kernel';
import {
  AGREEMENT_STEP_TAKEN,
  agreementType,
  book,
  dispatch,
  EMPTY,
  evolve,
  givenReceipt,
  givenSeal,
  heartbeat,
  receive,
  registryOf,
  seal,
  signed,
  SPOKEN,
  textOf,
  trialType,
  type Effect,
  type Fact,
  type Give,
  type Instance,
  type Item,
  type Receipt,
  type SealBounds,
  type Self,
  type Signer,
  type Verify,
} from '../../src/index.js';
import { Store } from './store.js';

export const TYPES = registryOf([agreementType, trialType]);
export const START = Date.parse('2026-03-01T08:00:00.000Z');

/** So often that many heads are lost in a restore. */
const BOUNDS: SealBounds = { words: 20, everyMs: 1_800_000 };

export type Receive = typeof receive;
export interface Surroundings {
  /** True time, in ms from the start. */
  now(): number;
  carry(from: string, to: string, text: string): void;
  readonly receive: Receive;
  /** What of a fact is stored: all, unless a variant forgets. */
  readonly keeps: (fact: Fact) => boolean;
}

/** One instance: real domain code on a store of facts, with a clock of its own, which can be killed and restored. */
export class Node {
  readonly self: Self;
  readonly keys = new Map<string, Signer>();
  state: Instance = EMPTY;
  store = new Store();
  isUp = true;
  /** Takes no entry any more: goes on as if nothing had been said. */
  isRogue = false;
  wasRestored = false;
  private lives = 0;
  /** Steps until it is killed; which half of a step is lost then. */
  private killedIn: { steps: number; readonly half: 'before' | 'after' } | undefined;

  constructor(
    readonly id: string,
    partnership: { readonly partnership: string; founding: string },
    verify: Verify,
    public clockIsOff: number,
    private readonly world: Surroundings,
  ) {
    this.self = {
      me: id,
      partnership: partnership.partnership,
      get founding() {
        return partnership.founding;
      },
      signerOf: (key) => this.keys.get(key),
      verify,
      types: TYPES,
      speaks: SPOKEN,
    };
    this.begin();
  }

  now(): Instant {
    return instant(new Date(START + this.world.now() + this.clockIsOff).toISOString());
  }

  /** A start: the state is folded from the facts anew. */
  begin(): void {
    this.lives += 1;
    this.isUp = true;
    this.killedIn = undefined;
    this.state = evolve(this.store.facts.reduce(evolve, EMPTY), {
      type: 'started',
      run: `${this.id}-${this.lives}`,
      at: this.now(),
    });
  }

  kill(): void {
    this.isUp = false;
  }

  killSoon(steps: number, half: 'before' | 'after'): void {
    this.killedIn = { steps, half };
  }

  /** Nothing kills it any more. */
  spare(): void {
    this.killedIn = undefined;
  }

  restore(facts: number): void {
    this.store = Store.of(this.store.facts.slice(0, facts));
    this.wasRestored = true;
    this.begin();
  }

  take(text: string): void {
    if (!this.isUp || (this.isRogue && text.includes('"kind":"entry"'))) return;
    this.apply(this.world.receive(this.self, this.state, text, this.now()));
  }

  say(to: string, item: Item): void {
    this.apply({ facts: [{ type: 'queued', from: this.id, to, item }], sends: [] });
  }

  step(to: string, id: string, content: Item['content']): void {
    this.say(to, { id, agreement: null, type: AGREEMENT_STEP_TAKEN, content });
  }

  /** What an instance does now and then with a partner. */
  turn(partner: string): void {
    if (this.isUp) this.apply(heartbeat(this.self, this.state, partner, this.now()));
    if (this.isUp) this.apply(dispatch(this.self, this.state, partner, this.now()));
    for (const { number, outcome } of this.state.peers[partner]?.in.open ?? [])
      if (this.isUp && outcome === null) this.apply(book(this.self, this.state, partner, number, this.now()));
  }

  /** Seals what has its last word. */
  seal(): void {
    if (this.isUp) this.apply(seal(this.self, this.state, BOUNDS, this.now()));
  }

  /** One transaction, then what is sent. */
  apply(effect: Effect): void {
    const dies = this.killedIn && (this.killedIn.steps -= 1) < 0 ? this.killedIn.half : undefined;
    if (dies === 'before') return this.kill();
    this.state = effect.facts.reduce(evolve, this.state);
    const { facts, sends } = signed(this.self, this.state.history, effect);
    for (const fact of facts) if (this.world.keeps(fact)) this.store.add(fact);
    if (dies === 'after') return this.kill();
    for (const send of sends) {
      const texts = 'text' in send ? [send.text] : this.given(send);
      texts.forEach((text) => this.world.carry(this.id, send.to, text));
    }
  }

  private given({ to, give, after }: Give): string[] {
    const anew = <R extends Receipt | null>(receipt: R) =>
      receipt?.from === this.id ? givenReceipt(this.self, this.state, receipt, this.now()) : receipt;
    return this.store
      .given(to, give, after)
      .map((document) => {
        if (document.kind === 'again') return { ...document, receipt: anew(document.receipt) };
        if (document.kind === 'seal') return givenSeal(this.self, this.state, document, this.now());
        return document.kind === 'receipt' ? anew(document) : document;
      })
      .map(textOf);
  }
}
