import { isRecord } from './form-fields.js';
import { putScalar, readForm } from './form-document.js';
import { textScalar } from './form-scalar.js';

/** Who begins a draft. */
interface Author {
  readonly organisation: string;
  readonly departments: readonly string[];
}

/**
 * The text that a draft begins with, of another's: a reference of its own, and in a template the authority is the author's organisation and department, so that
 * the draft belongs to whom it is written by.
 */
export function draftOf(text: string, { ref, author }: { readonly ref: string; readonly author?: Author }): string {
  const named = putScalar(text, ['ref'], textScalar(ref));
  const parties = readForm(named)?.value['parties'];
  if (!author || !Array.isArray(parties)) return named;
  const index = parties.findIndex(
    (party: unknown) => isRecord(party) && Array.isArray(party['roles']) && party['roles'].includes('authority'),
  );
  if (index < 0) return named;
  const ours = putScalar(named, ['parties', index, 'organisation'], textScalar(author.organisation));
  const [department] = author.departments;
  return department === undefined ? ours : putScalar(ours, ['parties', index, 'department'], textScalar(department));
}

/** The reference of a draft begun on a day from another text: the person changes it as they like. */
export const draftRef = (of: string, day: string): string => `${of.replace(/^SKABELON-/, '')}-${day}`.slice(0, 80);
