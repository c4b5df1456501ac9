import type { EventType } from '@ringvirkning/message';
import { savepoint, type Tx } from '@ringvirkning/persistence';
import { diagnose, type Failure } from './failure.js';

/** After so many failures and no success the cause is not in the items. */
const ENOUGH = 20;

/** An item of an event that makes its effect fail. */
export interface BadItem {
  /** Its place in the event, from 0. */
  readonly item: number;
  readonly failure: Failure;
}

/**
 * The items that an event carries, each as an envelope of its own; undefined for an event that is one thing. The data is not checked yet:
 * an item that breaks the schema is as good as any other.
 */
export function eachItem({ items }: EventType<unknown>, json: unknown): readonly object[] | undefined {
  if (items === undefined || typeof json !== 'object' || json === null || !('data' in json)) return undefined;
  const list = (json.data as Record<string, unknown> | null)?.[items];
  if (!Array.isArray(list) || list.length < 2) return undefined;
  return list.map((item) => ({ ...json, data: { ...(json.data as object), [items]: [item as unknown] } }));
}

/**
 * Runs an effect for all parts that let it succeed, all in the given transaction, and returns the others. Halves what fails until it is alone, so a few bad
 * ones among many cost a few attempts each. Undefined when none succeeds.
 * @throws failures that pass by themselves: the whole transaction is to be tried again then.
 */
export async function isolate<Part>(
  tx: Tx,
  parts: readonly Part[],
  effect: (parts: readonly Part[]) => Promise<void>,
): Promise<readonly BadItem[] | undefined> {
  const bad: BadItem[] = [];
  let good = 0;
  const visit = async (from: number, to: number): Promise<void> => {
    if (from === to || (good === 0 && bad.length >= ENOUGH)) return;
    try {
      await savepoint(tx, () => effect(parts.slice(from, to)));
      good += to - from;
    } catch (error) {
      const failure = diagnose(error);
      if (failure.remedy === 'wait') throw error;
      if (to - from === 1) {
        bad.push({ item: from, failure });
        return;
      }
      const middle = (from + to) >> 1;
      await visit(from, middle);
      await visit(middle, to);
    }
  };
  await visit(0, parts.length);
  return good === 0 ? undefined : bad;
}
