import type { Amendments, ContractDetails } from '@ringvirkning/contracts-api';
import type { AmendmentKind, Amends } from '@ringvirkning/terms-language';
import { putScalar, putValue, readForm } from './form-document.js';

type Open = NonNullable<Amendments['open']>;

/** The amendment in the making as a draft of its own: it is signed and put in force as contracts are. */
export const asDraft = (contract: ContractDetails, open: Open): ContractDetails => ({
  ...contract,
  status: 'draft',
  activatedOn: null,
  version: open.version,
  termsDigest: open.termsDigest,
  terms: open.terms,
  source: open.source,
  parties: open.parties,
  signOffs: open.signOffs,
  joint: open.joint,
  appropriations: { given: contract.appropriations.given, missing: open.missingAppropriations },
});

/** Where an amendment begins: the document in force, which says what is to be changed, from when, and (where that is known) why. */
export function beginAmendment(text: string, kind: AmendmentKind, from: string, reason = ''): string {
  const amends = { kind, from, reason };
  return putValue(text, ['amends'], kind === 'early-end' ? { ...amends, end: DEFAULT_END } : amends);
}

const DEFAULT_END: NonNullable<Amends['end']> = { because: 'by-agreement', underWay: 'other-support' };

/** A field of an amendment, as it is written. */
export const FIELDS = {
  from: ['amends', 'from'],
  reason: ['amends', 'reason'],
  lastDay: ['period', 'to'],
  because: ['amends', 'end', 'because'],
  underWay: ['amends', 'end', 'underWay'],
} as const;
export type AmendmentField = keyof typeof FIELDS;

export const writtenIn = (text: string, field: AmendmentField): string => readForm(text)?.written(FIELDS[field]) ?? '';
export const write = (text: string, field: AmendmentField, value: string): string =>
  putScalar(text, FIELDS[field], JSON.stringify(value));
