import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { Verify } from '@ringvirkning/partnership-domain';
import { runConformance, tried } from './command.js';
import { trialsOf, type Answer, type Question } from './kit.js';
import { ownAnswer } from './own-answer.js';

const KIT = join(process.cwd(), 'libs/partnership/domain');
const fileOf = (name: string): string => readFileSync(join(KIT, `${name}.json`), 'utf8');
const TRIALS = trialsOf({ vectors: fileOf('vectors'), evidence: fileOf('evidence') }, 211);

async function ran(args: readonly string[], stdin = '') {
  const said = { out: '', err: '' };
  const io = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
    ...{ watched: false, read: (path: string) => readFileSync(path, 'utf8'), now: () => 0 },
  };
  const code = await runConformance(['conformance', ...args], io, Readable.from([stdin]));
  return { code, ...said };
}

/** What of the kit a product fails that answers so. */
async function failedBy(answer: (question: Question) => Answer): Promise<string[]> {
  let out = '';
  const io = { out: (text: string) => void (out += text) } as Parameters<typeof tried>[2];
  const code = await tried(TRIALS, { answer: (question) => Promise.resolve(answer(question)) }, io);
  const failed = [...out.matchAll(/^not ok \d+ - (.*)$/gm)].map(([, name]) => name!);
  expect([code, out.includes(`1..${TRIALS.length}\n`)]).toEqual([failed.length > 0 ? 3 : 0, true]);
  return failed;
}
const believing: Verify = () => true;
const deaf: Verify = () => false;
const altered = (question: Question, part: RegExp, other: string): Answer => {
  const { says, ...made } = ownAnswer(question);
  return says ? { ...made, says: says.map((text) => text.replace(part, other)) } : made;
};

describe('the conformance kit', () => {
  it('is passed by this product', async () => expect(await failedBy((question) => ownAnswer(question))).toEqual([]));

  it.each<[string, (question: Question) => Answer, readonly string[]]>([
    [
      'believes every signature',
      (question) => ownAnswer(question, believing),
      ['a message whose amount was changed', 'a message signed by another member'],
    ],
    ['believes none', (question) => ownAnswer(question, deaf), ['evidence holds', TRIALS[0]!.name]],
    ['says no receipts', (question) => ({ ...ownAnswer(question), says: [] }), [TRIALS[0]!.name]],
    [
      'says receipts that are not signed',
      (question) => altered(question, /"signature":"[^"]{10}/, '"signature":"AAAAAAAAAA'),
      [TRIALS[0]!.name, 'a message after a gap'],
    ],
    ['says receipts of another message', (question) => altered(question, /"of":"./, '"of":"g'), [TRIALS[0]!.name]],
    ['answers nothing', ({ id }) => ({ id }), TRIALS.map(({ name }) => name)],
  ])('is failed by one that %s', async (_, answer, names) =>
    expect(await failedBy(answer)).toEqual(expect.arrayContaining([...names])),
  );

  it('is answered line by line', async () => {
    const [question] = TRIALS[0]!.questions;
    const { out } = await ran(['answer'], `${JSON.stringify(question)}\n`);
    expect(JSON.parse(out)).toMatchObject({ id: question!.id, outcome: 'understood', says: [expect.any(String)] });
  });

  it('tries a program of whatever kind, and tells where it is wrong', async () => {
    const program = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { id, ask } = JSON.parse(line);
      console.log(JSON.stringify(ask === 'evidence' ? { id, holds: false } : { id, outcome: 'nothing', says: [] }));
    })`;
    const { code, out } = await ran(['run', '--kit', KIT, '--every', '999', '--', process.execPath, '-e', program]);
    expect([code, out]).toEqual([3, expect.stringMatching(/^TAP version 14\n1\.\.\d+\nnot ok 1 - the first message/)]);
    expect(out).toContain('  message: "expected \\"understood\\", got \\"nothing\\""');
    expect(out).toMatch(/^ok \d+ - the same once more, of those taken$/m);
    expect(out).toMatch(/^ok \d+ - evidence with one byte changed does not hold, at each 999th byte$/m);
  });

  it.each([
    ['ends', [process.execPath, '-e', 'process.exit(7)'], 'Bail out! the program has ended (7)'],
    [
      'says something else',
      [process.execPath, '-e', 'console.log("hello")'],
      'Bail out! no answer to question 1: hello',
    ],
    ['is not there', ['/nowhere/product'], 'Bail out! the program does not start'],
  ])('gives up on a program that %s', async (_, program, told) => {
    const { code, out } = await ran(['run', '--kit', KIT, '--', ...program]);
    expect([code, out]).toEqual([1, expect.stringContaining(told)]);
  });
});
