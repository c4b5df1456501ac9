import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact, Terms } from '@ringvirkning/terms-language';
import { parseTerms } from '../src/parse/parse-terms.js';

export const EXAMPLES_FOLDER = join(process.cwd(), 'libs/terms/language/examples');

export const exampleText = (name: string): string => readFileSync(join(EXAMPLES_FOLDER, `${name}.yaml`), 'utf8');

/** The terms of an example document; fails with its errors when it has any. */
export function example(name: string): Terms {
  const parsed = parseTerms(exampleText(name));
  if (!parsed.ok)
    throw new Error(parsed.errors.map((error) => `${error.line}:${error.column} ${error.path} ${error.en}`).join('\n'));
  return parsed.terms;
}

/** The planned counts as facts on the contract's last day: person 1 reaches everything, the last planned person only what most people reach. */
export function plannedFacts(terms: Terms): Fact[] {
  return terms.outcomes.flatMap((outcome) =>
    ('planned' in outcome ? outcome.planned : []).flatMap(({ followUp, cohort, count }) =>
      Array.from({ length: count }, (_, i) => ({
        id: `${outcome.code}/${followUp ?? '-'}/${cohort ?? '-'}/${i}`,
        participant: `p${i + 1}`,
        outcome: outcome.code,
        on: terms.period.to,
        ...(followUp ? { followUp } : {}),
        ...(cohort ? { cohort } : {}),
      })),
    ),
  );
}
