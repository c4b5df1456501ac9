import type { LocalDate } from '@ringvirkning/kernel';
import { z } from 'zod';
import { code, message, text, title } from '../fields.js';
import { rules } from './rule-schema.js';

/** A provision of law as the catalogue keeps it: its rules of each period, each with its source. Departments are a matter of the municipality, not of the law. */
export const ProvisionSchema = z.strictObject({
  code,
  title,
  /** Where in the law. */
  reference: text,
  /** What the provision is about, and what is left out. */
  about: title,
  rules: rules.refine(
    (list) => list.every(({ source }) => source !== undefined),
    message('hver regel skal have sin kilde', 'each rule must have its source'),
  ),
});
export type Provision = z.infer<typeof ProvisionSchema>;
/** A provision as its file states it. */
export type ProvisionDocument = z.input<typeof ProvisionSchema>;

/** The rule in force on a day; the first, for a day before all of them. */
export const ruleOn = <T extends { readonly from: LocalDate }>(rules: readonly T[], day: LocalDate): T =>
  rules.findLast(({ from }) => from <= day) ?? rules[0]!;
