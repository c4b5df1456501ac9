import { createContext, useContext } from 'react';
import type { ErrorDetail } from '@ringvirkning/kernel';
import type { FormDocument } from './form-document.js';

/** What every field of the form works on. */
export interface FormState {
  readonly text: string;
  readonly document: FormDocument;
  /** The first error of each place, by its path. */
  readonly errors: ReadonlyMap<string, ErrorDetail>;
  /** What the names of its labels begin with: each kind of document has words of its own. */
  readonly labels: '' | 'share.';
  change(text: string): void;
}
export const Form = createContext<FormState | undefined>(undefined);
export const useForm = (): FormState => useContext(Form)!;
