import { setTimeout as delay } from 'node:timers/promises';
import {
  EvidenceSchema,
  InvitationSchema,
  PartnerAgreementsSchema,
  PartnerMessagePageSchema,
  PartnershipStateSchema,
  ReadInvitationReplySchema,
  TrialSentSchema,
  VerificationSchema,
  type InvitationRead,
  type PartnershipInvitation,
  type PartnershipMember,
  type PartnershipState,
  type PartnerVerification,
} from '@ringvirkning/partnership-api';
import { NoAnswer, read, type Instance } from '../instance.js';

const AT = '/api/partnership';
/** The keeper enters, the partner answers: each within a heartbeat or two. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

export const partnership = async (instance: Instance): Promise<PartnershipState> =>
  read(PartnershipStateSchema, await instance.get(AT));

/** Asks until there is an answer, for a minute at most; undefined when there is none by then. */
async function within<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
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

export const TRIALS = ['member', 'carrier', 'answers', 'key', 'agreement', 'round-trip', 'same'] as const;
/** One thing that was tried; those after one that is not well are not tried. */
export interface Trial {
  readonly what: (typeof TRIALS)[number];
  readonly isWell: boolean;
}

/** Tries a link step by step, until one does not work. */
export async function trialOf(instance: Instance, member: string): Promise<Trial[]> {
  const state = await partnership(instance);
  const partner = state.members.find(({ id }) => id === member);
  const tries: Readonly<Record<Trial['what'], () => boolean | Promise<boolean>>> = {
    member: () => partner !== undefined && partner.status === 'active' && state.me.status === 'active',
    carrier: () => state.carrier.kind !== 'none' && !state.carrier.isAway,
    answers: () => partner!.link?.isAnswering === true,
    key: () => state.members.every(({ id, isMe, keyWarning }) => !(isMe || id === member) || keyWarning !== 0),
    agreement: async () => {
      const { items } = read(PartnerAgreementsSchema, await instance.get(`${AT}/agreements`));
      const hasTrial = (flow: { from: string; type: string }): boolean =>
        flow.from === state.me.id && flow.type === 'trial-sent/1';
      return items.some(
        ({ with: its, status, flows }) => its === member && status === 'active' && flows.some(hasTrial),
      );
    },
    'round-trip': () => roundTrip(instance, member),
    same: async () => {
      const found = await within(async () => {
        const [one] = await verificationOf(instance, member);
        return one?.outcome === 'waiting' ? undefined : one;
      });
      return found?.outcome === 'same';
    },
  };
  const tried: Trial[] = [];
  for (const what of TRIALS) {
    tried.push({ what, isWell: await tries[what]() });
    if (!tried.at(-1)!.isWell) break;
  }
  return tried;
}

/** A message that changes nobody's books, and its receipt. */
async function roundTrip(instance: Instance, member: string): Promise<boolean> {
  const { id } = read(TrialSentSchema, await instance.post(`${AT}/members/${member}/trials`, { text: 'Prøve' }));
  const booked = await within(async () => {
    const at = `${AT}/members/${member}/messages?direction=sent&limit=50`;
    const { items } = read(PartnerMessagePageSchema, await instance.get(at));
    return items.find((message) => message.id === id && message.word === 'booked');
  });
  return booked !== undefined;
}

/** @throws NoAnswer when there is no such message. */
export const evidence = async (
  instance: Instance,
  member: string,
  direction: string,
  number: string,
): Promise<object> =>
  read(
    EvidenceSchema,
    await instance.get(
      `${AT}/members/${encodeURIComponent(member)}/messages/${direction}/${encodeURIComponent(number)}/evidence`,
    ),
  );
