import type { Language } from '../report/words.js';
import type { ProvenSignOff } from './verify-sign-off.js';

const WORDS = {
  da: {
    signOff: (ref: string, version: number) => `Underskrift af ${ref}, version ${version}`,
    as: (role: string, party: string) => `Som ${role} for ${party}`,
    by: 'Givet af',
    behalf: 'på vegne af',
    decided: 'Besluttet',
    caseNumber: 'Sag',
    attachment: 'Bilag (SHA-256)',
    terms: 'Vilkår',
    summary: 'Det læste',
    key: 'Nøgle',
    named: 'Det er den nøgle, der blev angivet.',
    compare: 'Sammenlign nøglen med den, I selv kender: enhver kan lave en.',
    proven: 'Underskriften holder: det sagte, vilkårene og det læste er, som det blev signeret.',
    broken: 'Underskriften holder ikke:',
    faults: {
      terms: 'Vilkårene er andre end dem, der blev underskrevet.',
      summary: 'Det læste er et andet end det, der blev underskrevet på.',
      signature: 'Signaturen passer ikke til det sagte og nøglen.',
      'another-key': 'Nøglen er en anden end den, der blev angivet.',
    },
  },
  en: {
    signOff: (ref: string, version: number) => `Sign-off of ${ref}, version ${version}`,
    as: (role: string, party: string) => `As ${role} for ${party}`,
    by: 'Given by',
    behalf: 'on behalf of',
    decided: 'Decided',
    caseNumber: 'Case',
    attachment: 'Attachment (SHA-256)',
    terms: 'Terms',
    summary: 'What was read',
    key: 'Key',
    named: 'It is the key that was named.',
    compare: 'Compare the key with the one that you know yourselves: anybody can make one.',
    proven: 'The sign-off holds: what was said, the terms and what was read are as they were signed.',
    broken: 'The sign-off does not hold:',
    faults: {
      terms: 'The terms are others than those that were signed.',
      summary: 'What was read is other than what was signed on.',
      signature: 'The signature does not fit what was said and the key.',
      'another-key': 'The key is another than the one that was named.',
    },
  },
} as const;

/** The proof in one language. */
export function signOffText({ signOff, isNamed, faults }: ProvenSignOff, language: Language): string {
  const words = WORDS[language];
  const { statement, signature } = signOff;
  const { ref, version, role, party, by, byName, behalfOf, at, decision, decidedOn, caseNumber, attachment } =
    statement;
  const name = byName === undefined ? by : `${byName} (${by})`;
  const decided = [decision, decidedOn].filter((each) => each !== undefined);
  return [
    words.signOff(ref, version),
    words.as(role, party),
    `${words.by} ${name}${behalfOf === undefined ? '' : `, ${words.behalf} ${behalfOf}`}, ${at}`,
    ...(decided.length === 0 ? [] : [`${words.decided}: ${decided.join(', ')}`]),
    ...(caseNumber === undefined ? [] : [`${words.caseNumber}: ${caseNumber}`]),
    ...(attachment === undefined ? [] : [`${words.attachment}: ${attachment}`]),
    `${words.terms}: ${statement.termsDigest}`,
    `${words.summary}: ${statement.summaryDigest}`,
    `${words.key}: ${signature.key}`,
    ...(isNamed === undefined ? [words.compare] : isNamed ? [words.named] : []),
    ...(faults.length === 0 ? [words.proven] : [words.broken, ...faults.map((fault) => `  ${words.faults[fault]}`)]),
    '',
  ].join('\n');
}
