import { readFileSync } from 'node:fs';
import { runCommand } from './command-line.js';
import { readFile } from './read-file.js';

const STDIN = 0;

process.exitCode = runCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  watched: process.stderr.isTTY === true,
  read: (path) => readFile(path, (from) => readFileSync(from === '-' ? STDIN : from)),
  now: () => Date.now(),
});
