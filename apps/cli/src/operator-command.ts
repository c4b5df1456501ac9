import type { Command } from 'commander';
import type { Io } from './io.js';
import { isHelp, programOf, sayError } from './program.js';

/** What was asked could not be done, or not be made out. */
export const FAILED = 2;

/**
 * Runs a command for operators.
 * @param define adds it to the program; `end` says how it went, when otherwise than well (0).
 * @returns the exit code: {@link FAILED} with one line when it throws.
 */
export async function operatorCommand(
  args: readonly string[],
  io: Io,
  define: (program: Command, end: (code: number) => void) => void,
): Promise<number> {
  let code = 0;
  const program = programOf(io);
  define(program, (how) => void (code = how));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (isHelp(error)) return 0;
    sayError(error, io);
    return FAILED;
  }
}

/** Which instance is meant. */
export const ofSite = (command: Command): Command =>
  command
    .option('--instance <folder>', 'what instance new made')
    .option(
      '--data <folder>',
      'data folder of an npm start; default: RINGVIRKNING_DATA, else what the environment describes',
    );
