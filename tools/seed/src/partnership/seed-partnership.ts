import { addDays, type LocalDate } from '@ringvirkning/kernel';
import type {
  AgreementFlow,
  FoundPartnership,
  InviteMember,
  JoinPartnership,
  PartnerAgreement,
  PartnershipCharter,
  PartnershipInvitation,
  PartnershipState,
  ProposeAgreement,
} from '@ringvirkning/partnership-api';
import { json, type Api } from '../api.js';
import type { Progress } from '../progress.js';

/** An instance of the demo, and whoever acts there. */
export interface Municipality {
  readonly instance: string;
  /** `Herning Kommune`. */
  readonly name: string;
  /** Four digits. */
  readonly code: string;
  readonly api: Api;
}

const DIRECTOR = 'municipal-director';
const PATH = '/api/partnership';

const charter: PartnershipCharter = {
  name: 'Fælles sociale investeringer',
  purpose: 'Kommunerne investerer sammen i indsatser, hvis virkning den ene betaler for, og den anden får gavn af.',
  shares: 'Kontrakter, beslutninger og skyldige beløb. Oplysninger om borgere bliver i den kommune, de hører til.',
  legalBasis: 'Kommunalfuldmagten; databeskyttelsesforordningens artikel 6, stk. 1, litra e.',
  retention: 'Fem år efter udgangen af det regnskabsår, en betaling hører til.',
  threshold: 5,
};

/** The first founds a partnership, the others join it, and each two agree on what may cross. May be interrupted and repeated. */
export async function seedPartnership(
  [founder, ...others]: readonly [Municipality, ...Municipality[]],
  today: LocalDate,
  progress: Progress,
): Promise<void> {
  if (!(await stateOf(founder)).partnership) {
    const body: FoundPartnership = { id: 'faelles', name: founder.name, charter, keyDays: 730 };
    await founder.api.post(DIRECTOR, `${PATH}/founding`, 'partnership:founding', json(body));
  }
  for (const other of others) await bringIn(founder, other);
  progress('partnership founded and joined');
  const all = [founder, ...others];
  for (const [index, one] of all.entries())
    await Promise.all(all.slice(index + 1).map((other) => agree(one, other, today)));
  progress('agreements in force');
}

const stateOf = ({ api }: Municipality): Promise<PartnershipState> => api.get(DIRECTOR, PATH);
const statusOf = ({ members }: PartnershipState, instance: string): string | undefined =>
  members.find(({ id }) => id === instance)?.status;

/** The invitation goes from one to the other as a file would, and the check phrase as it would be read by telephone. */
async function bringIn(founder: Municipality, other: Municipality): Promise<void> {
  const { instance: member, name } = other;
  const key = `partnership:${member}`;
  if (statusOf(await stateOf(founder), member) !== 'active') {
    const body: InviteMember = { member, name, days: 14 };
    await founder.api.post(DIRECTOR, `${PATH}/invitations`, `${key}:invitation`, json(body));
    const { text, checkPhrase } = await founder.api.until(
      `the invitation of ${member}`,
      () => founder.api.get<PartnershipInvitation>(DIRECTOR, `${PATH}/invitations/${member}`),
      (invitation) => invitation.text !== null,
    );
    const joining: JoinPartnership = { text: text!, checkPhrase: checkPhrase!, keyDays: 730 };
    if (!(await stateOf(other)).partnership)
      await other.api.post(DIRECTOR, `${PATH}/joining`, `${key}:joining`, json(joining));
  }
  for (const one of [founder, other])
    await one.api.until(
      `${member} as a member`,
      () => stateOf(one),
      (state) => statusOf(state, member) === 'active',
    );
}

async function agree(one: Municipality, other: Municipality, today: LocalDate): Promise<void> {
  const of = (whose: Municipality, partner: Municipality) => async (): Promise<PartnerAgreement | undefined> =>
    (await whose.api.get<{ items: PartnerAgreement[] }>(DIRECTOR, `${PATH}/agreements`)).items.find(
      (agreement) => agreement.with === partner.instance && agreement.status !== 'ended',
    );
  // Where a third invited both, they hear of each other.
  for (const [whose, partner] of [
    [one, other],
    [other, one],
  ] as const)
    await whose.api.until(
      `${partner.instance} as a member`,
      () => stateOf(whose),
      (state) => statusOf(state, partner.instance) === 'active',
    );
  const key = `partnership:${one.instance}:${other.instance}:agreement`;
  if (!(await of(one, other)())) {
    const body: ProposeAgreement = {
      with: other.instance,
      purpose: 'Fælles kontrakter om sociale investeringer, og betaling af hver kommunes del.',
      legalBasis: 'Kommunalfuldmagten. Ingen oplysninger om borgere udveksles.',
      flows: await flowsBetween(one, other),
      begins: today,
      ends: addDays(today, 4 * 365),
      contacts: { ours: `oekonomi@${one.instance}.example`, theirs: `oekonomi@${other.instance}.example` },
    };
    await one.api.post(DIRECTOR, `${PATH}/agreements`, key, json(body));
  }
  const proposed = await other.api.until(`the agreement with ${one.instance}`, of(other, one), (found) => !!found);
  if (!proposed!.ours) await other.api.post(DIRECTOR, `${PATH}/agreements/${proposed!.id}/approval`, `${key}:approval`);
  for (const [whose, partner] of [
    [one, other],
    [other, one],
  ] as const)
    await whose.api.until(
      `the agreement with ${partner.instance} in force`,
      of(whose, partner),
      (found) => found?.status === 'active',
    );
}

/** All that can cross, both ways. */
async function flowsBetween(one: Municipality, other: Municipality): Promise<AgreementFlow[]> {
  const { items } = await one.api.get<{ items: { name: string; fields: string[] }[] }>(
    DIRECTOR,
    `${PATH}/message-types`,
  );
  return [one, other].flatMap(({ instance }) =>
    items.map(({ name, fields }) => ({ from: instance, type: name, fields })),
  );
}
