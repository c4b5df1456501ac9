import type { Instant } from '@ringvirkning/kernel';
import type { PartnershipMember, PartnershipProblem, PartnershipState } from '@ringvirkning/partnership-api';

const SILENT_MS = 5 * 60_000;

export interface Looked {
  readonly members: readonly PartnershipMember[];
  readonly carrier: PartnershipState['carrier'];
  readonly quarantined: ReadonlyMap<string | null, number>;
  readonly now: Instant;
}

type Told = Pick<PartnershipProblem, 'code' | 'level' | 'da' | 'en'>;

/** What wants somebody's attention, the worst first. */
export function problemsOf({ members, carrier, quarantined, now }: Looked): PartnershipProblem[] {
  const aside = [...quarantined.values()].reduce((sum, count) => sum + count, 0);
  const others = members.filter(({ link }) => link);
  const found = [
    ...members.flatMap((member) => ofMember(member, now).map((told) => ({ ...told, member: member.id }))),
    ...[...ofCarrier(carrier, others.length), ...ofQuarantine(aside)].map((told) => ({ ...told, member: null })),
  ];
  return found.sort((a, b) => Number(b.level === 'red') - Number(a.level === 'red'));
}

function ofMember({ name, keyWarning, isMe, link, maintenance }: PartnershipMember, now: Instant): Told[] {
  const whose = isMe
    ? { da: 'Vores egen nøgle', en: 'Our own key' }
    : { da: `Nøglen hos ${name}`, en: `The key of ${name}` };
  const key: Told[] =
    keyWarning === null
      ? []
      : keyWarning === 0
        ? [{ code: 'key-ended', level: 'red', da: `${whose.da} er udløbet.`, en: `${whose.en} has ended.` }]
        : [
            {
              code: 'key-ends',
              level: isMe && keyWarning === 3 ? 'red' : 'amber',
              da: `${whose.da} udløber inden for ${keyWarning} dage.`,
              en: `${whose.en} ends within ${keyWarning} days.`,
            },
          ];
  if (!link) return key;
  const isSilent = !link.heardAt || Date.parse(now) - Date.parse(link.heardAt) > SILENT_MS;
  const isExpected = maintenance?.isNow ?? false;
  return [
    ...key,
    ...when(isSilent && !isExpected, {
      code: 'silent',
      level: 'amber',
      da: `${name} har ikke meldt sig i fem minutter.`,
      en: `${name} has been silent for five minutes.`,
    }),
    ...when(link.agreementsDiffer, {
      code: 'agreements-differ',
      level: 'red',
      da: `Vi og ${name} har ikke de samme aftaler; intet sendes, før de er ens.`,
      en: `We and ${name} hold different agreements; nothing is sent until they are the same.`,
    }),
    ...when(link.sharedDiffersAt !== null, {
      code: 'shared-differs',
      level: 'red',
      da: `Vi og ${name} har ikke det samme om det, der er afsluttet mellem os.`,
      en: `We and ${name} do not hold the same about what is settled between us.`,
    }),
    ...when(link.logIsApart, {
      code: 'log-apart',
      level: 'red',
      da: `Loggen hos ${name} fortsætter ikke den, vi har medunderskrevet.`,
      en: `The log of ${name} does not go on from the one that we cosigned.`,
    }),
  ];
}

const ofCarrier = ({ kind, isAway }: PartnershipState['carrier'], others: number): Told[] => [
  ...when(kind === 'none' && others > 0, {
    code: 'no-carrier',
    level: 'amber',
    da: 'Der er ikke sat nogen vej op til de andre medlemmer.',
    en: 'No way to the other members is set up.',
  }),
  ...when(isAway, {
    code: 'carrier-away',
    level: 'amber',
    da: 'Vejen til de andre medlemmer er afbrudt; det, der venter, sendes, når den er der igen.',
    en: 'The way to the other members is cut; what waits is sent when it is there again.',
  }),
];

const ofQuarantine = (count: number): Told[] =>
  when(count > 0, {
    code: 'quarantined',
    level: 'amber',
    da: count === 1 ? '1 tekst udefra er lagt til side.' : `${count} tekster udefra er lagt til side.`,
    en: count === 1 ? '1 text from outside was put aside.' : `${count} texts from outside were put aside.`,
  });

const when = (is: boolean, told: Told): Told[] => (is ? [told] : []);
