import { Injectable } from '@nestjs/common';
import type { Direction } from '@ringvirkning/partnership-api';
import { settledDigest, type StandingAt } from '@ringvirkning/partnership-domain';
import { queryByKey, type Tx } from '@ringvirkning/persistence';

/** Messages folded at once; the digest at the end of each such page is remembered. */
const PAGE = 1_000;
/** How long a fold is remembered: for the questions of one comparison. The next one reads what is stored again, for that is what it is about. */
const REMEMBERED_MS = 60_000;

interface Fold {
  readonly madeAt: number;
  /** Digests after each whole page. */
  readonly pages: (string | null)[];
}

/** What is settled with members, worked out from the messages that are stored. */
@Injectable()
export class SettledStore {
  private readonly folds = new Map<string, Fold>();

  /** Digests of what is settled with a member up to a number, both ways; null where not so many are. */
  async at(tx: Tx, peer: string, number: number): Promise<Pick<StandingAt, 'number' | 'sent' | 'received'>> {
    const [sent, received] = [
      await this.digest(tx, 'sent', peer, number),
      await this.digest(tx, 'received', peer, number),
    ];
    return { number, sent, received };
  }

  private async digest(tx: Tx, direction: Direction, peer: string, upTo: number): Promise<string | null> {
    const { pages } = this.foldOf(`${direction} ${peer}`);
    const known = Math.min(pages.length - 1, Math.floor(upTo / PAGE));
    let digest = pages[known]!;
    for (let after = known * PAGE; after < upTo; after += PAGE) {
      const until = Math.min(after + PAGE, upTo);
      const rows = await queryByKey<{ digest: string; outcome: string | null }>(
        tx,
        `SELECT digest, CASE word WHEN 'booked' THEN word WHEN 'refused' THEN reason END AS outcome FROM message
         WHERE direction = $1 AND peer = $2 AND number > $3 AND number <= $4 ORDER BY number`,
        [direction, peer, after, until],
      );
      if (rows.length < until - after || rows.some(({ outcome }) => outcome === null)) return null;
      digest = rows.reduce((before, row) => settledDigest(before, row.digest, row.outcome), digest);
      if (until === pages.length * PAGE) pages.push(digest);
    }
    return digest;
  }

  private foldOf(way: string): Fold {
    const known = this.folds.get(way);
    if (known && performance.now() - known.madeAt < REMEMBERED_MS) return known;
    const fold: Fold = { madeAt: performance.now(), pages: [null] };
    this.folds.set(way, fold);
    return fold;
  }
}
