import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Answer, Question } from './kit.js';

/** A product that is tried. */
export interface Product {
  /** @throws Error when it does not answer. */
  answer(question: Question): Promise<Answer>;
  end(): void;
}

/** A program that reads a question a line and writes an answer a line; what it says on stderr is shown. */
export function productOf([command, ...args]: readonly string[], patienceMs: number): Product {
  const child = spawn(command!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`the program does not start: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`the program has ended (${signal ?? code})`));
  });
  // What is written to one that has ended is told by its end.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async answer(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const line = await withinPatience(lines.next(), patienceMs);
      if (line.done) throw new Error(await ended);
      return answerIn(line.value, question.id);
    },
    end: () => void child.kill(),
  };
}

function answerIn(line: string, id: number): Answer {
  try {
    const answer = JSON.parse(line) as Answer;
    if (answer.id === id) return answer;
  } catch {
    // Told as any other line that is no answer.
  }
  throw new Error(`no answer to question ${id}: ${line.slice(0, 200)}`);
}

async function withinPatience<T>(promised: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  try {
    return await Promise.race([promised, promise]);
  } finally {
    clearTimeout(timer);
  }
}
