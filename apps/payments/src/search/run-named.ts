import type { RunNamed } from '../persistence/run-search.store.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Words for what is looked for, which are no part of its name. */
const WORDS = /(?<!\p{L})(?:betalingskørsel|kørsel|payment run|run|nr\.?|no\.?)(?!\p{L})|#/giu;

/** The run somebody means by `3`, `kørsel 3`, `AAR-UH-2024 3`, `AAR-UH-2024 kørsel nr. 3` or its id; undefined for what names no run. */
export function runNamedBy(term: string): RunNamed | undefined {
  if (ID.test(term)) return { ref: '', no: null, runId: term };
  const words = term.replace(WORDS, ' ').trim().split(/\s+/);
  const last = words.pop()!;
  if (!/^\d{1,6}$/.test(last) || words.length > 1) return undefined;
  return { ref: words[0] ?? '', no: Number(last), runId: null };
}
