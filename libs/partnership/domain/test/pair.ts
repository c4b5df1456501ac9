import {
  AGREEMENT_STEP_TAKEN,
  book,
  dispatch,
  EMPTY,
  evolve,
  heartbeat,
  isKept,
  receive,
  seal,
  signed,
  textOf,
  trialType,
  type Document,
  type Effect,
  type Fact,
  type Instance,
  type Item,
  type Self,
} from '../src/index.js';
import { showList } from '../src/speak.js';
import { AGREEMENT, at, four, selfOf, stateOf, terms, type Book } from './partnership.js';
import { Store } from './simulation/store.js';

/** One instance for specs: what it sends lies in its tray until the spec delivers it. */
export class Party {
  readonly self: Self;
  state: Instance;
  facts: Fact[];
  tray: { readonly to: string; readonly text: string }[] = [];
  hours = 1;
  private runs = 1;

  constructor(me: string, book: Book, ...keys: readonly string[]) {
    this.self = selfOf(me, ...keys);
    this.state = stateOf(book, `${me}-1`);
    this.facts = book.entries.map((entry) => ({ type: 'entered', entry }));
  }

  do(effect: Effect): Fact[] {
    const stored = new Store();
    this.state = effect.facts.reduce(evolve, this.state);
    const { facts, sends } = signed(this.self, this.state.history, effect);
    this.facts.push(...facts.filter(isKept));
    this.facts.forEach((fact) => stored.add(fact));
    for (const send of sends) {
      const texts = 'text' in send ? [send.text] : stored.given(send.to, send.give, send.after).map(textOf);
      this.tray.push(...texts.map((text) => ({ to: send.to, text })));
    }
    return [...facts];
  }

  take(text: string): Fact[] {
    return this.do(receive(this.self, this.state, text, at(this.hours)));
  }
  beat(to: string): void {
    this.do(heartbeat(this.self, this.state, to, at(this.hours)));
  }
  say(to: string, item: Item): void {
    this.do({ facts: [{ type: 'queued', from: this.self.me, to, item }], sends: [] });
  }
  step(to: string, id: string, content: Item['content']): void {
    this.say(to, { id, agreement: null, type: AGREEMENT_STEP_TAKEN, content });
  }
  trial(to: string, id: string, amount = '100'): void {
    this.say(to, { id, agreement: AGREEMENT, type: trialType.name, content: { text: id, amount } });
  }
  dispatch(to: string): void {
    this.do(dispatch(this.self, this.state, to, at(this.hours)));
  }
  book(from: string): void {
    for (const { number } of this.state.peers[from]?.in.open ?? [])
      this.do(book(this.self, this.state, from, number, at(this.hours)));
  }
  /** Seals what has its last word. */
  seal(everyMs = 0): void {
    this.do(seal(this.self, this.state, { words: 1_000, everyMs }, at(this.hours)));
  }
  /** From a backup with the first facts only. */
  restore(facts: number): void {
    this.runs += 1;
    this.facts = this.facts.slice(0, facts);
    const started: Fact = { type: 'started', run: `${this.self.me}-${this.runs}`, at: at(this.hours) };
    this.state = [...this.facts, started].reduce(evolve, EMPTY);
    this.tray = [];
  }
  /** Takes out of the tray what is for one, of a kind where one is named. */
  texts(to: string, kind?: Document['kind']): string[] {
    const isMeant = (sent: { to: string; text: string }): boolean =>
      sent.to === to && (kind === undefined || (JSON.parse(sent.text) as Document).kind === kind);
    const meant = this.tray.filter(isMeant);
    this.tray = this.tray.filter((sent) => !isMeant(sent));
    return meant.map(({ text }) => text);
  }
}

/** Carries everything both ways until nothing is left. */
export function carry(a: Party, b: Party): void {
  for (let round = 0; round < 50 && a.tray.length + b.tray.length > 0; round += 1) {
    a.texts(b.self.me).forEach((text) => b.take(text));
    b.texts(a.self.me).forEach((text) => a.take(text));
    a.tray = a.tray.filter(({ to }) => to === b.self.me);
    b.tray = b.tray.filter(({ to }) => to === a.self.me);
  }
}

/** A round of what instances do now and then, a minute later. */
export function round(a: Party, b: Party): void {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    one.hours += 1 / 60;
    one.beat(other.self.me);
  }
  carry(a, b);
  a.dispatch(b.self.me);
  b.dispatch(a.self.me);
  carry(a, b);
  a.book(b.self.me);
  b.book(a.self.me);
  carry(a, b);
}
export const rounds = (a: Party, b: Party, count = 4): void => {
  for (let i = 0; i < count; i += 1) round(a, b);
};

/** Aarhus and Herning with an active agreement, vouched for by Odense. */
export function partners(book = four(), ...keys: readonly string[]): { aarhus: Party; herning: Party; odense: Party } {
  const [aarhus, herning, odense] = [
    new Party('aarhus', book, ...keys),
    new Party('herning', book),
    new Party('odense', book),
  ] as const;
  vouch(odense, aarhus, herning);
  aarhus.step('herning', 'step-1', { step: 'approve', agreement: AGREEMENT, office: 'Byråd', terms });
  rounds(aarhus, herning);
  herning.step('aarhus', 'step-2', { step: 'approve', agreement: AGREEMENT, office: 'Byråd', terms });
  rounds(aarhus, herning);
  return { aarhus, herning, odense };
}

export function listFor(to: string, third: Party): string[] {
  third.do(showList(third.self, third.state, to, at(third.hours)));
  return third.texts(to, 'list');
}

export function vouch(third: Party, ...parties: readonly Party[]): void {
  parties.forEach((party) => {
    listFor(party.self.me, third).forEach((text) => party.take(text));
  });
  third.tray = [];
}
