type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'ringvirkning.draft';
/** As long as a file waits for the claim that refers to it. */
const LASTS_MS = 7 * 86_400_000;

export interface Draft<T> {
  readonly at: string;
  readonly value: T;
}

const nameOf = (subject: string, place: string): string => `${PREFIX} ${subject} ${place}`;

/** What somebody had begun at a place; nobody else is given it, and nobody after a week. */
export function readDraft<T>(storage: Kept, subject: string, place: string, now: Date): Draft<T> | undefined {
  const text = storage.getItem(nameOf(subject, place));
  if (text === null) return undefined;
  try {
    const draft = JSON.parse(text) as Draft<T>;
    if (now.getTime() - Date.parse(draft.at) < LASTS_MS) return draft;
  } catch {
    // What cannot be read is as good as none.
  }
  storage.removeItem(nameOf(subject, place));
  return undefined;
}

/** A full or forbidden storage keeps no draft, and stops nobody from working. */
export function keepDraft(storage: Kept, subject: string, place: string, value: unknown, now: Date): void {
  try {
    storage.setItem(nameOf(subject, place), JSON.stringify({ at: now.toISOString(), value }));
  } catch {
    return;
  }
}

export const dropDraft = (storage: Kept, subject: string, place: string): void =>
  storage.removeItem(nameOf(subject, place));

/** At sign-out all drafts go; when somebody signs in, those of everybody else do: machines are shared. */
export function forgetDrafts(storage: Kept, except?: string): void {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const name of names)
    if (name.startsWith(`${PREFIX} `) && !(except !== undefined && name.startsWith(`${PREFIX} ${except} `)))
      storage.removeItem(name);
}
