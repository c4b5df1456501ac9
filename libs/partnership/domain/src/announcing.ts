import type { Instant } from '@ringvirkning/kernel';
import { signedBy, stating } from './entering.js';
import { memberOf } from './history.js';
import type { Instance, Self } from './instance.js';
import type { Statement } from './schema.js';
import { ownSigner } from './speak.js';

/** What this instance has to say of the versions that it speaks; undefined where the history has it so, or where it cannot say anything. */
export function versionsToAnnounce(self: Self, { history }: Instance, now: Instant): Statement | undefined {
  const { me, partnership, speaks } = self;
  const known = history && memberOf(history, me)?.speaks;
  if (!known || (known.from === speaks.from && known.to === speaks.to)) return undefined;
  const signer = ownSigner(self, history, now);
  return signer && signedBy(stating(partnership, { what: 'announce-versions', member: me, speaks }, now), me, signer);
}
