import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sum } from '@ringvirkning/kernel';
import { example, GROUPS, publishedOf, worthOf, type WorkedGroup } from './worked-cases.js';

const PAGE = join(process.cwd(), 'docs/how-we-value.md');
const [BEGIN, FINISH] = ['<!-- cases -->\n', '<!-- /cases -->'];

const kroner = (amount: bigint | undefined): string =>
  amount === undefined
    ? '–'
    : new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(Number(amount) / 100);

function section({ title, text, example: name, cases }: WorkedGroup): string {
  const model = example(name);
  const worth = cases.map((each) => worthOf(model, each));
  const purses = [...new Set(worth.flatMap((of) => [...of.keys()]))].sort();
  return [
    `### ${title}`,
    '',
    `${text} Model: [\`${name}.yaml\`](../libs/benefits/domain/examples/${name}.yaml).`,
    '',
    `| case | ${purses.join(' | ')} | total |`,
    `| --- | ${purses.map(() => '---:').join(' | ')} | ---: |`,
    ...cases.map(
      (each, i) =>
        `| ${each.title} | ${purses.map((purse) => kroner(worth[i]!.get(purse))).join(' | ')} | ${kroner(sum(worth[i]!.values()))} |`,
    ),
    '',
  ].join('\n');
}

describe('docs/how-we-value.md', () => {
  it.each(GROUPS.flatMap((group) => group.cases.map((each) => [each.title, group, each] as const)))(
    'gives the published figures: %s',
    (_, group, each) => {
      const worth = worthOf(example(group.example), each);
      expect(new Map([...worth].sort())).toEqual(new Map([...publishedOf(each)].sort()));
    },
  );
  it('shows the figures that the shipped provisions give today (UPDATE_DOCS=1 writes them anew)', () => {
    const page = readFileSync(PAGE, 'utf8');
    const [before, after] = [page.slice(0, page.indexOf(BEGIN) + BEGIN.length), page.slice(page.indexOf(FINISH))];
    const current = `${before}\n${GROUPS.map(section).join('\n')}\n${after}`;
    if (process.env['UPDATE_DOCS']) writeFileSync(PAGE, current);
    expect(readFileSync(PAGE, 'utf8')).toBe(current);
  });
});
