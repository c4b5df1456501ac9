import { readFileSync } from 'node:fs';
import { readFile } from '../read-file.js';
import { runEvidence } from './command.js';

const STDIN = 0;

/** `evidence verify` alone, made into one file for machines that have nothing else. */
process.exitCode = await runEvidence(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  watched: false,
  read: (path) => readFile(path, (from) => readFileSync(from === '-' ? STDIN : from)),
  now: () => 0,
});
