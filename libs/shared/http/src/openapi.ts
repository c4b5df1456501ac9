import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { SECURITY_SCHEME } from '@ringvirkning/auth';
import { z } from 'zod';
import { IDEMPOTENCY_HEADER } from './request.interceptor.js';
import { toOpenApiSchema } from './openapi-schema.js';
import { ProblemSchema } from './problem.js';

export interface OpenApiOptions {
  readonly title: string;
  readonly description: string;
  readonly version: string;
  /** OIDC issuer whose tokens the service takes. */
  readonly issuer: string;
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const PROBLEM = {
  description: 'What went wrong, in Danish and English',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The service's OpenAPI document: made from the routes' zod schemas, with sign-in, problem details and the idempotency header on every write. */
export function openApiDocument(
  app: INestApplication,
  { title, description, version, issuer }: OpenApiOptions,
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addSecurity(SECURITY_SCHEME, {
      type: 'openIdConnect',
      openIdConnectUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? toOpenApiSchema(schema, schemaType) : undefined,
  });
  const { schema, components } = toOpenApiSchema(ProblemSchema, 'output');
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...components, Problem: components['Problem'] ?? schema },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) complete(operation, method);
    }
  }
  return document;
}

/** Without `@Permit` an operation is public, which is to be said. `@Describe` cannot know a route's method, so it leaves the success under `default`, which is where problems belong. */
function complete(operation: Operation, method: (typeof METHODS)[number]): void {
  const { default: success, ...responses } = operation.responses;
  operation.security ??= [];
  operation.responses = {
    ...(success && { [method === 'post' ? '201' : '200']: success }),
    ...responses,
    default: PROBLEM,
  };
  if (method === 'get') return;
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      name: IDEMPOTENCY_HEADER,
      in: 'header',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: 200 },
      description: 'Makes a repeated request have one effect',
    },
  ];
}
