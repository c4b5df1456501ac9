import type { Document } from 'yaml';

/**
 * Brings a document from one version of the language to the next. It changes nodes in place, so that all others keep their comments, lines and columns, and
 * leaves alone what is not as it should be: faults are reported after it. One file per step; once released a step never changes.
 */
export type Migration = (document: Document.Parsed) => void;

/** The steps so far: the first leads from version 1 to version 2. There is one version yet. */
export const MIGRATIONS: readonly Migration[] = [];
