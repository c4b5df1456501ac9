import { readFileSync } from 'node:fs';
import { runCommand } from './command-line.js';
import { runEvidence } from './evidence/command.js';
import type { Io } from './io.js';
import { readFile } from './read-file.js';

const STDIN = 0;

// Whoever reads the output may have enough of it (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  watched: process.stderr.isTTY === true,
  read: (path) => readFile(path, (from) => readFileSync(from === '-' ? STDIN : from)),
  now: () => Date.now(),
};

type Run = (args: readonly string[], io: Io) => number | Promise<number>;

const operating = async (): Promise<Run> => {
  const { operate } = await import('./operate/operate.js');
  return (args, to) => operate(args, to, process.env);
};
const backup = async (): Promise<Run> => {
  const { runBackup } = await import('./backup/command.js');
  return (args, to) => runBackup(args, to, process.env);
};
const making = async (): Promise<Run> => (await import('./make/make.js')).make;

/** Who carries out which command, loaded when it is asked for; what is not here computes with what it is given. */
const COMMANDS: Readonly<Record<string, () => Promise<Run>>> = {
  ...Object.fromEntries(
    [
      ...['verify', 'mend', 'works', 'claim', 'partnership', 'evidence export'],
      ...['status', 'logs', 'dead-letters', 'maintenance'],
    ].map((name) => [name, operating]),
  ),
  instance: making,
  hub: making,
  backup,
  restore: backup,
  doctor: async () => {
    const { runDoctor } = await import('./doctor/command.js');
    return (args, to) => runDoctor(args, to, process.env);
  },
  'support-bundle': async () => {
    const { runSupport } = await import('./support/command.js');
    return (args, to) => runSupport(args, to, process.env);
  },
  upgrade: async () => {
    const { runUpgrade } = await import('./upgrade/command.js');
    return (args, to) => runUpgrade(args, to, process.env);
  },
  rotate: async () => {
    const { runRotate } = await import('./rotate/command.js');
    return (args, to) => runRotate(args, to, process.env);
  },
  conformance: async () => {
    const { runConformance } = await import('./conformance/command.js');
    return (args, to) => runConformance(args, to, process.stdin);
  },
  evidence: () => Promise.resolve(runEvidence),
};

const args = process.argv.slice(2);
const find = COMMANDS[args.slice(0, 2).join(' ')] ?? COMMANDS[args[0] ?? ''];
process.exitCode = await (find ? await find() : runCommand)(args, io);
