import { fail, digestOf } from '@ringvirkning/kernel';
import {
  bodyOf,
  digestOfDocument,
  entrySchema,
  evolveHistory,
  faultOfEntry,
  phraseSigner,
  readText,
  statementSchema,
  textOf,
  type Entry,
  type History,
  type Says,
  type Signer,
  type Statement,
  type Verify,
} from '@ringvirkning/partnership-domain';
import { z } from 'zod';
import { notEntered, unreadable } from '../faults.js';

const schema = z.strictObject({ entries: z.array(entrySchema).min(1), invitation: statementSchema });

export type Invite = Extract<Says, { what: 'invite' }>;

/** An invitation that proves itself: the history that it stands in, and what it says. */
export interface Invited {
  readonly entries: readonly Entry[];
  readonly history: History;
  readonly invitation: Statement & { readonly says: Invite };
  readonly founding: string;
}

/** What is handed to who is invited. */
export const invitationText = (entries: readonly Entry[], invitation: Statement): string =>
  textOf({ entries, invitation });

export const isInvite = (statement: Statement): statement is Invited['invitation'] => statement.says.what === 'invite';

/** @throws DomainError when it is no invitation of ours, or does not prove itself. */
export function readInvitation(text: string, me: string, verify: Verify): Invited {
  const { data } = schema.safeParse(readText(text.trim()));
  if (!data || !isInvite(data.invitation)) throw unreadable({ da: 'en invitation', en: 'invitation' });
  const { entries, invitation } = data;
  if (invitation.says.member !== me)
    throw fail.rule(
      'partnership.invitation-of-another',
      `Invitationen er til "${invitation.says.member}", og denne instans hedder "${me}".`,
      `The invitation is for "${invitation.says.member}", and this instance is called "${me}".`,
    );
  let history: History | undefined;
  for (const entry of entries) {
    const fault = faultOfEntry(history, entry, verify);
    if (fault) throw notEntered(fault);
    history = evolveHistory(history, entry);
  }
  const isEntered = history!.said.has(digestOf(bodyOf(invitation)));
  if (!isEntered) throw notEntered('invitation-unknown');
  return { entries, history: history!, invitation, founding: digestOfDocument(entries[0]!) };
}

/** Who has been told the check phrase of this invitation, and so may join by it. @throws DomainError when it is another. */
export async function requirePhrase({ partnership, says }: Invited['invitation'], written: string): Promise<Signer> {
  const signer = await phraseSigner({ ...says, partnership }, written);
  if (signer.key === says.phraseKey) return signer;
  throw fail.rule(
    'partnership.check-phrase-differs',
    'Kontroltallet er et andet end invitationens.',
    'The check phrase is another than that of the invitation.',
    {
      whatToDo: {
        da: 'Ring til den, der har inviteret, på et nummer, du kender. Er det tallet, de læser op, er invitationen ikke fra dem.',
        en: 'Call who invited you on a number that you know. If these are the digits that they read, the invitation is not theirs.',
      },
    },
  );
}
