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

const chosen = (shape: Shape, value: unknown): readonly Shape[] =>
  (shape.oneOf ?? shape.anyOf)?.filter(({ properties = {} }) =>
    Object.entries(properties).every(
      ([key, field]) =>
        field.const === undefined || field.const === (value as Record<string, unknown> | null | undefined)?.[key],
    ),
  ) ?? [shape];
