import { DomainError, fail } from '@ringvirkning/kernel';
import { asSystem, type Database } from '@ringvirkning/persistence';
import { diagnose } from './failure.js';
import type { Inbox } from './inbox.js';
import { Needs } from './needs.js';
import type { DeadLetter, DeadLetterState, InboxStore } from './inbox.store.js';

export interface Requeued {
  readonly id: string;
  readonly state: DeadLetterState;
  /** Why it failed again. */
  readonly reason?: string;
}

const PAGE = 100;

/** Events that could not be consumed: to look at, to try again, to give up. */
export class DeadLetters {
  constructor(
    private readonly db: Database,
    private readonly store: InboxStore,
    private readonly inbox: Inbox,
  ) {}

  /** Oldest first; `after` is the id of the last one of the page before. */
  list({
    state = 'open',
    limit = 50,
    after,
  }: { state?: DeadLetterState; limit?: number; after?: string } = {}): Promise<readonly DeadLetter[]> {
    return asSystem('dead-letters', () => this.db.read((tx) => this.store.letters(tx, state, { limit, after })));
  }

  /** @throws DomainError `messaging.dead-letter-not-found` */
  get(id: string): Promise<DeadLetter> {
    return asSystem('dead-letters', () => this.db.transaction(async (tx) => found(id, await this.lock(tx, id))));
  }

  /** Runs the effect again, once: effect and state commit together. A failure is the result, and is kept with the letter. @throws DomainError for a letter that is not open. */
  requeue(id: string): Promise<Requeued> {
    return asSystem('dead-letters', async () => {
      try {
        await this.once(id).catch(async (error: unknown) => {
          if (!(error instanceof EffectFailed) || !(error.cause instanceof Needs)) throw error;
          await error.cause.obtain().catch((cause: unknown) => Promise.reject(new EffectFailed(cause)));
          await this.once(id);
        });
        return { id, state: 'done' };
      } catch (error) {
        if (!(error instanceof EffectFailed)) throw error;
        const failure = diagnose(error.cause);
        await this.db.transaction((tx) => this.store.failAgain(tx, id, failure));
        return { id, state: 'open', reason: failure.reason };
      }
    });
  }

  /** Requeues every open letter, oldest first. */
  async requeueAll(): Promise<readonly Requeued[]> {
    const results: Requeued[] = [];
    for (let after = '0'; ; after = results.at(-1)!.id) {
      const page = await this.list({ limit: PAGE, after });
      for (const { id } of page) results.push(await this.requeue(id));
      if (page.length < PAGE) return results;
    }
  }

  /** Gives up on an open letter; it stays on record. @throws DomainError for a letter that is not open. */
  purge(id: string): Promise<Requeued> {
    return asSystem('dead-letters', () =>
      this.db.transaction(async (tx) => {
        open(found(id, await this.lock(tx, id)));
        await this.store.settle(tx, id, 'purged');
        return { id, state: 'purged' as const };
      }),
    );
  }

  private once(id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const letter = open(found(id, await this.lock(tx, id)));
      await this.inbox
        .again(letter.subject, letter.envelope, tx)
        .catch((error: unknown) => Promise.reject(new EffectFailed(error)));
      await this.store.settle(tx, id, 'done');
    });
  }

  private lock(tx: Parameters<InboxStore['lockLetter']>[0], id: string): Promise<DeadLetter | undefined> {
    return /^\d{1,18}$/.test(id) ? this.store.lockLetter(tx, id) : Promise.resolve(undefined);
  }
}

class EffectFailed extends Error {
  constructor(cause: unknown) {
    super('effect failed', { cause });
  }
}

function found(id: string, letter: DeadLetter | undefined): DeadLetter {
  if (!letter)
    throw fail.notFound('messaging.dead-letter-not-found', 'Beskeden findes ikke.', 'There is no such dead letter.', {
      params: { id },
    });
  return letter;
}

function open(letter: DeadLetter): DeadLetter {
  if (letter.state === 'open') return letter;
  const { id, state } = letter;
  throw fail.conflict(
    'messaging.dead-letter-settled',
    'Beskeden er allerede behandlet.',
    'The dead letter is settled already.',
    { params: { id, state } },
  ) satisfies DomainError;
}
