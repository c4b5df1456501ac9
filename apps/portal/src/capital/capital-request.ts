import type { RecordCapital } from '@ringvirkning/payments-api';
import { localDate } from '@ringvirkning/kernel';

/** The form as it is filled in; `amount` is in minor units, undefined where none can be read. */
export interface Asked {
  readonly type: RecordCapital['type'];
  readonly capital: string;
  readonly runId: string;
  readonly on: string;
  readonly reference: string;
  readonly reason: string;
}

export type Field = 'amount' | 'on' | 'reference' | 'reason' | 'run';

/** What is sent, or the fields that lack something. */
export function capitalRequest(
  { type, capital, runId, on, ...asked }: Asked,
  amount: string | undefined,
): { readonly body?: RecordCapital; readonly wrong: readonly Field[] } {
  const [reference, reason] = [asked.reference.trim(), asked.reason.trim()];
  const wrong = (
    [
      ['amount', amount === undefined || !/^[1-9]/.test(amount)],
      ['on', on === ''],
      ['reference', reference === ''],
      ['run', type === 'received' && runId === ''],
      ['reason', (type === 'called' || type === 'lost') && reason === ''],
    ] as const
  ).flatMap(([field, isWrong]) => (isWrong ? field : []));
  if (wrong.length > 0 || amount === undefined) return { wrong };
  const said = { amount, on: localDate(on), reference };
  if (type === 'received') return { body: { type, runId, ...said }, wrong };
  if (type === 'drawn') return { body: { type, capital, ...said }, wrong };
  return { body: { type, capital, ...said, reason }, wrong };
}
