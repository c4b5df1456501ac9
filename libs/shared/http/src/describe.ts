import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { toOpenApiSchema } from './openapi-schema.js';

export interface Description {
  /** What the operation does, in English. */
  readonly summary: string;
  /** The same in Danish. */
  readonly da?: string;
  /** Shape of a body that no `@Body({ schema })` declares, e.g. of one row of a stream. */
  readonly body?: z.ZodType;
  readonly response?: z.ZodType;
  /** Status of success, also set on the route. 201 for POST and 200 otherwise when absent. */
  readonly status?: number;
  /** Media types of an answer that is not JSON. */
  readonly produces?: readonly string[];
}

/** Documents an operation for OpenAPI. Parameters and bodies with a `schema` document themselves. */
export const Describe = ({ summary, da, body, response, status, produces }: Description): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary, ...(da && { description: da }) }),
    ...(body ? [ApiBody({ schema: toOpenApiSchema(body, 'input').schema })] : []),
    ...(produces ? [ApiProduces(...produces)] : []),
    ...(response ? [ApiResponse({ status: status ?? 'default', description: summary, standardSchema: response })] : []),
    ...(status ? [HttpCode(status)] : []),
  );
