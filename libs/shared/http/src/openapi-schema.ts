import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** An OpenAPI schema and the named schemas it refers to. */
export interface OpenApiSchema {
  readonly schema: SchemaObject;
  readonly components: Record<string, SchemaObject>;
}

/** A zod schema as OpenAPI 3.0 writes it. Schemas with `.meta({ id })` become components; what JSON Schema cannot say becomes "anything". */
export function toOpenApiSchema(schema: z.ZodType, io: 'input' | 'output'): OpenApiSchema {
  const json = z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' });
  const { definitions = {}, ...body } = JSON.parse(JSON.stringify(json).replaceAll('"#/definitions/', '"#/components/schemas/')) as Record<string, unknown>;
  return { schema: body as SchemaObject, components: definitions as Record<string, SchemaObject> };
}
