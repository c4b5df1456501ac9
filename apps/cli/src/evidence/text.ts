import type { EvidenceFault, Outcome } from '@ringvirkning/partnership-domain';
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
    compare: 'Sammenlign med det tal, I selv kender: enhver kan stifte et partnerskab.',
    lost: 'Afsenderens nøgle er siden blevet erstattet af andre: den kan have været i fremmede hænder.',
    proven: 'Beviset holder: underskrifter, medlemskab og kvitteringer passer sammen.',
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
    compare: 'Compare it with the one that you know yourselves: anybody can found a partnership.',
    lost: "The sender's key was since replaced by others: somebody else may have had it.",
    proven: 'The evidence holds: signatures, membership and receipts fit together.',
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
};

const FAULTS: Readonly<Record<Proven['faults'][number]['fault'], Sentence>> = {
  'another-partnership': {
    da: 'Stiftelsen er en anden end den, der blev angivet.',
    en: 'The founding is another than the one that was given.',
  },
  'history-too-short': { da: 'historikken slutter før den blev sagt', en: 'the history ends before it was said' },
  'not-a-member': { da: 'afsenderen var ikke medlem da', en: 'its sender was no member then' },
  forged: { da: 'underskriften passer ikke', en: 'the signature does not fit' },
  'key-ended': { da: 'underskrevet efter nøglens udløb', en: 'signed after the end of the key' },
  'of-another': { da: 'hører til en anden meddelelse', en: 'belongs to another message' },
  contradicts: { da: 'modsiger den før eller sig selv', en: 'contradicts the one before, or itself' },
  'other-partnership': { da: 'hører til et andet partnerskab', en: 'belongs to another partnership' },
  'out-of-order': { da: 'følger ikke efter den før', en: 'does not follow the one before' },
  'not-the-keeper': {
    da: 'er ikke indført af den, der fører historikken',
    en: "was not entered by the history's keeper",
  },
  'wrong-status': { da: 'passer ikke til medlemmets status', en: "does not fit the member's status" },
  'word-missing': { da: 'mangler underskrifter', en: 'lacks signatures' },
  'phrase-missing': { da: 'mangler underskrift med kontroltallet', en: 'lacks a signature with the check phrase' },
  'key-proof-missing': { da: 'mangler underskrift med den nye nøgle', en: 'lacks a signature with the new key' },
  'key-known': { da: 'giver en nøgle, der var givet før', en: 'gives a key that was given before' },
  'key-too-short': { da: 'giver en nøgle, der var udløbet', en: 'gives a key that had ended' },
  'invitation-unknown': { da: 'svarer til ingen invitation', en: 'answers no invitation' },
  'invitation-expired': { da: 'svarer til en udløbet invitation', en: 'answers an expired invitation' },
  'said-before': { da: 'var sagt før', en: 'had been said before' },
  'too-late': { da: 'er indført for længe efter', en: 'was entered too long after' },
  'keeper-first': { da: 'fjerner den, der fører historikken', en: "removes the history's keeper" },
};

/** The verdict in one language. */
export function provenText({ evidence, proof, faults }: Proven, language: Language): string {
  const words = WORDS[language];
  const { from, to, number, type, id, at } = evidence.message;
  const told = faults.map((found) =>
    'where' in found
      ? `  ${[WHERE[found.where][language], found.number].filter((part) => part !== null).join(' ')}: ${FAULTS[found.fault][language]}`
      : `  ${FAULTS[found.fault][language]}`,
  );
  return [
    `${words.message} ${number} ${words.from} ${from} ${words.to} ${to}: ${type} (${id})`,
    `${words.said}: ${at}`,
    `Digest ${proof.digest}`,
    `${words.answer}: ${proof.outcome === null ? words.none : OUTCOMES[proof.outcome][language]}`,
    `${words.founding}: ${proof.founding}`,
    `  ${words.compare}`,
    ...(proof.isKeyLost ? [words.lost] : []),
    ...(told.length > 0 ? [words.broken, ...told] : [words.proven]),
    '',
  ].join('\n');
}
