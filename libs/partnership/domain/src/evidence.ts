import { pathTo, rootFrom, type Instant } from '@ringvirkning/kernel';
import { z } from 'zod';
import type { Outcome } from './chain.js';
import { outcomeOf } from './chain.js';
import { faultOfEntry, type EntryFault } from './entering.js';
import { evolveHistory, standingAt, type History } from './history.js';
import { isLost } from './judge.js';
import { digestOfHead, leafOf } from './log.js';
import {
  entrySchema,
  messageSchema,
  receiptSchema,
  sealSchema,
  type Message,
  type Receipt,
  type Seal,
} from './schema.js';
import { witnessesOf } from './witnesses.js';
import { isSignedBy } from './together.js';
import { digestOfDocument, type Verify } from './wire.js';

export const EVIDENCE_FORMAT = 'ringvirkning-evidence/1';

const inclusionSchema = z.strictObject({
  /** What lies beside the way from the leaf of the last receipt to the root of the head (RFC 6962), from the leaf on. */
  path: z.array(z.strictObject({ side: z.enum(['left', 'right']), node: z.string().regex(/^[0-9a-f]{64}$/) })).max(64),
  /** The head's signatures: first of the member whose log it is, then of those who cosigned it. */
  seals: z.array(sealSchema).min(1).max(1_000),
  /** Time stamps over the head's digest: tokens of RFC 3161, base64 of DER. */
  stamps: z.array(z.base64().min(1).max(40_000)).max(8),
});
/** That a message with its last word is in the sealed log of one of its parties. */
export type Inclusion = z.infer<typeof inclusionSchema>;

/** One message with what proves it for ever: what its receiver said of it, and the charter's history from the first entry to where all of it was said. */
export const evidenceSchema = z.strictObject({
  format: z.literal(EVIDENCE_FORMAT),
  entries: z.array(entrySchema).min(1),
  message: messageSchema,
  /** In the order in which they were given; none where nothing was said yet. */
  receipts: z.array(receiptSchema).max(2),
  /** Absent where it is not sealed yet. */
  sealed: inclusionSchema.optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** The proof that a word is in a batch. `words`: all of the batch, in order; `of`: the place of this one among them, from 0. */
export const inclusionOf = (
  words: readonly Receipt[],
  of: number,
  { seals, stamps }: Pick<Inclusion, 'seals' | 'stamps'>,
): Inclusion => ({
  path: pathTo(words.map(leafOf), of).map(({ side, node }) => ({ side, node: node.toString('hex') })),
  seals,
  stamps,
});

/** What is wrong with evidence, and where: an entry's number, the message, a receipt, the proof of inclusion, or a signature on the head. */
export interface EvidenceFault {
  readonly where: 'entry' | 'message' | 'receipt' | 'inclusion' | 'seal';
  /** The entry's number; the place of the receipt or the signature, from 1. */
  readonly number: number | null;
  readonly fault:
    | EntryFault
    | 'history-too-short'
    | 'not-a-member'
    | 'forged'
    | 'key-ended'
    | 'of-another'
    | 'contradicts'
    | 'not-in-log';
}

/** The head of the log that the message is in. */
export interface SealedIn {
  readonly digest: string;
  readonly of: string;
  readonly number: number;
  /** When its owner says that it was sealed. */
  readonly at: Instant;
  /** Who cosigned it, and when by their own clocks: it existed then at the latest. */
  readonly cosigned: readonly { readonly by: string; readonly at: Instant }[];
  /** More than half of the log's witnesses did: no other head at this place can have as many. */
  readonly isByMost: boolean;
  /** A signature under it was made with a key that others replaced later. */
  readonly isKeyLost: boolean;
}

export interface Proof {
  /** Digest of the first entry: which partnership it is. Whoever checks compares it with one that is known otherwise, since anybody can found one. */
  readonly founding: string;
  readonly digest: string;
  /** What the receiver has said for good; null where it has not. */
  readonly outcome: Outcome | null;
  /** Somebody else may have had the key: two others replaced it later. */
  readonly isKeyLost: boolean;
  /** Null where the evidence has no proof of inclusion, or one that does not hold. */
  readonly sealed: SealedIn | null;
  readonly faults: readonly EvidenceFault[];
}

/** Proves a message from its evidence alone: no database, no clock, whenever it is asked. */
export function proofOf({ entries, message, receipts, sealed }: Evidence, verify: Verify): Proof {
  const { history, faults } = foldedFrom(entries, verify);
  const last = receipts.at(-1);
  const unsealed = sealed ? faultsOfInclusion(history, message, last, sealed, verify) : [];
  return {
    founding: digestOfDocument(entries[0]!),
    digest: digestOfDocument(message),
    outcome: (last && outcomeOf(last)) ?? null,
    isKeyLost: history !== undefined && isLost(history, message.from, message.charter),
    sealed: sealed && history && unsealed.length === 0 ? sealedIn(history, sealed.seals) : null,
    faults: [
      ...faults,
      ...faultsOf(history, message, 'message', null, verify),
      ...receipts.flatMap((receipt, index) =>
        faultsOfReceipt(history, message, { receipt, before: receipts[index - 1], number: index + 1 }, verify),
      ),
      ...unsealed,
    ],
  };
}

/** The history as far as it holds, and what is wrong with the first entry that does not. */
function foldedFrom(entries: Evidence['entries'], verify: Verify) {
  let history: History | undefined;
  for (const [index, entry] of entries.entries()) {
    const fault = faultOfEntry(history, entry, verify);
    if (fault) return { history, faults: [{ where: 'entry', number: index + 1, fault } as const] };
    history = evolveHistory(history, entry);
  }
  return { history, faults: [] };
}

/** Whether a document was said by a member, with its key at the place in the history that it names, before that key's end. */
function faultsOf(
  history: History | undefined,
  document: Message | Receipt | Seal,
  where: 'message' | 'receipt' | 'seal',
  number: number | null,
  verify: Verify,
): EvidenceFault[] {
  const found = (fault: EvidenceFault['fault']): EvidenceFault[] => [{ where, number, fault }];
  if (!history || document.charter > history.heads.length) return found('history-too-short');
  const standing = standingAt(history, signerOf(document), document.charter);
  const isMember = standing?.status === 'active' || (where !== 'message' && standing?.status === 'suspended');
  if (document.partnership !== history.partnership || !isMember || !standing.key) return found('not-a-member');
  if (!isSignedBy(verify, standing.key, document)) return found('forged');
  return document.at >= standing.keyEndsAt! ? found('key-ended') : [];
}

const signerOf = (document: Message | Receipt | Seal): string =>
  document.kind === 'seal' ? document.by : document.from;

/** Whether the last word is in a batch whose head its owner, a party to the message, has signed, and whether each signature on it is one. */
function faultsOfInclusion(
  history: History | undefined,
  { from, to }: Message,
  word: Receipt | undefined,
  { path, seals }: Inclusion,
  verify: Verify,
): EvidenceFault[] {
  const { head, by } = seals[0]!;
  const isIn = word !== undefined && outcomeOf(word) !== undefined && rootOfPath(word, path) === head.root;
  const isTheirs = by === head.of && (by === from || by === to);
  const inclusion: EvidenceFault[] =
    isIn && isTheirs ? [] : [{ where: 'inclusion', number: null, fault: 'not-in-log' }];
  const digest = digestOfHead(head);
  return [
    ...inclusion,
    ...seals.flatMap((seal, index): EvidenceFault[] => {
      const number = index + 1;
      if (digestOfHead(seal.head) !== digest) return [{ where: 'seal', number, fault: 'of-another' }];
      const isSecond = seals.findIndex((other) => other.by === seal.by) !== index;
      if (isSecond) return [{ where: 'seal', number, fault: 'contradicts' }];
      return faultsOf(history, seal, 'seal', number, verify);
    }),
  ];
}

const rootOfPath = (word: Receipt, path: Inclusion['path']): string =>
  rootFrom(
    leafOf(word),
    path.map(({ side, node }) => ({ side, node: Buffer.from(node, 'hex') })),
  ).toString('hex');

function sealedIn(history: History, seals: readonly Seal[]): SealedIn {
  const [{ head, charter }, ...cosigned] = seals as readonly [Seal, ...Seal[]];
  const witnesses = witnessesOf(history, head.of, charter);
  return {
    digest: digestOfHead(head),
    ...{ of: head.of, number: head.number, at: head.at },
    cosigned: cosigned.map(({ by, at }) => ({ by, at })),
    isByMost: cosigned.filter(({ by }) => witnesses.includes(by)).length * 2 > witnesses.length,
    isKeyLost: seals.some((seal) => isLost(history, seal.by, seal.charter)),
  };
}

function faultsOfReceipt(
  history: History | undefined,
  message: Message,
  { receipt, before, number }: { receipt: Receipt; before: Receipt | undefined; number: number },
  verify: Verify,
): EvidenceFault[] {
  const isOfIt = receipt.of === digestOfDocument(message) && receipt.number === message.number;
  const isBetween = receipt.from === message.to && receipt.to === message.from;
  if (!isOfIt || !isBetween) return [{ where: 'receipt', number, fault: 'of-another' }];
  // A second word follows "understood" alone, and says that it is booked.
  const follows = !before || (before.says === 'understood' && receipt.says === 'booked');
  const hasReason = (receipt.says === 'refused') === (receipt.reason !== null);
  const contradicts: EvidenceFault[] = follows && hasReason ? [] : [{ where: 'receipt', number, fault: 'contradicts' }];
  return [...contradicts, ...faultsOf(history, receipt, 'receipt', number, verify)];
}
