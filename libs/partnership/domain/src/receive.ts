import type { Instant } from '@ringvirkning/kernel';
import { digestAt, openAt } from './chain.js';
import { hear } from './hear.js';
import { numberOf } from './history.js';
import { peerOf, type Instance, type QuarantineReason, type Self } from './instance.js';
import { judge } from './judge.js';
import { enter, receiveEntry } from './keeping.js';
import { faultOfList } from './member-list.js';
import {
  documentSchema,
  type Again,
  type Ask,
  type Document,
  type Heartbeat,
  type MemberList,
  type Message,
  type Receipt,
  type StandingAt,
} from './schema.js';
import { receiveSeal } from './sealing.js';
import { asking, noted, NOTHING, showList, type Effect } from './speak.js';
import { ownWord, receiveMessage, takeBack, type Quarantine } from './take-message.js';
import { readText, versionOf } from './wire.js';

/** What two tell each other of where they stand: in a version that is spoken still. Everything else is read in whatever version it was said. */
const CONVERSATION: readonly Document['kind'][] = ['heartbeat', 'ask', 'standing'];

const versionIn = (value: unknown): number | undefined =>
  typeof value === 'object' && value !== null && 'protocol' in value ? versionOf(value.protocol) : undefined;

/** What comes of a text from outside, whoever brought it: it proves itself, or has no effect. */
export function receive(self: Self, state: Instance, text: string, now: Instant): Effect {
  const value = readText(text);
  const version = versionIn(value);
  if (version !== undefined && version > self.speaks.to)
    return version > (state.unread ?? 0) ? noted({ type: 'unread', version }) : NOTHING;
  const { data } = documentSchema.safeParse(value);
  const quarantined = (reason: QuarantineReason): Effect => noted({ type: 'quarantined', text, reason, at: now });
  // Who speaks older ones is not answered: the history tells that it has to be upgraded.
  if (data && version! < self.speaks.from && CONVERSATION.includes(data.kind)) return NOTHING;
  return data ? taken(self, state, data, now, quarantined) : quarantined('malformed');
}

function taken(self: Self, state: Instance, document: Document, now: Instant, quarantined: Quarantine): Effect {
  if (document.partnership !== self.partnership) return quarantined('not-for-us');
  switch (document.kind) {
    case 'statement':
      return enter(self, state, document, now);
    case 'entry':
      return receiveEntry(self, state, document, quarantined);
    case 'list':
      return receiveList(self, state, document, quarantined);
    case 'seal':
      return receiveSeal(self, state, document, now, quarantined);
    case 'again':
      return document.message.from === self.me
        ? takeBack(self, state, document, now, quarantined)
        : receiveAddressed(self, state, document.message, now, quarantined, document);
    default:
      return receiveAddressed(self, state, document, now, quarantined);
  }
}

function receiveList(self: Self, { history, lists }: Instance, list: MemberList, quarantined: Quarantine): Effect {
  const isKnown = Object.hasOwn(lists, list.by) && lists[list.by]!.at >= list.at;
  if (!history || isKnown || list.by === self.me) return NOTHING;
  const fault = faultOfList(history, list, self.verify);
  if (fault === 'ahead') return NOTHING;
  return fault ? quarantined(fault) : noted({ type: 'listed', list });
}

function receiveAddressed(
  self: Self,
  state: Instance,
  document: Message | Receipt | Heartbeat | Ask | StandingAt,
  now: Instant,
  quarantined: Quarantine,
  again?: Again,
): Effect {
  if (!state.history) return NOTHING;
  const word = again && ownWord(self, state.history, again);
  const judgement = judge(self, state.history, document, now, word !== undefined);
  const { from, charter } = document;
  if (judgement === 'ahead') return asking(self, state, from, 'history', numberOf(state.history), now);
  if (judgement === 'held') return NOTHING;
  if (judgement !== 'genuine') {
    // Who has not heard that it is excluded, or that others replaced its key, is told: what it asks with is not believed any more.
    const isUnaware = ['excluded', 'key-lost'].includes(judgement.quarantine) && document.kind === 'heartbeat';
    if (isUnaware) return { facts: [], sends: [{ to: from, give: 'history', after: charter }] };
    return quarantined(judgement.quarantine);
  }
  switch (document.kind) {
    case 'heartbeat':
      return hear(self, state, document, now, quarantined);
    case 'ask': {
      const { what: give, after } = document;
      return give === 'list' ? showList(self, state, from, now) : { facts: [], sends: [{ to: from, give, after }] };
    }
    case 'standing':
      return noted({ type: 'stood', standing: document });
    case 'receipt':
      return receiveReceipt(state, document, quarantined);
    case 'message':
      return receiveMessage(self, state, document, now, quarantined, { isAgain: again !== undefined, word });
  }
}

function receiveReceipt(state: Instance, receipt: Receipt, quarantined: Quarantine): Effect {
  const { out } = peerOf(state, receipt.from);
  const known = digestAt(out, receipt.number);
  if (known === undefined) return NOTHING;
  if (known !== receipt.of) return quarantined('other-message');
  return openAt(out, receipt.number) ? noted({ type: 'receipt-came', receipt }) : NOTHING;
}
