import type { Task } from '@ringvirkning/outcomes-api';

export interface NextClaim {
  readonly path: string;
  /** How many wait beside this one. */
  readonly left: number;
}

/** The task of the same kind after this claim in the list, round to the oldest; without those that are decided already. `count`: all that wait, of which the list may show some. */
export function nextOf(
  tasks: readonly Task[],
  kind: 'attest' | 'verify' | undefined,
  claimId: string,
  decided: ReadonlySet<string>,
  count: number,
): NextClaim | undefined {
  const queue = tasks.filter((task) => task.kind === kind && task.claimId !== undefined);
  const here = queue.findIndex((task) => task.claimId === claimId);
  const round = [...queue.slice(here + 1), ...queue.slice(0, Math.max(here, 0))];
  const open = round.filter((task) => task.claimId !== claimId && !decided.has(task.claimId!));
  const [next] = open;
  if (!next) return undefined;
  const shown = queue.length;
  return {
    path: `/contracts/${next.contractId}/claims/${next.claimId}`,
    left: Math.max(open.length, count - shown + open.length),
  };
}
