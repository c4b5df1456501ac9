import type {
  InvitationRead,
  PartnershipInvitation,
  PartnershipMember,
  PartnershipState,
  PartnerVerification,
} from '@ringvirkning/partnership-api';
import { table } from '../../report/table.js';
import type { Language } from '../../report/words.js';
import type { Trial } from './trials.js';

const danish = {
  none: 'Instansen er ikke med i et partnerskab. Stift et på siden «Partnerskab», eller: ringvirkning partnership join <invitation.json> --check-phrase <tal>',
  entries: (count: number) => `${count} indførsler i historikken`,
  founding: (digest: string) => `Kendetegn (evidence verify --founding): ${digest}`,
  columns: ['Medlem', 'Status', 'Sidst hørt', 'Sendt', 'Modtaget', 'Venter', 'Nøgle til'],
  us: 'os selv',
  attention: 'Se på:',
  well: 'Intet at se på.',
  invited: (name: string, file: string) => `Invitationen til ${name} står i ${file}. Send filen.`,
  phrase: 'Læs disse tal op i telefonen, og send dem aldrig: den, der har både fil og tal, kan gå med i deres navn:',
  joined: (name: string, by: string) =>
    `På vej ind i ${name} (inviteret af ${by}). Se: ringvirkning partnership status`,
  changedKey: (until: string) =>
    `Nøglen i partnerskabet er ny og gælder til ${until}. Partnerne bruger den, så snart de hører om den.`,
  verified: {
    same: 'begge har det samme',
    different: 'IKKE DET SAMME',
    waiting: 'noget er på vej; prøv igen om lidt',
  } satisfies Record<PartnerVerification['outcome'], string>,
  upTo: (sent: number, received: number) => `til og med sendt ${sent}, modtaget ${received}`,
  first: { sent: 'første forskel: sendt nr.', received: 'første forskel: modtaget nr.' },
  nobody: 'Ingen partnere at sammenligne med endnu.',
  tries: {
    'hub-address': [
      'knudepunktets adresse findes',
      'ret den med: ringvirkning instance new --hub, eller se navneserveren',
    ],
    'hub-answers': ['knudepunktet svarer', 'se, om det kører, og om firewallen lader porten igennem'],
    'hub-certificate': [
      'knudepunktets certifikat er gyldigt for adressen',
      'bed den, der driver det, om et nyt (tls/hub.crt), eller giv dets udsteder med: ringvirkning instance new --hub-ca',
    ],
    'hub-certificate-ends': ['knudepunktets certifikat gælder til', 'bed den, der driver det, om at forny tls/hub.crt'],
    member: [
      'begge er aktive medlemmer',
      'se: ringvirkning partnership status; inviter: ringvirkning partnership invite',
    ],
    carrier: [
      'vejen til de andre er åben',
      'se PARTNERSHIP_CARRIER og knudepunktets log; docs/partnership-operating.md',
    ],
    versions: [
      'begge taler en fælles version af protokollen',
      'opgradér den, som ringvirkning partnership status nævner',
    ],
    answers: ['partneren svarer på denne instans', 'bed partneren køre: ringvirkning partnership test'],
    clock: ['urene går ens', 'stil uret her og hos partneren: timedatectl set-ntp true'],
    key: ['ingen af nøglerne er udløbet', 'skift nøglen: ringvirkning partnership change-key'],
    agreement: ['en aftale tillader en prøve', 'lav en aftale med «Prøvemeddelelse» på siden «Partnerskab»'],
    'agreement-back': [
      'en aftale tillader en prøve fra partneren',
      'bed partneren godkende en aftale med «Prøvemeddelelse» begge veje på siden «Partnerskab»',
    ],
    signature: ['partneren har underskrevet præcis det, der blev sendt', 'se: ringvirkning evidence verify'],
    'round-trip': ['en prøve er bogført hos partneren', 'se, hvad der venter, på siden «Partnerskab»'],
    same: ['begge har det samme', 'se: ringvirkning partnership verify'],
  } satisfies Record<Trial['what'], readonly [what: string, mend: string]>,
};

const english: typeof danish = {
  none: 'The instance is in no partnership. Found one on the page “Partnership”, or: ringvirkning partnership join <invitation.json> --check-phrase <digits>',
  entries: (count) => `${count} entries in the history`,
  founding: (digest) => `Known by (evidence verify --founding): ${digest}`,
  columns: ['Member', 'Status', 'Last heard', 'Sent', 'Received', 'Waiting', 'Key until'],
  us: 'ourselves',
  attention: 'Look at:',
  well: 'Nothing to look at.',
  invited: (name, file) => `The invitation of ${name} is in ${file}. Send the file.`,
  phrase:
    'Read these digits by telephone, and never send them: whoever has both file and digits can join in their name:',
  joined: (name, by) => `On the way into ${name} (invited by ${by}). See: ringvirkning partnership status`,
  changedKey: (until: string) =>
    `The key in the partnership is new and holds until ${until}. Partners use it as soon as they hear of it.`,
  verified: {
    same: 'both hold the same',
    different: 'NOT THE SAME',
    waiting: 'something is on its way; try again shortly',
  },
  upTo: (sent, received) => `up to sent ${sent}, received ${received}`,
  first: { sent: 'first difference: sent no.', received: 'first difference: received no.' },
  nobody: 'No partners to compare with yet.',
  tries: {
    'hub-address': [
      'the address of the hub is known',
      'mend it by: ringvirkning instance new --hub, or look at the name server',
    ],
    'hub-answers': ['the hub answers', 'see whether it runs, and whether the firewall lets the port through'],
    'hub-certificate': [
      "the hub's certificate holds for the address",
      'ask whoever runs it for another (tls/hub.crt), or give its issuer by: ringvirkning instance new --hub-ca',
    ],
    'hub-certificate-ends': ["the hub's certificate holds until", 'ask whoever runs it to renew tls/hub.crt'],
    member: [
      'both are active members',
      'see: ringvirkning partnership status; invite: ringvirkning partnership invite',
    ],
    carrier: [
      'the way to the others is open',
      "see PARTNERSHIP_CARRIER and the hub's log; docs/partnership-operating.md",
    ],
    versions: [
      'both speak one version of the protocol',
      'upgrade the one that is named by: ringvirkning partnership status',
    ],
    answers: ['the partner answers this instance', 'ask the partner to run: ringvirkning partnership test'],
    clock: ['the clocks agree', 'set the clock here and at the partner: timedatectl set-ntp true'],
    key: ['neither key has ended', 'change the key: ringvirkning partnership change-key'],
    agreement: ['an agreement permits a trial', 'make an agreement with “Trial message” on the page “Partnership”'],
    'agreement-back': [
      'an agreement permits a trial from the partner',
      'ask the partner to approve an agreement with “Trial message” both ways on the page “Partnership”',
    ],
    signature: ['the partner has signed for exactly what was sent', 'see: ringvirkning evidence verify'],
    'round-trip': ['a trial is booked by the partner', 'see what waits on the page “Partnership”'],
    same: ['both hold the same', 'see: ringvirkning partnership verify'],
  },
};
const WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };

/** Who belongs to the partnership, how the links are, and what somebody should look at. */
export function partnershipText({ partnership, members, problems }: PartnershipState, language: Language): string {
  const words = WORDS[language];
  if (!partnership) return `${words.none}\n`;
  const rows = members.map(({ name, status, isMe, keyEndsAt, link }) => [
    isMe ? `${name} (${words.us})` : name,
    status,
    link?.heardAt ?? '–',
    String(link?.sent ?? '–'),
    String(link?.received ?? '–'),
    String(link ? link.waiting + link.open : '–'),
    keyEndsAt?.slice(0, 10) ?? '–',
  ]);
  const told = problems.map((problem) => `  ${problem[language]}`);
  return [
    `${partnership.charter.name} (${partnership.id}), ${words.entries(partnership.entries)}`,
    words.founding(partnership.founding),
    '',
    table(words.columns, rows, [0, 1, 2, 6]),
    '',
    ...(told.length > 0 ? [words.attention, ...told] : [words.well]),
    '',
  ].join('\n');
}

export const invitedText = (
  { name, checkPhrase }: Pick<PartnershipInvitation, 'name' | 'checkPhrase'>,
  file: string,
  language: Language,
): string => [WORDS[language].invited(name, file), WORDS[language].phrase, `  ${checkPhrase}`, ''].join('\n');

export const joinedText = ({ charter, invitedByName }: InvitationRead, language: Language): string =>
  `${WORDS[language].joined(charter.name, invitedByName)}\n`;

export const changedKeyText = ({ keyEndsAt }: Pick<PartnershipMember, 'keyEndsAt'>, language: Language): string =>
  `${WORDS[language].changedKey(keyEndsAt?.slice(0, 10) ?? '–')}\n`;

/** A line for each partner. */
export function verifiedText(found: readonly PartnerVerification[], language: Language): string {
  const words = WORDS[language];
  if (found.length === 0) return `${words.nobody}\n`;
  const lines = found.map(({ member, outcome, firstDifference, sent, received }) => {
    const where = firstDifference
      ? `${words.first[firstDifference.direction]} ${firstDifference.number}`
      : words.upTo(sent.number, received.number);
    return `${member}: ${words.verified[outcome]} (${where})`;
  });
  return [...lines, ''].join('\n');
}

/** What was tried, and the one thing that mends what does not work. */
export function triedText(member: string, tried: readonly Trial[], language: Language): string {
  const lines = tried.map(({ what, isWell, isWarning, detail }) => {
    const [told, mend] = WORDS[language].tries[what];
    const seen = detail === undefined ? told : `${told} (${detail})`;
    return isWell && !isWarning ? `  ✓ ${seen}` : `  ${isWell ? '!' : '✗'} ${seen} → ${mend}`;
  });
  return [member, ...lines, ''].join('\n');
}
