import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { InvalidArgumentError } from 'commander';
import type { Io } from '../io.js';
import { isHelp, programOf, sayError } from '../program.js';
import { trialsOf, type Question, type Trial } from './kit.js';
import { ownAnswer } from './own-answer.js';
import { productOf, type Product } from './product.js';

const EXIT = { fine: 0, failed: 1, different: 3 } as const;
/** Where this repository has its kit. */
const KIT = fileURLToPath(new URL('../../../../libs/partnership/domain', import.meta.url));
/** Prime, so that the places are spread over all kinds of member. */
const EVERY = 53;

interface Running {
  readonly kit: string;
  readonly every: number;
  readonly patience: number;
}

/** Runs `conformance run` and `conformance answer`; resolves with the exit code: 0 every trial is ok, 3 one is not, 1 it could not be tried. */
export async function runConformance(args: readonly string[], io: Io, stdin: Readable): Promise<number> {
  let code: number = EXIT.fine;
  const program = programOf(io);
  const conformance = program.command('conformance').description('whether a product speaks the partnership protocol');
  conformance
    .command('run')
    .description('tries a product with the vectors and the evidence of the kit, and says ok or not ok of each (TAP)')
    .argument('<program...>', 'the program that answers for the product, after --')
    .option('--kit <folder>', 'folder of vectors.json and evidence.json', KIT)
    .option('--every <n>', 'changes one byte of so many of the evidence; 1: each', readCount, EVERY)
    .option('--patience <seconds>', 'for one answer', readCount, 30)
    .action(async (command: readonly string[], { kit, every, patience }: Running) => {
      const files = { vectors: io.read(`${kit}/vectors.json`), evidence: io.read(`${kit}/evidence.json`) };
      const product = productOf(command, patience * 1000);
      code = await tried(trialsOf(files, every), product, io).finally(() => product.end());
    });
  conformance
    .command('answer')
    .description('answers for this product: a question a line on standard input, an answer a line')
    .action(async () => {
      for await (const line of createInterface({ input: stdin }))
        io.out(`${JSON.stringify(ownAnswer(JSON.parse(line) as Question))}\n`);
    });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (isHelp(error)) return EXIT.fine;
    sayError(error, io);
    return EXIT.failed;
  }
}

/** Tells of each trial in the Test Anything Protocol, version 14. @returns the exit code. */
export async function tried(trials: readonly Trial[], product: Pick<Product, 'answer'>, io: Io): Promise<number> {
  io.out(`TAP version 14\n1..${trials.length}\n`);
  let failed = 0;
  for (const [at, trial] of trials.entries()) {
    let fault: string | undefined;
    try {
      fault = await faultOf(trial, product);
    } catch (error) {
      io.out(`Bail out! ${(error as Error).message}\n`);
      return EXIT.failed;
    }
    io.out(`${fault === undefined ? 'ok' : 'not ok'} ${at + 1} - ${trial.name}\n`);
    if (fault === undefined) continue;
    failed += 1;
    io.out(`  ---\n  message: ${JSON.stringify(fault)}\n  ...\n`);
  }
  io.out(`# ${trials.length - failed} ok, ${failed} not ok\n`);
  return failed === 0 ? EXIT.fine : EXIT.different;
}

async function faultOf(trial: Trial, product: Pick<Product, 'answer'>) {
  for (const question of trial.questions) {
    const fault = trial.faultOf(await product.answer(question), question);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}
