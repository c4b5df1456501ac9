import { parentPort } from 'node:worker_threads';
import { DomainError } from '@ringvirkning/kernel';
import type { Answer, Order } from './heavy-work.js';
import type { TaskFunction } from './task.js';

parentPort!.on('message', (order: Order) => void answer(order).then((said) => parentPort!.postMessage(said)));

async function answer({ module, name, input, left }: Order): Promise<Answer> {
  try {
    const functions = (await import(module)) as Readonly<Record<string, TaskFunction<unknown, unknown>>>;
    return { value: await functions[name]!(input, () => Atomics.load(left, 0) === 1) };
  } catch (error) {
    return error instanceof DomainError ? { refused: error.json } : { failed: String((error as Error).stack ?? error) };
  }
}
