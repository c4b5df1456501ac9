import { useContractTasks, useOutcomeTasks, usePaymentTasks } from '../api/queries.js';
import { useMay } from '../api/session.js';

/** How much waits for the person, from all services; a service that is down is left out, so that the others still count. */
export function useWaiting(): { readonly waiting: number; readonly known: boolean } {
  const may = useMay();
  const [contracts, outcomes, payments] = [
    useContractTasks(may('contracts.read')),
    useOutcomeTasks(may('outcomes.read')),
    usePaymentTasks(may('payments.read')),
  ];
  const counted = Object.values(outcomes.data?.counts ?? {}).reduce((sum, count) => sum + count, 0);
  return {
    waiting:
      (contracts.data?.items.length ?? 0) +
      counted +
      (outcomes.data?.behind.length ?? 0) +
      (payments.data?.items.length ?? 0) +
      (payments.data?.settlements.length ?? 0),
    known: [contracts, outcomes, payments].every(({ isLoading }) => !isLoading),
  };
}
