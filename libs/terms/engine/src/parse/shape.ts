import { termsJsonSchema } from '@ringvirkning/terms-language';
import type { Path } from './read.js';

/** What the published schema says about one place of the document. */
export interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
}

// eslint-disable-next-line house/no-module-state -- computed once, always the same
let whole: Shape | undefined;

/** The shapes possible at a place; where the document has chosen one by its `kind` or `step`, only that. */
export function shapesAt(path: Path, document: unknown): readonly Shape[] {
  let value = document;
  let shapes = chosen((whole ??= termsJsonSchema()), value);
  for (const step of path) {
    value = (value as Record<string | number, unknown> | null | undefined)?.[step];
    shapes = shapes
      .flatMap((shape) => (typeof step === 'number' ? shape.items : shape.properties?.[step]) ?? [])
      .flatMap((shape) => chosen(shape, value));
  }
  return shapes;
}

/** Every place of the document whose shape has this format, with what stands there. */
export function* placesOf(
  format: string,
  value: unknown,
  shape: Shape = (whole ??= termsJsonSchema()),
  path: Path = [],
): Generator<{ readonly path: Path; readonly value: unknown }> {
  if (value === undefined || value === null) return;
  if (shape.format === format) yield { path, value };
  else
    for (const { items, properties } of chosen(shape, value)) {
      if (items && Array.isArray(value))
        for (const [i, item] of value.entries()) yield* placesOf(format, item, items, [...path, i]);
      for (const [key, field] of Object.entries(properties ?? {}))
        yield* placesOf(format, (value as Record<string, unknown>)[key], field, [...path, key]);
    }
}

const chosen = (shape: Shape, value: unknown): readonly Shape[] =>
  (shape.oneOf ?? shape.anyOf)?.filter(({ properties = {} }) =>
    Object.entries(properties).every(
      ([key, field]) =>
        field.const === undefined || field.const === (value as Record<string, unknown> | null | undefined)?.[key],
    ),
  ) ?? [shape];
