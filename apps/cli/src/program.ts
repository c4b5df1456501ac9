import { Command, CommanderError } from 'commander';
import type { Io } from './io.js';

/** A program that says its help where that is asked for, and where a command lacks the one below it; what goes wrong throws, for {@link sayError}. */
export const programOf = (io: Io): Command =>
  new Command('ringvirkning').exitOverride().configureOutput({
    writeOut: (text) => io.out(text),
    writeErr: (text) => io.err(text),
    outputError: () => undefined,
  });

/** Whether help that was asked for ended the program. */
export const isHelp = (error: unknown): boolean => error instanceof CommanderError && error.exitCode === 0;

/** One line, whatever happened; none where the help has been said. */
export function sayError(error: unknown, io: Io): void {
  if (error instanceof CommanderError && error.code === 'commander.help') return;
  const message = error instanceof Error ? error.message : String(error);
  io.err(`ringvirkning: ${message.replace(/^error: /, '').split('\n')[0]}\n`);
}
