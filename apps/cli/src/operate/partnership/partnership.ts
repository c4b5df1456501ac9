import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { digestOf } from '@ringvirkning/kernel';
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
import { evidenceSchema, proofOf, trialType, verifier } from '@ringvirkning/partnership-domain';
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

export const TRIALS = [
  ...(['member', 'carrier', 'versions', 'answers', 'clock', 'key', 'agreement', 'agreement-back'] as const),
  ...(['round-trip', 'signature', 'same'] as const),
] as const;
/** By so much clocks may differ. */
const CLOCK_MS = 60_000;
/** One thing that was tried; those after one that is not well are not tried. */
export interface Trial {
  readonly what: (typeof TRIALS)[number];
  readonly isWell: boolean;
}

/** Tries a link step by step, until one does not work. */
export async function trialOf(instance: Instance, member: string): Promise<Trial[]> {
  const state = await partnership(instance);
  const partner = state.members.find(({ id }) => id === member);
  let trial: Tried | undefined;
  const tries: Readonly<Record<Trial['what'], () => boolean | Promise<boolean>>> = {
    member: () => partner !== undefined && partner.status === 'active' && state.me.status === 'active',
    carrier: () => state.carrier.kind !== 'none' && !state.carrier.isAway,
    versions: () => partner!.link?.version != null,
    answers: () => partner!.link?.isAnswering === true,
    // Texts that are brought by files tell nothing of clocks.
    clock: () => state.carrier.kind === 'folder' || Math.abs(partner!.link?.clockMs ?? 0) <= CLOCK_MS,
    key: () => state.members.every(({ id, isMe, keyWarning }) => !(isMe || id === member) || keyWarning !== 0),
    agreement: () => permitsTrial(instance, member, state.me.id),
    'agreement-back': () => permitsTrial(instance, member, member),
    'round-trip': async () => (trial = await roundTrip(instance, member)) !== undefined,
    signature: async () => isSignedFor(await evidence(instance, member, 'sent', String(trial!.number)), trial!.text),
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

/** Whether evidence proves that the partner has booked exactly this text, without asking any instance. */
export function isSignedFor(given: unknown, text: string): boolean {
  const { data } = evidenceSchema.safeParse(given);
  if (data?.message.content['text'] !== text) return false;
  const { outcome, faults } = proofOf(data, verifier());
  return outcome === 'booked' && faults.length === 0;
}

async function permitsTrial(instance: Instance, member: string, from: string): Promise<boolean> {
  const { items } = read(PartnerAgreementsSchema, await instance.get(`${AT}/agreements`));
  const isTrial = (flow: { from: string; type: string }): boolean => flow.from === from && flow.type === trialType.name;
  return items.some(({ with: its, status, flows }) => its === member && status === 'active' && flows.some(isTrial));
}

/** A contract that is nobody's: its digest crosses, and comes back in what the partner has signed for. */
const SYNTHETIC = { title: 'Prøve', outcomes: [{ id: 'job', price: '2500000' }], payers: ['a', 'b'] };

/** What was sent, once it is booked. */
interface Tried {
  readonly number: number;
  readonly text: string;
}

/** A message that changes nobody's books, and its receipt. */
async function roundTrip(instance: Instance, member: string): Promise<Tried | undefined> {
  const text = digestOf({ ...SYNTHETIC, of: randomUUID() });
  const { id } = read(TrialSentSchema, await instance.post(`${AT}/members/${member}/trials`, { text }));
  return within(async () => {
    const at = `${AT}/members/${member}/messages?direction=sent&limit=50`;
    const { items } = read(PartnerMessagePageSchema, await instance.get(at));
    const booked = items.find((message) => message.id === id && message.word === 'booked');
    return booked && { number: booked.number, text };
  });
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
