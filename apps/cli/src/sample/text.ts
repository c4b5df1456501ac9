import { differencesText } from '../report/differences.js';
import type { Language } from '../report/words.js';
import type { SampleCheck } from './verify-sample.js';

const WORDS = {
  da: {
    sample: 'Stikprøve',
    of: 'af',
    claims: 'resultater',
    notDrawn: 'endnu ikke udtrukket',
    wrong: 'ikke i orden',
    projected: 'Fremskrevet fejl',
    upperLimit: 'øvre fejlgrænse',
    tolerable: 'tålt fejl',
    verdict: 'Konklusion',
    accepted: 'godtaget',
    inconclusive: 'uafklaret',
    material: 'væsentlig fejl',
    same: 'Samme liste, samme udtræk, samme resultat.',
  },
  en: {
    sample: 'Sample',
    of: 'of',
    claims: 'claims',
    notDrawn: 'not drawn yet',
    wrong: 'wrong',
    projected: 'Projected error',
    upperLimit: 'upper limit of error',
    tolerable: 'tolerable error',
    verdict: 'Verdict',
    accepted: 'accepted',
    inconclusive: 'inconclusive',
    material: 'material error',
    same: 'Same list, same draw, same result.',
  },
} as const;

/** The verdict in one language. Amounts in minor units, as the file has them. */
export function sampleText({ file, differences }: SampleCheck, language: Language): string {
  const words = WORDS[language];
  const { sampleId, selected, units, wrong, seed, digest, result } = file;
  const drawn = seed === null ? words.notDrawn : `${selected.length} ${words.of} ${units.length} ${words.claims}`;
  return [
    `${words.sample} ${sampleId}: ${drawn}, ${wrong.length} ${words.wrong}`,
    `Digest ${digest}`,
    ...(result
      ? [
          `${words.projected} ${result.projected}, ${words.upperLimit} ${result.upperLimit}, ${words.tolerable} ${result.tolerable}. ${words.verdict}: ${words[result.verdict]}`,
        ]
      : []),
    ...differencesText(differences, words.same, language),
    '',
  ].join('\n');
}
