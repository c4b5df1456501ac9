import type { ErrorDetail } from '@ringvirkning/kernel';
import { mayHoldCpr } from '@ringvirkning/message';
import { textFault, unstorable } from '@ringvirkning/reading';
import { z } from 'zod';

type Step = string | number;

/**
 * Everything in a validated value that cannot be kept as text: what a database cannot store, and personal numbers in whatever writing. Fields that may hold
 * digits of that shape say so in their schema (`mayHoldCpr`).
 */
export function textFaults(value: unknown, schema: z.ZodType): ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  walk(value, [], (text, path) => {
    const fault = isExempt(schema, path) ? unstorable(text) : textFault(text);
    if (fault)
      faults.push({ path: path.map(String).join('.'), code: `http.${fault.code}`, da: fault.da, en: fault.en });
  });
  return faults;
}

function walk(value: unknown, path: readonly Step[], see: (text: string, path: readonly Step[]) => void): void {
  if (typeof value === 'string') see(value, path);
  else if (Array.isArray(value)) value.forEach((item, i) => walk(item, [...path, i], see));
  else if (value !== null && typeof value === 'object')
    for (const [key, member] of Object.entries(value)) {
      see(key, path);
      walk(member, [...path, key], see);
    }
}

function isExempt(schema: z.ZodType, path: readonly Step[]): boolean {
  if (mayHoldCpr.get(schema)) return true;
  if (schema instanceof z.ZodPipe) return isExempt(schema.in as z.ZodType, path);
  if (hasInner(schema)) return isExempt(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodUnion) return schema.options.some((option) => isExempt(option as z.ZodType, path));
  const [step, ...rest] = path;
  if (step === undefined) return false;
  if (schema instanceof z.ZodObject) return step in schema.shape && isExempt(schema.shape[step] as z.ZodType, rest);
  if (schema instanceof z.ZodArray) return isExempt(schema.element as z.ZodType, rest);
  return false;
}

const hasInner = (schema: z.ZodType): schema is z.ZodOptional | z.ZodNullable | z.ZodDefault =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
