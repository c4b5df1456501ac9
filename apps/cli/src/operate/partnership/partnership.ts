import { setTimeout as delay } from 'node:timers/promises';
import {
  EvidenceSchema,
  InvitationSchema,
  PartnershipStateSchema,
  ReadInvitationReplySchema,
  VerificationSchema,
  type InvitationRead,
  type PartnershipInvitation,
  type PartnershipMember,
  type PartnershipState,
  type PartnerVerification,
} from '@ringvirkning/partnership-api';
import { NoAnswer, read, type Instance } from '../instance.js';

export const AT = '/api/partnership';
/** The keeper enters, the partner answers: each within a heartbeat or two. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

export const partnership = async (instance: Instance): Promise<PartnershipState> =>
  read(PartnershipStateSchema, await instance.get(AT));

/** Asks until there is an answer, for a minute at most; undefined when there is none by then. */
export async function within<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > end) return answer;
    await delay(PAUSE_MS);
  }
}

type Invitation = PartnershipInvitation & { readonly text: string };

/** An invitation, once the keeper has entered it. @throws NoAnswer when the keeper does not answer */
export async function invitation(instance: Instance, member: string, name: string): Promise<Invitation> {
  await instance.post(`${AT}/invitations`, { member, name });
  const entered = await within(async () => {
    const made = read(InvitationSchema, await instance.get(`${AT}/invitations/${encodeURIComponent(member)}`));
    return made.text === null ? undefined : { ...made, text: made.text };
  });
  if (!entered) throw new NoAnswer('the keeper of the history has not entered the invitation; it goes on waiting');
  return entered;
}

/** @returns what one has joined. */
export async function join(instance: Instance, text: string, checkPhrase: string): Promise<InvitationRead> {
  const what = read(ReadInvitationReplySchema, await instance.post(`${AT}/invitations/reading`, { text }));
  await instance.post(`${AT}/joining`, { text, checkPhrase });
  return what;
}

/** A new key of this instance, once it stands in the history. @returns this instance as a member. @throws NoAnswer when the keeper does not answer */
export async function changedKey(instance: Instance, keyDays: number): Promise<PartnershipMember> {
  const before = ourselves(await partnership(instance));
  await instance.post(`${AT}/keys`, { keyDays });
  const changed = await within(async () => {
    const now = ourselves(await partnership(instance));
    return now.keyEndsAt === before.keyEndsAt ? undefined : now;
  });
  if (!changed) throw new NoAnswer('the keeper of the history has not entered the new key; it goes on waiting');
  return changed;
}

function ourselves({ members }: PartnershipState): PartnershipMember {
  const own = members.find(({ isMe }) => isMe);
  if (!own) throw new NoAnswer('this instance is in no partnership');
  return own;
}

const isPartner = ({ isMe, status }: PartnershipMember): boolean =>
  !isMe && (status === 'active' || status === 'suspended');

/** What both sides hold, compared with one partner or with all. */
export async function verificationOf(instance: Instance, member?: string): Promise<PartnerVerification[]> {
  const { members } = await partnership(instance);
  const chosen = members.filter((one) => isPartner(one) && (member === undefined || one.id === member));
  if (member !== undefined && chosen.length === 0) throw new NoAnswer(`${member} is no partner of this instance`);
  const found: PartnerVerification[] = [];
  for (const { id } of chosen)
    found.push(read(VerificationSchema, await instance.post(`${AT}/members/${id}/verification`, {})));
  return found;
}

/** The file that proves a message, as everybody gets it. @throws NoAnswer when there is no such message. */
export async function evidenceFile(
  instance: Instance,
  member: string,
  direction: string,
  number: string,
): Promise<Buffer> {
  const of = `${encodeURIComponent(member)}/messages/${direction}/${encodeURIComponent(number)}`;
  const file = await instance.file(`${AT}/members/${of}/evidence`);
  read(EvidenceSchema, JSON.parse(file.toString('utf8')));
  return file;
}
