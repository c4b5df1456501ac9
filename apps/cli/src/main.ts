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
/** Commands that ask a running instance; the others compute with what they are given. */
const OPERATING = [
  ...['verify', 'mend', 'works', 'claim', 'partnership', 'evidence export'],
  ...['status', 'logs', 'dead-letters'],
];

/** Commands that make folders of instances and hubs. */
const MAKING = ['instance', 'hub'];

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  watched: process.stderr.isTTY === true,
  read: (path) => readFile(path, (from) => readFileSync(from === '-' ? STDIN : from)),
  now: () => Date.now(),
};
const args = process.argv.slice(2);
if (OPERATING.includes(args[0] ?? '') || OPERATING.includes(args.slice(0, 2).join(' '))) {
  const { operate } = await import('./operate/operate.js');
  process.exitCode = await operate(args, io, process.env);
} else if (MAKING.includes(args[0] ?? '')) {
  const { make } = await import('./make/make.js');
  process.exitCode = make(args, io);
} else if (args[0] === 'doctor') {
  const { runDoctor } = await import('./doctor/command.js');
  process.exitCode = await runDoctor(args, io, process.env);
} else if (args[0] === 'support-bundle') {
  const { runSupport } = await import('./support/command.js');
  process.exitCode = await runSupport(args, io, process.env);
} else if (args[0] === 'backup' || args[0] === 'restore') {
  const { runBackup } = await import('./backup/command.js');
  process.exitCode = await runBackup(args, io, process.env);
} else if (args[0] === 'conformance') {
  const { runConformance } = await import('./conformance/command.js');
  process.exitCode = await runConformance(args, io, process.stdin);
} else if (args[0] === 'evidence') process.exitCode = await runEvidence(args, io);
else process.exitCode = runCommand(args, io);
