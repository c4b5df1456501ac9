import { Command, CommanderError } from 'commander';
import type { Io } from './io.js';

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
  const program = new Command('ringvirkning')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: () => undefined });
  define(program, (how) => void (code = how));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    io.err(`ringvirkning: ${(error as Error).message.replace(/^error: /, '').split('\n')[0]}\n`);
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
