import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TermsTemplates } from '@ringvirkning/contracts-api';
import { parseTerms } from '@ringvirkning/terms';

/** The examples lie beside the language's code, in the repository as in an image. */
const EXAMPLES = join(
  dirname(createRequire(import.meta.url).resolve('@ringvirkning/terms-language')),
  '..',
  'examples',
);
const FIRST = 'aarhus-young-homeless.yaml';

/** Documents to start from: the worked public cases, the Danish one first. @throws when an example cannot be read: the service must not start with half of them. */
export function readTemplates(): TermsTemplates {
  const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.yaml'));
  const inOrder = files.sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || (a < b ? -1 : 1));
  return {
    items: inOrder.map((file) => {
      const text = readFileSync(join(EXAMPLES, file), 'utf8');
      const parsed = parseTerms(text);
      if (!parsed.ok) throw new Error(`${file}: ${parsed.errors[0]!.en}`);
      return { ref: parsed.terms.ref, title: parsed.terms.title, text };
    }),
  };
}
