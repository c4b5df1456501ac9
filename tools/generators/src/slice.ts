import { after, all, importing, line, type Change } from './change.js';
import { inService, pascal } from './words.js';

/** Adds classes to a service's module. */
export const inModule = (
  service: string,
  controllers: readonly (readonly [name: string, file: string])[],
  providers: readonly (readonly [name: string, file: string])[],
): Change => ({
  path: `apps/${service}/src/${service}.module.ts`,
  edit: all(
    ...[...controllers, ...providers].map(([name, file]) => importing(name, file)),
    after('controllers: [', controllers.map(([name]) => `${name}, `).join('')),
    after('providers: [', providers.map(([name]) => `${name}, `).join('')),
  ),
});

/** A question over HTTP: `GET /api/<service>/<verb-noun>`. @throws Error for a name that is no `<service>/<verb-noun>`. */
export function newSlice(name: string, permission: string): Change[] {
  const { service, words } = inService(name);
  const Slice = pascal(words);
  const folder = `apps/${service}/src/${words}`;
  return [
    {
      path: `libs/${service}/api/src/${words}.ts`,
      create: `import { z } from 'zod';

/** Answer of \`GET /api/${service}/${words}\`. */
export const ${Slice}Schema = z.object({ items: z.array(z.string()) });
export type ${Slice} = z.infer<typeof ${Slice}Schema>;
`,
    },
    { path: `libs/${service}/api/src/index.ts`, edit: line(`export * from './${words}.js';`) },
    {
      path: `${folder}/${words}.handler.ts`,
      create: `import { Injectable } from '@nestjs/common';
import type { ${Slice} } from '@ringvirkning/${service}-api';

@Injectable()
export class ${Slice}Handler {
  execute(): Promise<${Slice}> {
    return Promise.resolve({ items: [] });
  }
}
`,
    },
    {
      path: `${folder}/${words}.controller.ts`,
      create: `import { Controller, Get } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { ${Slice}Schema } from '@ringvirkning/${service}-api';
import { Describe } from '@ringvirkning/http';
import { ${Slice}Handler } from './${words}.handler.js';

@Controller('${words}')
export class ${Slice}Controller {
  constructor(private readonly handler: ${Slice}Handler) {}

  @Get()
  @Permit('${permission}')
  @Describe({ summary: '${sentence(words)}', da: '${sentence(words)}', response: ${Slice}Schema })
  get() {
    return this.handler.execute();
  }
}
`,
    },
    {
      path: `apps/${service}/test/${words}.e2e-spec.ts`,
      create: `import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { POLICY, ROLES } from '@ringvirkning/auth';
import { ${Slice}Schema } from '@ringvirkning/${service}-api';
import { startTestService, type TestService } from '@ringvirkning/testing';
import { ${service}Service } from '../src/index.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(${service}Service);
});
afterAll(() => service?.stop());

describe('${sentence(words).toLowerCase()}', () => {
  it('answers those who may ask, and nobody else', async () => {
    const role = ROLES.find((name) => POLICY['${permission}'][name] === 'any');
    const answer = await (await service.request(role)).get('/api/${service}/${words}');
    expect(answer.status).toBe(200);
    expect(${Slice}Schema.parse(answer.body)).toEqual(answer.body);
    expect((await (await service.request()).get('/api/${service}/${words}')).status).toBe(401);
  });
});
`,
    },
    inModule(
      service,
      [[`${Slice}Controller`, `./${words}/${words}.controller.js`]],
      [[`${Slice}Handler`, `./${words}/${words}.handler.js`]],
    ),
  ];
}

const sentence = (words: string): string =>
  pascal(words).replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
