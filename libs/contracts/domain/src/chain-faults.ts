import type { ErrorDetail } from '@ringvirkning/kernel';
import type { ChainRule, ChainSetting } from './chain.js';
import { SIGNERS } from './signers.js';
import { officeWords } from './value-words.js';

type Rules = Pick<ChainSetting, 'rules'>;

/** Everything that is wrong with a setting at once: no contract may be left without a chain, and no chain may rest on one kind of office. */
export const faultsOfChains = ({ rules }: Rules): ErrorDetail[] => [
  ...rules.flatMap(faultsOfRule),
  ...(rules.length > 0 && isForAll(rules.at(-1)!) ? [] : [NOT_FOR_ALL]),
  ...rules.slice(0, -1).flatMap((rule, index) => (isForAll(rule) ? [unreachable(index)] : [])),
];

const isForAll = ({ kind, above }: ChainRule): boolean => kind === undefined && above === undefined;

const NOT_FOR_ALL: ErrorDetail = {
  path: 'rules',
  code: 'contracts.chain-not-for-all',
  da: 'Den sidste regel skal gælde alle kontrakter, uden art og beløbsgrænse: ellers er der kontrakter, som ingen underskriver.',
  en: 'The last rule must be for all contracts, without kind and limit: otherwise there are contracts that nobody signs.',
};

const unreachable = (index: number): ErrorDetail => ({
  path: `rules[${index}]`,
  code: 'contracts.chain-unreachable',
  da: `Regel ${index + 1} gælder alle kontrakter, så de regler, der står efter den, bliver aldrig brugt. Flyt den til sidst.`,
  en: `Rule ${index + 1} is for all contracts, so that those after it are never used. Move it to the end.`,
});

function faultsOfRule({ steps, above }: ChainRule, index: number): ErrorDetail[] {
  const path = `rules[${index}].steps`;
  const offices = steps.flat();
  const twice = offices.filter((office, at) => offices.indexOf(office) < at);
  const roles = new Set(offices.map((office) => SIGNERS[office]?.join(' ')));
  return [
    ...twice.map((office) => ({
      path,
      code: 'contracts.chain-office-twice',
      da: `I regel ${index + 1} står ${officeWords(office).da} to gange.`,
      en: `In rule ${index + 1}, ${officeWords(office).en} stands twice.`,
    })),
    ...(roles.size < 2
      ? [
          {
            path,
            code: 'contracts.chain-of-one',
            da: `Regel ${index + 1} skal have mindst to embeder, som mennesker med forskellige roller giver underskrift for, fx kommunaldirektør og byråd.`,
            en: `Rule ${index + 1} needs at least two offices for which people of different roles sign, for example the municipal director and the council.`,
          },
        ]
      : []),
    ...(above && above.amount < 0n
      ? [
          {
            path: `rules[${index}].above.amount`,
            code: 'contracts.chain-limit-negative',
            da: `Beløbsgrænsen i regel ${index + 1} kan ikke være negativ.`,
            en: `The limit in rule ${index + 1} cannot be negative.`,
          },
        ]
      : []),
  ];
}
