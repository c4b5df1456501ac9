import {
  isKept,
  type Again,
  type Entry,
  type Fact,
  type Given,
  type Message,
  type Receipt,
  type Seal,
} from '../../src/index.js';

const LIMIT = 100;
type Stored = Entry | Receipt | Again | Seal;

/** What an instance keeps: its facts in their order, and the documents in them by partner and number, as a database would have them. */
export class Store {
  readonly facts: Fact[] = [];
  private readonly entries: Entry[] = [];
  private readonly sent = new Map<string, Message>();
  private readonly received = new Map<string, Message>();
  /** The last word on a message: the partner's on ours, ours on the partner's. */
  private readonly words = new Map<string, Receipt>();

  /** A backup: what was stored first. */
  static of(facts: readonly Fact[]): Store {
    const store = new Store();
    facts.forEach((fact) => store.add(fact));
    return store;
  }

  add(fact: Fact): void {
    if (!isKept(fact)) return;
    this.facts.push(fact);
    switch (fact.type) {
      case 'entered':
        this.entries.push(fact.entry);
        break;
      case 'sent':
      case 'given-back':
        this.sent.set(`${fact.message.to} ${fact.message.number}`, fact.message);
        this.words.delete(`${fact.message.to} ${fact.message.number} out`);
        this.forgetAfter(fact.message);
        break;
      case 'withdrawn':
        this.forgetAfter({ to: fact.to, number: fact.after });
        break;
      case 'received':
        this.received.set(`${fact.message.from} ${fact.message.number}`, fact.message);
        this.words.set(`${fact.receipt.to} ${fact.receipt.number} in`, fact.receipt);
        break;
      case 'booked':
        this.words.set(`${fact.receipt.to} ${fact.receipt.number} in`, fact.receipt);
        break;
      case 'receipt-came':
        this.words.set(`${fact.receipt.from} ${fact.receipt.number} out`, fact.receipt);
        break;
      default:
    }
  }

  /** What was numbered after a message that has come back was never taken, and is numbered anew. */
  private forgetAfter({ to, number }: Pick<Message, 'to' | 'number'>): void {
    for (let next = number + 1; this.sent.delete(`${to} ${next}`); next += 1) this.words.delete(`${to} ${next} out`);
  }

  /** The documents that answer a question. */
  given(partner: string, what: Given, after: number): Stored[] {
    const found: Stored[] = this.seals(partner, what)
      .filter(({ head }) => head.number > after)
      .sort((a, b) => a.head.number - b.head.number)
      .slice(0, LIMIT);
    for (let number = after + 1; number <= after + (what === 'history' ? Infinity : LIMIT); number += 1) {
      const document = this.one(partner, what, number);
      if (!document) break;
      found.push(document);
    }
    return found;
  }

  private seals(partner: string, what: Given): Seal[] {
    return this.facts.flatMap((fact) => {
      if (what === 'seals') return fact.type === 'sealed' || fact.type === 'seal-given-back' ? [fact.seal] : [];
      if (fact.type !== 'witnessed' || fact.seal.by !== partner) return [];
      return what === 'cosignatures' ? [fact.cosignature] : what === 'seals-back' ? [fact.seal] : [];
    });
  }

  private one(partner: string, what: Given, number: number): Stored | undefined {
    const place = `${partner} ${number}`;
    if (what === 'history') return this.entries[number - 1];
    if (what === 'seals' || what === 'cosignatures' || what === 'seals-back') return undefined;
    if (what === 'receipts') return this.words.get(`${place} in`);
    const message = (what === 'messages' ? this.sent : this.received).get(place);
    const receipt = this.words.get(`${place} ${what === 'messages' ? 'out' : 'in'}`) ?? null;
    return message && { protocol: message.protocol, partnership: message.partnership, kind: 'again', message, receipt };
  }
}
