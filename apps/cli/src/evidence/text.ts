import { ENTRY_FAULT_WORDS } from '@ringvirkning/partnership-api';
import type { EvidenceFault, Outcome, SealedIn } from '@ringvirkning/partnership-domain';
import type { Language } from '../report/words.js';
import type { Proven } from './verify-evidence.js';

const WORDS = {
  da: {
    message: 'Meddelelse',
    from: 'fra',
    to: 'til',
    said: 'Afsendt',
    answer: 'Modtagerens svar',
    none: 'endnu intet',
    founding: 'Partnerskabets stiftelse',
    named: 'Det er det partnerskab, der blev angivet.',
    compare: 'Sammenlign med det tal, I selv kender: enhver kan stifte et partnerskab.',
    lost: 'Afsenderens nøgle er siden blevet erstattet af andre: den kan have været i fremmede hænder.',
    proven: 'Beviset holder: underskrifter, medlemskab og kvitteringer passer sammen.',
    sealed: (of: string, number: number, at: string) => `Forseglet i log hos ${of}, nr. ${number}, ${at}`,
    unsealed: 'Ikke forseglet i nogen log',
    stamped: (at: string, by: string) => `Tidsstemplet: ${at}, ${by}`,
    untrusted: 'Tjenesten er ikke sammenlignet med nogen, der er kendt: angiv dens certifikat med --tsa-certificates.',
    cosigned: 'medunderskrevet af',
    nobody: 'ikke medunderskrevet af nogen',
    most: 'det er de fleste af loggens vidner',
    notMost: 'det er ikke de fleste af loggens vidner',
    existed: 'Fandtes senest',
    sealLost: 'En nøgle bag underskrifterne på loggen er siden blevet erstattet af andre.',
    broken: 'Beviset holder ikke:',
  },
  en: {
    message: 'Message',
    from: 'from',
    to: 'to',
    said: 'Sent',
    answer: "Receiver's answer",
    none: 'nothing yet',
    founding: "The partnership's founding",
    named: 'It is the partnership that was named.',
    compare: 'Compare it with the one that you know yourselves: anybody can found a partnership.',
    lost: "The sender's key was since replaced by others: somebody else may have had it.",
    proven: 'The evidence holds: signatures, membership and receipts fit together.',
    sealed: (of: string, number: number, at: string) => `Sealed in the log of ${of}, no. ${number}, ${at}`,
    unsealed: 'Not sealed in any log',
    stamped: (at: string, by: string) => `Time-stamped: ${at}, ${by}`,
    untrusted: 'The authority was not compared with one that is known: give its certificate with --tsa-certificates.',
    cosigned: 'cosigned by',
    nobody: 'cosigned by nobody',
    most: "which is most of the log's witnesses",
    notMost: "which is not most of the log's witnesses",
    existed: 'Existed at the latest',
    sealLost: 'A key behind the signatures on the log was since replaced by others.',
    broken: 'The evidence does not hold:',
  },
} as const;

type Sentence = Readonly<Record<Language, string>>;

const OUTCOMES: Readonly<Record<Outcome, Sentence>> = {
  booked: { da: 'bogført', en: 'booked' },
  'unknown-type': { da: 'afvist, ukendt art', en: 'refused, unknown type' },
  'malformed-content': { da: 'afvist, forkert indhold', en: 'refused, malformed content' },
  'no-agreement': { da: 'afvist, ingen aftale', en: 'refused, no agreement' },
  'not-yet-active': { da: 'afvist, aftalen gælder ikke endnu', en: 'refused, the agreement is not active yet' },
  suspended: { da: 'afvist, aftalen er sat på pause', en: 'refused, the agreement is suspended' },
  ended: { da: 'afvist, aftalen er slut', en: 'refused, the agreement has ended' },
  'type-not-agreed': { da: 'afvist, arten er ikke aftalt', en: 'refused, the type is not agreed' },
  'field-not-agreed': { da: 'afvist, et felt er ikke aftalt', en: 'refused, a field is not agreed' },
};

const WHERE: Readonly<Record<EvidenceFault['where'], Sentence>> = {
  entry: { da: 'Indførsel', en: 'Entry' },
  message: { da: 'Meddelelsen', en: 'The message' },
  receipt: { da: 'Kvittering', en: 'Receipt' },
  inclusion: { da: 'Plads i loggen', en: 'Place in the log' },
  seal: { da: 'Underskrift på loggen', en: 'Signature on the log' },
};

export const EVIDENCE_FAULT_WORDS: Readonly<Record<Proven['faults'][number]['fault'], Sentence>> = {
  ...ENTRY_FAULT_WORDS,
  'another-partnership': {
    da: 'Stiftelsen er en anden end den, der blev angivet.',
    en: 'The founding is another than the one that was given.',
  },
  'no-time-stamp': {
    da: 'Et tidsstempel holder ikke, eller det er ikke fra en af de tjenester, der blev angivet.',
    en: 'A time stamp does not hold, or is by none of the authorities that were given.',
  },
  'history-too-short': { da: 'historikken slutter før den blev sagt', en: 'the history ends before it was said' },
  'not-a-member': { da: 'afsenderen var ikke medlem da', en: 'its sender was no member then' },
  'key-ended': { da: 'underskrevet efter nøglens udløb', en: 'signed after the end of the key' },
  'of-another': { da: 'hører til en anden meddelelse', en: 'belongs to another message' },
  contradicts: { da: 'modsiger den før eller sig selv', en: 'contradicts the one before, or itself' },
  'not-in-log': {
    da: 'den sidste kvittering er ikke i den forseglede log',
    en: 'the last receipt is not in the sealed log',
  },
};

/** Where it is sealed, who vouches for that, and since when. */
function sealedLines({ of, number, at, cosigned, isByMost, isKeyLost }: SealedIn, language: Language): string[] {
  const words = WORDS[language];
  const [first] = cosigned.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return [
    words.sealed(of, number, at),
    ...(first
      ? [
          `  ${words.cosigned} ${cosigned.map(({ by }) => by).join(', ')}: ${isByMost ? words.most : words.notMost}`,
          `  ${words.existed}: ${first.at} (${first.by})`,
        ]
      : [`  ${words.nobody}`]),
    ...(isKeyLost ? [words.sealLost] : []),
  ];
}

/** The verdict in one language. */
export function provenText({ evidence, proof, stamps, isNamed, faults }: Proven, language: Language): string {
  const words = WORDS[language];
  const { from, to, number, type, id, at } = evidence.message;
  const told = faults.map((found) =>
    'where' in found
      ? `  ${[WHERE[found.where][language], found.number].filter((part) => part !== null).join(' ')}: ${EVIDENCE_FAULT_WORDS[found.fault][language]}`
      : `  ${EVIDENCE_FAULT_WORDS[found.fault][language]}`,
  );
  return [
    `${words.message} ${number} ${words.from} ${from} ${words.to} ${to}: ${type} (${id})`,
    `${words.said}: ${at}`,
    `Digest ${proof.digest}`,
    `${words.answer}: ${proof.outcome === null ? words.none : OUTCOMES[proof.outcome][language]}`,
    `${words.founding}: ${proof.founding}`,
    `  ${isNamed ? words.named : words.compare}`,
    ...(proof.isKeyLost ? [words.lost] : []),
    ...(proof.sealed ? sealedLines(proof.sealed, language) : [words.unsealed]),
    ...stamps.flatMap(({ at, by, isTrusted }) => [
      words.stamped(at, by),
      ...(isTrusted ? [] : [`  ${words.untrusted}`]),
    ]),
    ...(told.length > 0 ? [words.broken, ...told] : [words.proven]),
    '',
  ].join('\n');
}
