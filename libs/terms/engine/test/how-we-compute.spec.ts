import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moneyText } from '@ringvirkning/terms-language';
import { evaluate } from '../src/index.js';
import { CASES, type Case } from './cases.js';
import { example } from './examples.js';

const PAGE = join(process.cwd(), 'docs/how-we-compute.md');
const [BEGIN, FINISH] = ['<!-- cases -->\n', '<!-- /cases -->'];
const MOST_LINES = 6;

/** The cases of one example: what it is, its sources and assumptions, and the computed figures with their explanation. */
function section(name: string, cases: readonly Case[]): string {
  const terms = example(name);
  const rows = cases.map((each) => {
    const { gross, payable, excess } = evaluate(terms, each.facts, each.cutOff);
    const money = (amount: bigint): string => moneyText(amount, terms.currency).en;
    return `| ${each.title} | ${money(gross)} | ${excess.map((cut) => `${money(cut.amount)} (${cut.step})`).join(', ') || '–'} | ${money(payable)} |`;
  });
  const last = cases.at(-1)!;
  const lines = evaluate(terms, last.facts, last.cutOff).lines;
  const explained = lines.slice(0, MOST_LINES).map((line) => `- ${line.sentence.en}  \n  *${line.sentence.da}*`);
  return [
    `### ${terms.title.en}`,
    '',
    `[\`${name}.yaml\`](../libs/terms/language/examples/${name}.yaml). Source: ${terms.sources.map((source) => (source.url ? `[${source.title}](${source.url})` : source.title)).join('; ')}.`,
    `Assumed: ${terms.assumptions.map((assumption) => assumption.en).join(' ')}`,
    '',
    '| case | gross | not paid (step) | payable |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
    ...(explained.length > 0
      ? [
          'The last case, line by line:',
          '',
          ...explained,
          ...(lines.length > MOST_LINES ? [`- … and ${lines.length - MOST_LINES} more lines`] : []),
          '',
        ]
      : []),
  ].join('\n');
}

describe('docs/how-we-compute.md', () => {
  it('shows the figures that the examples give today (UPDATE_DOCS=1 writes them anew)', () => {
    const names = [...new Set(CASES.map((each) => each.example))];
    const computed = names
      .map((name) =>
        section(
          name,
          CASES.filter((each) => each.example === name),
        ),
      )
      .join('\n');
    const page = readFileSync(PAGE, 'utf8');
    const [before, after] = [page.slice(0, page.indexOf(BEGIN) + BEGIN.length), page.slice(page.indexOf(FINISH))];
    const current = `${before}\n${computed}\n${after}`;
    if (process.env['UPDATE_DOCS']) writeFileSync(PAGE, current);
    expect(readFileSync(PAGE, 'utf8')).toBe(current);
  });
});
