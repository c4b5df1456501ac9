import { WhatWorksSchema, type WhatWorks, type WorksStep } from '@ringvirkning/outcomes-api';
import { table } from '../report/table.js';
import type { Language } from '../report/words.js';
import { read, type Instance } from './instance.js';

const WORDS = {
  da: {
    columns: ['Trin', 'Målgruppe', 'Planlagt', 'Nået', 'Ikke nået', 'Afventer', 'Andel', 'Fra', 'Til'],
    everybody: 'Alle',
    noGroup: 'Uden målgruppe',
    hidden: 'skjult',
    nobody: 'Endnu er der ingen at tælle.',
    from: (contracts: number) => `Talt over ${contracts === 1 ? '1 kontrakt' : `${contracts} kontrakter`}`,
    suppressed: (below: number) => `Skjult er tal, der kunne røbe færre end ${below} personer.`,
    shares:
      'Andel: nået ÷ (nået + ikke nået), med 95 %-interval (Wilson). De, der afventer, tæller hverken for eller imod.',
    locale: 'da-DK',
  },
  en: {
    columns: ['Step', 'Target group', 'Planned', 'Reached', 'Not reached', 'Awaited', 'Share', 'From', 'To'],
    everybody: 'Everybody',
    noGroup: 'Without target group',
    hidden: 'hidden',
    nobody: 'There is nobody to count yet.',
    from: (contracts: number) => `Counted over ${contracts === 1 ? '1 contract' : `${contracts} contracts`}`,
    suppressed: (below: number) => `Hidden are numbers that could tell of fewer than ${below} people.`,
    shares: 'Share: reached ÷ (reached + not reached), with 95 % interval (Wilson). Who is awaited counts neither way.',
    locale: 'en-GB',
  },
} as const;

/** What the page «Hvad virker» shows, for whoever the token is of. @throws NoAnswer */
export const whatWorks = async (instance: Instance, contractId: string | undefined): Promise<WhatWorks> =>
  read(
    WhatWorksSchema,
    await instance.get(
      `/api/outcomes/what-works${contractId === undefined ? '' : `?contractId=${encodeURIComponent(contractId)}`}`,
    ),
  );

/** The steps of each intervention as a table. */
export function worksText({ contracts, suppressedBelow, steps }: WhatWorks, language: Language): string {
  const words = WORDS[language];
  if (steps.length === 0) return `${words.nobody}\n`;
  const interventions = Map.groupBy(steps, ({ intervention }) => intervention[language]);
  return [
    words.from(contracts),
    '',
    ...[...interventions].flatMap(([intervention, own]) => [
      intervention,
      table(
        words.columns,
        own.map((step) => cells(step, language)),
        [0, 1],
      ),
      '',
    ]),
    words.shares,
    ...(suppressedBelow !== null && steps.some(({ suppressed }) => suppressed)
      ? [words.suppressed(suppressedBelow)]
      : []),
    '',
  ].join('\n');
}

function cells(step: WorksStep, language: Language): string[] {
  const words = WORDS[language];
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 1 });
  const count = (value: number | null): string => (value === null ? words.hidden : String(value));
  const share = (value: number | undefined): string => (value === undefined ? '–' : percent.format(value));
  return [
    [step.title, step.followUp].flatMap((name) => name?.[language] ?? []).join(', '),
    step.group === null ? words.everybody : step.group[language] || words.noGroup,
    step.planned === null ? '' : String(step.planned),
    count(step.reached),
    count(step.notReached),
    count(step.awaiting),
    step.n === null ? words.hidden : share(step.share ?? undefined),
    share(step.interval?.low),
    share(step.interval?.high),
  ];
}
