import { randomUUID } from 'node:crypto';
import type { HubAddress } from '@ringvirkning/compose';
import { digestOf } from '@ringvirkning/kernel';
import {
  PartnerAgreementsSchema,
  PartnerMessagePageSchema,
  TrialSentSchema,
  type PartnershipState,
} from '@ringvirkning/partnership-api';
import { evidenceSchema, proofOf, trialType, verifier } from '@ringvirkning/partnership-domain';
import { read, type Instance } from '../instance.js';
import { lookAtHub, type HubSeen } from './hub-line.js';
import { AT, evidenceFile, partnership, verificationOf, within } from './partnership.js';

type HubTrial = 'hub-address' | 'hub-answers' | 'hub-certificate' | 'hub-certificate-ends';
const MEMBER_TRIALS = [
  ...(['member', 'carrier', 'versions', 'answers', 'clock', 'key', 'agreement', 'agreement-back'] as const),
  ...(['round-trip', 'signature', 'same'] as const),
] as const;

/** One thing that was tried; those after one that is not well are not tried. */
export interface Trial {
  readonly what: HubTrial | (typeof MEMBER_TRIALS)[number];
  readonly isWell: boolean;
  /** It works, and will not for much longer. */
  readonly isWarning?: boolean;
  /** What was seen, in the words of whoever said it. */
  readonly detail?: string;
}

/** By so much clocks may differ. */
const CLOCK_MS = 60_000;
/** So long before the end of the hub's certificate it is warned of. */
const WARNED_MS = 30 * 86_400_000;

/** Tries a link step by step, until one does not work. @param hub Where the instance's line goes; absent: that is not looked at from here. */
export async function trialsOf(
  instance: Instance,
  member: string,
  hub: HubAddress | undefined,
  now: number,
): Promise<Trial[]> {
  const ofHub = hub ? hubTrials(hub, await lookAtHub(hub), now) : [];
  if (ofHub.some(({ isWell }) => !isWell)) return ofHub;
  return [...ofHub, ...(await memberTrials(instance, member))];
}

/** What a look at a hub tells, up to the first thing that is not well. */
export function hubTrials(
  { url }: HubAddress,
  { isResolved, isAnswering, certificate }: HubSeen,
  now: number,
): Trial[] {
  const trials: Trial[] = [
    { what: 'hub-address', isWell: isResolved, detail: url },
    { what: 'hub-answers', isWell: isAnswering, detail: url },
  ];
  if (url.startsWith('tls:')) trials.push(...certificateTrials(certificate, now));
  const failed = trials.findIndex(({ isWell }) => !isWell);
  return failed < 0 ? trials : trials.slice(0, failed + 1);
}

/** Without a certificate the line could not be encrypted. */
function certificateTrials(certificate: HubSeen['certificate'], now: number): Trial[] {
  if (!certificate) return [{ what: 'hub-certificate', isWell: false }];
  const { fault, endsAt } = certificate;
  const isWarning = Date.parse(endsAt) - now < WARNED_MS;
  return [
    { what: 'hub-certificate', isWell: fault === null, ...(fault !== null && { detail: fault }) },
    { what: 'hub-certificate-ends', isWell: true, isWarning, detail: endsAt.slice(0, 10) },
  ];
}

async function memberTrials(instance: Instance, member: string): Promise<Trial[]> {
  const state = await partnership(instance);
  const partner = state.members.find(({ id }) => id === member);
  let trial: Tried | undefined;
  const tries: Readonly<Record<(typeof MEMBER_TRIALS)[number], () => boolean | Promise<boolean>>> = {
    member: () => partner !== undefined && partner.status === 'active' && state.me.status === 'active',
    carrier: () => state.carrier.kind !== 'none' && !state.carrier.isAway,
    versions: () => partner!.link?.version != null,
    answers: () => partner!.link?.isAnswering === true,
    // Texts that are brought by files tell nothing of clocks.
    clock: () => state.carrier.kind === 'folder' || Math.abs(partner!.link?.clockMs ?? 0) <= CLOCK_MS,
    key: () => !isKeyEnded(state, member),
    agreement: () => permitsTrial(instance, member, state.me.id),
    'agreement-back': () => permitsTrial(instance, member, member),
    'round-trip': async () => (trial = await roundTrip(instance, member)) !== undefined,
    signature: async () => {
      const file = await evidenceFile(instance, member, 'sent', String(trial!.number));
      return isSignedFor(JSON.parse(file.toString('utf8')), trial!.text);
    },
    same: async () => {
      const found = await within(async () => {
        const [one] = await verificationOf(instance, member);
        return one?.outcome === 'waiting' ? undefined : one;
      });
      return found?.outcome === 'same';
    },
  };
  const tried: Trial[] = [];
  for (const what of MEMBER_TRIALS) {
    tried.push({ what, isWell: await tries[what]() });
    if (!tried.at(-1)!.isWell) break;
  }
  return tried;
}

const isKeyEnded = ({ members }: PartnershipState, member: string): boolean =>
  members.some(({ id, isMe, keyWarning }) => (isMe || id === member) && keyWarning === 0);

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
