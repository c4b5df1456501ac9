import type { Comparison } from '@ringvirkning/reconciliation';
import type { Language } from '../report/words.js';
import type { Mended } from './mend.js';
import type { ServiceVerified, Verification } from './verification.js';
import { OPERATING_WORDS, type OperatingWords } from './words.js';

/** The verification for people: what agrees in a line each, what does not with where to look. */
export function verificationText({ state, services, reconciliation }: Verification, language: Language): string {
  const words = OPERATING_WORDS[language];
  const blocks: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [words.seals, services.flatMap((one) => sealLines(one, words))],
    [words.ledgers, services.flatMap((one) => ledgerLines(one, words))],
    [words.messages, services.flatMap((one) => messageLines(one, language))],
    [
      words.reconciliation,
      [
        ...reconciliation.comparisons.flatMap((one) => comparisonLines(one, words)),
        ...reconciliation.unanswered.map((service) => `  ${service}: ${words.silent}`),
      ],
    ],
    [words.byTheClock, services.flatMap((one) => clockLines(one, words))],
  ];
  return [...blocks.map(([title, lines]) => [title, ...lines, ''].join('\n')), `${words.results[state]}\n`].join('\n');
}

function sealLines({ service, answers, seal }: ServiceVerified, words: OperatingWords): string[] {
  if (!answers || !seal) return [`  ${service}: ${words.silent}`];
  if (seal.ok) return [`  ${service}: ${seal.checkpoint ? words.sealed(seal.checkpoint.size) : words.nothing}`];
  return seal.findings.map(
    ({ code, source, count, first }) =>
      `  ${service}: ${code} ${source}, ${count}${first === null ? '' : ` (${words.from} ${first})`}`,
  );
}

const ledgerLines = ({ service, ledger }: ServiceVerified, words: OperatingWords): string[] =>
  ledger ? [`  ${service}: ${ledger.ok ? words.balanced : words.unbalanced}`] : [];

function messageLines({ service, messaging }: ServiceVerified, language: Language): string[] {
  if (!messaging) return [];
  const words = OPERATING_WORDS[language];
  const lines = [
    ...messaging.faults.map((fault) => `  ${service}: ${fault.code}: ${fault[language]}`),
    ...(messaging.deadLetters > 0 ? [`  ${service}: ${words.asideIn(messaging.deadLetters)}`] : []),
  ];
  return lines.length > 0 ? lines : [`  ${service}: ${words.flowing}`];
}

function comparisonLines(
  { kind, told, held, state, waiting, contracts, differing }: Comparison,
  words: OperatingWords,
): string[] {
  const extent = waiting > 0 ? words.waiting(waiting) : words.contracts(contracts);
  return [
    `  ${kind}, ${between(told, held)}: ${words.states[state]} (${extent})`,
    ...differing.map((one) => `    ${one.contractId || '?'}: ${words.difference(one.told, one.held, one.aside)}`),
  ];
}

const between = (told: string, held: string): string => (told === held ? told : `${told} → ${held}`);

/** What each service found by itself, in its rounds. */
function clockLines({ service, comparison }: ServiceVerified, words: OperatingWords): string[] {
  if (!comparison) return [];
  const { checkedAt, contracts, findings, silent } = comparison;
  return [
    `  ${service}: ${checkedAt === null ? words.notYet : words.looked(contracts, checkedAt)}`,
    ...findings.map(
      ({ level, kind, told, held, state, contractId, since }) =>
        `    ${words.levels[level]}: ${contractId || '?'}: ${kind}, ${between(told, held)}: ${words.states[state]} (${words.since} ${since})`,
    ),
    ...silent.map((one) => `    ${one.service}: ${words.silent} (${words.since} ${one.since})`),
  ];
}

/** What a mending did, and what is left to people. */
export function mendedText(service: string, { mended, givenBack }: Mended, language: Language): string {
  const words = OPERATING_WORDS[language];
  const { subjects } = mended;
  const total = (of: (one: (typeof subjects)[number]) => number): number =>
    subjects.reduce((sum, one) => sum + of(one), 0);
  const done =
    mended.epoch === null
      ? [words.whole(service)]
      : [
          words.mended(
            service,
            total((one) => one.givenBack),
          ),
          ...(total((one) => one.renumbered) > 0 ? [words.renumbered(total((one) => one.renumbered))] : []),
        ];
  const left = givenBack.map(({ subject, key, seq, occurredAt }) => `  ${subject} ${seq}  ${key}  ${occurredAt}`);
  return [...done, ...(left.length > 0 ? [words.repeat, ...left] : []), words.then, ''].join('\n');
}
