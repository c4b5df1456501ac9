import { Injectable } from '@nestjs/common';
import type { Self } from '@ringvirkning/partnership-domain';
import { queryByKey, type Tx } from '@ringvirkning/persistence';

/** Which partnership this instance belongs to: its name, and the digest of its history's first entry. */
export type Membership = Pick<Self, 'partnership' | 'founding'>;

@Injectable()
export class MembershipStore {
  async get(tx: Tx): Promise<Membership | undefined> {
    const [row] = await queryByKey<Membership>(tx, 'SELECT partnership, founding FROM membership', []);
    return row;
  }

  /** For ever. What was set before stays. */
  async set(tx: Tx, { partnership, founding }: Membership): Promise<void> {
    await tx.query('INSERT INTO membership (partnership, founding) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [
      partnership,
      founding,
    ]);
  }
}
