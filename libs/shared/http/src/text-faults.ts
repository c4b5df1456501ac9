import { setImmediate as turn } from 'node:timers/promises';
import type { ErrorDetail } from '@ringvirkning/kernel';
import { mayHoldCpr } from '@ringvirkning/message';
import { hideCpr, textFault, unstorable } from '@ringvirkning/reading';
import { z } from 'zod';

/** Where a text stands; written out only for those at fault. */
interface Place {
  readonly step: string | number;
  readonly within: Place | undefined;
}

interface FoundText {
  readonly text: string;
  readonly place: Place | undefined;
  readonly mayHoldCpr: boolean;
}

/** After so many characters others have their turn: a body may hold very many texts. */
const CHARACTERS_PER_TURN = 50_000;
/** What a text costs beside its characters. */
const PER_TEXT = 20;

/**
 * Everything in a validated value that cannot be kept as text: what a database cannot store, and personal numbers in whatever writing. Fields that may hold
 * digits of that shape say so in their schema (`mayHoldCpr`).
 */
export async function textFaults(value: unknown, schema: z.ZodType): Promise<ErrorDetail[]> {
  const faults: ErrorDetail[] = [];
  let read = 0;
  for (const found of textsIn(value, unwrapped(schema), undefined)) {
    const fault = found.mayHoldCpr ? unstorable(found.text) : textFault(found.text);
    if (fault) faults.push({ path: written(found.place), code: `http.${fault.code}`, da: fault.da, en: fault.en });
    read += found.text.length + PER_TEXT;
    if (read < CHARACTERS_PER_TURN) continue;
    read = 0;
    await turn();
  }
  return faults;
}

/** @param schemas What may stand here: the members of a union, if it is one. */
function* textsIn(value: unknown, schemas: readonly z.ZodType[], place: Place | undefined): Generator<FoundText> {
  if (typeof value === 'string')
    yield { text: value, place, mayHoldCpr: schemas.some((each) => mayHoldCpr.get(each) !== undefined) };
  else if (Array.isArray(value)) {
    const items = schemas.flatMap((each) => (each instanceof z.ZodArray ? unwrapped(each.element as z.ZodType) : []));
    for (const [i, item] of value.entries()) yield* textsIn(item, items, { step: i, within: place });
  } else if (value !== null && typeof value === 'object')
    for (const [key, member] of Object.entries(value)) {
      const within = { step: key, within: place };
      yield { text: key, place, mayHoldCpr: false };
      yield* textsIn(member, memberSchemas(schemas, key), within);
    }
}

const memberSchemas = (schemas: readonly z.ZodType[], key: string): readonly z.ZodType[] =>
  schemas.flatMap((each) =>
    each instanceof z.ZodObject && Object.hasOwn(each.shape, key) ? unwrapped(each.shape[key] as z.ZodType) : [],
  );

const known = new WeakMap<z.ZodType, readonly z.ZodType[]>();

/** A schema, what it wraps and what it is a union of. */
function unwrapped(schema: z.ZodType): readonly z.ZodType[] {
  const before = known.get(schema);
  if (before) return before;
  const all = [schema, ...inner(schema).flatMap(unwrapped)];
  known.set(schema, all);
  return all;
}

function inner(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodPipe) return [schema.in as z.ZodType];
  if (schema instanceof z.ZodUnion) return schema.options as readonly z.ZodType[];
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? [schema.unwrap() as z.ZodType]
    : [];
}

function written(place: Place | undefined): string {
  const steps: (string | number)[] = [];
  for (let at = place; at; at = at.within) steps.unshift(at.step);
  return hideCpr(steps.join('.'));
}
