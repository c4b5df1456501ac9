import { z } from 'zod';
import type { Outcome } from './chain.js';
import { outcomeOf } from './chain.js';
import { faultOfEntry, type EntryFault } from './entering.js';
import { evolveHistory, standingAt, type History } from './history.js';
import { isLost } from './judge.js';
import { entrySchema, messageSchema, receiptSchema, type Message, type Receipt } from './schema.js';
import { digestOfDocument, signedText, type Verify } from './wire.js';

export const EVIDENCE_FORMAT = 'ringvirkning-evidence/1';

/** One message with what proves it for ever: what its receiver said of it, and the charter's history from the first entry to where all of it was said. */
export const evidenceSchema = z.strictObject({
  format: z.literal(EVIDENCE_FORMAT),
  entries: z.array(entrySchema).min(1),
  message: messageSchema,
  /** In the order in which they were given; none where nothing was said yet. */
  receipts: z.array(receiptSchema).max(2),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What is wrong with evidence, and where: an entry's number, the message, or a receipt. */
export interface EvidenceFault {
  readonly where: 'entry' | 'message' | 'receipt';
  /** The entry's number; the receipt's place, from 1. */
  readonly number: number | null;
  readonly fault:
    EntryFault | 'history-too-short' | 'not-a-member' | 'forged' | 'key-ended' | 'of-another' | 'contradicts';
}

export interface Proof {
  /** Digest of the first entry: which partnership it is. Whoever checks compares it with one that is known otherwise, since anybody can found one. */
  readonly founding: string;
  readonly digest: string;
  /** What the receiver has said for good; null where it has not. */
  readonly outcome: Outcome | null;
  /** Somebody else may have had the key: two others replaced it later. */
  readonly isKeyLost: boolean;
  readonly faults: readonly EvidenceFault[];
}

/** Proves a message from its evidence alone: no database, no clock, whenever it is asked. */
export function proofOf({ entries, message, receipts }: Evidence, verify: Verify): Proof {
  const { history, faults } = foldedFrom(entries, verify);
  const last = receipts.at(-1);
  return {
    founding: digestOfDocument(entries[0]!),
    digest: digestOfDocument(message),
    outcome: (last && outcomeOf(last)) ?? null,
    isKeyLost: history !== undefined && isLost(history, message.from, message.charter),
    faults: [
      ...faults,
      ...faultsOf(history, message, 'message', null, verify),
      ...receipts.flatMap((receipt, index) =>
        faultsOfReceipt(history, message, { receipt, before: receipts[index - 1], number: index + 1 }, verify),
      ),
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
  document: Message | Receipt,
  where: 'message' | 'receipt',
  number: number | null,
  verify: Verify,
): EvidenceFault[] {
  const found = (fault: EvidenceFault['fault']): EvidenceFault[] => [{ where, number, fault }];
  if (!history || document.charter > history.heads.length) return found('history-too-short');
  const standing = standingAt(history, document.from, document.charter);
  const isMember = standing?.status === 'active' || (where === 'receipt' && standing?.status === 'suspended');
  if (document.partnership !== history.partnership || !isMember || !standing.key) return found('not-a-member');
  if (!verify(standing.key, signedText(document), document.signature)) return found('forged');
  return document.at >= standing.keyEndsAt! ? found('key-ended') : [];
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
