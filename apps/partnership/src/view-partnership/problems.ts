import type { Instant } from '@ringvirkning/kernel';
import type { PartnershipMember, PartnershipProblem, PartnershipState } from '@ringvirkning/partnership-api';

/** By so much clocks may differ before somebody should look. */
const CLOCK_MS = 60_000;
const SILENT_MS = 5 * 60_000;

export interface Looked {
  readonly members: readonly PartnershipMember[];
  readonly carrier: PartnershipState['carrier'];
  readonly quarantined: ReadonlyMap<string | null, number>;
  /** The newest version of the protocol that somebody has written in and we do not speak. */
  readonly unread: number | undefined;
  readonly now: Instant;
  readonly log: Pick<PartnershipState['log'], 'last' | 'authority' | 'stamp'>;
}

type Told = Pick<PartnershipProblem, 'code' | 'level' | 'da' | 'en'>;

/** What wants somebody's attention, the worst first. */
export function problemsOf({ members, carrier, quarantined, unread, now, log }: Looked): PartnershipProblem[] {
  const aside = [...quarantined.values()].reduce((sum, count) => sum + count, 0);
  const others = members.filter(({ link }) => link);
  const found = [
    ...members.flatMap((member) => ofMember(member, now).map((told) => ({ ...told, member: member.id }))),
    ...others.flatMap((member) => ofClock(member, carrier).map((told) => ({ ...told, member: member.id }))),
    ...ofVersions(members),
    ...[...ofCarrier(carrier, others.length), ...ofUnread(unread), ...ofQuarantine(aside), ...ofStamps(log, now)].map(
      (told) => ({
        ...told,
        member: null,
      }),
    ),
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
    ...when(link.oursIsApart, {
      code: 'own-log-apart',
      level: 'red',
      da: `${name} har medunderskrevet noget, som vores log ikke fortsætter. Efter en gendannelse retter det sig selv.`,
      en: `${name} has cosigned what our log does not go on from. After a restore it mends itself.`,
    }),
  ];
}

/** Texts that are brought by files may be old when they come: they tell nothing of clocks. */
const ofClock = ({ name, link }: PartnershipMember, { kind }: PartnershipState['carrier']): Told[] =>
  when(kind === 'nats' && Math.abs(link?.clockMs ?? 0) > CLOCK_MS, {
    code: 'clock-differs',
    level: 'amber',
    da: `Uret hos ${name} og vores er mere end et minut fra hinanden.`,
    en: `The clock of ${name} and ours are more than a minute apart.`,
  });

/** Who speaks none of our versions: whoever speaks the older ones is to be upgraded. */
function ofVersions(members: readonly PartnershipMember[]): PartnershipProblem[] {
  const ours = members.find(({ isMe }) => isMe)?.speaks;
  return members
    .filter(({ link }) => ours && link && link.version === null)
    .map(({ id: member, name, speaks }): PartnershipProblem => {
      const isTheirs = speaks.to < ours!.from;
      const whose = isTheirs ? { da: name, en: name } : { da: 'vores instans', en: 'our instance' };
      return {
        ...{ code: 'versions-apart', level: 'red', member },
        da: `Vi og ${name} taler ikke samme version af protokollen, så intet udveksles: ${whose.da} skal opgraderes.`,
        en: `We and ${name} speak no version of the protocol that both know, so nothing is exchanged: ${whose.en} must be upgraded.`,
      };
    });
}

const ofUnread = (version: number | undefined): Told[] =>
  when(version !== undefined, {
    code: 'version-unknown',
    level: 'red',
    da: `Der er kommet noget udefra i version ${version} af protokollen, som vores instans ikke forstår: den skal opgraderes.`,
    en: `Something has come from outside in version ${version} of the protocol, which our instance does not know: it must be upgraded.`,
  });

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

/** The authority is asked again by itself; after an hour somebody should look. */
const UNSTAMPED_MS = 3_600_000;
function ofStamps({ last, authority, stamp }: Looked['log'], now: Instant): Told[] {
  if (!last || authority === null) return [];
  return when(stamp === null && Date.parse(now) - Date.parse(last.at) > UNSTAMPED_MS, {
    code: 'not-time-stamped',
    level: 'amber',
    da: 'Tidsstemplingstjenesten har ikke stemplet vores log i over en time.',
    en: 'The time-stamping authority has not stamped our log for more than an hour.',
  });
}

const ofQuarantine = (count: number): Told[] =>
  when(count > 0, {
    code: 'quarantined',
    level: 'amber',
    da: count === 1 ? '1 tekst udefra er lagt til side.' : `${count} tekster udefra er lagt til side.`,
    en: count === 1 ? '1 text from outside was put aside.' : `${count} texts from outside were put aside.`,
  });

const when = (is: boolean, told: Told): Told[] => (is ? [told] : []);
