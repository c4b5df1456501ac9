import type { DataSharingView } from '@ringvirkning/benefits-api';
import {
  decidesFor,
  SHARING_SIDES,
  sharingState,
  type DataSharing,
  type PurseDecider,
  type Silo,
} from '@ringvirkning/benefits-domain';
import type { LocalDate } from '@ringvirkning/kernel';

/** A purse with its name; its key where the books do not know it yet. */
export const namedPurse = (silo: string, names: ReadonlyMap<string, Silo>) => ({
  silo,
  name: names.get(silo)?.name ?? { da: silo, en: silo },
});

/** An agreement as it stands today, and what the caller can do about it. */
export function presentSharing(
  sharing: DataSharing,
  names: ReadonlyMap<string, Silo>,
  caller: PurseDecider & { readonly subject: string },
  today: LocalDate,
): DataSharingView {
  const { provider, receiver, figures, decisions, ...rest } = sharing;
  const state = sharingState(sharing, today);
  const sides = SHARING_SIDES.filter((side) => decidesFor(caller, sharing[side]));
  const hasDecided = decisions.some(({ by }) => by.subject === caller.subject);
  const open = sides.filter((side) => !decisions.some((decision) => decision.side === side));
  return {
    ...rest,
    ...{ provider: namedPurse(provider, names), receiver: namedPurse(receiver, names) },
    ...{ figures: [...figures], decisions: [...decisions], state },
    mayApprove: state === 'proposed' && !hasDecided ? open : [],
    mayEnd: state === 'ended' || state === 'expired' ? [] : sides,
  };
}
