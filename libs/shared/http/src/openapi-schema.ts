import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** An OpenAPI schema and the named schemas it refers to. */
export interface OpenApiSchema {
  readonly schema: SchemaObject;
  readonly components: Record<string, SchemaObject>;
}

/** A zod schema as OpenAPI 3.1 writes it: JSON Schema 2020-12. Schemas with `.meta({ id })` become components; what JSON Schema cannot say becomes "anything". */
export function toOpenApiSchema(schema: z.ZodType, io: 'input' | 'output'): OpenApiSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  const { $defs = {}, ...body } = JSON.parse(
    JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as Record<string, unknown>;
  return { schema: body as SchemaObject, components: $defs as Record<string, SchemaObject> };
}
