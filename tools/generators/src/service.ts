import { SERVICES } from '@ringvirkning/catalogue';
import { withServices } from '@ringvirkning/compose';
import { all, before, importing, reference, type Change } from './change.js';
import { pascal } from './words.js';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const packageJson = (packageName: string, nxName: string, tags: readonly string[]): string =>
  json({
    name: packageName,
    version: '0.1.0',
    private: true,
    type: 'module',
    exports: {
      '.': { '@ringvirkning/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    },
    nx: { name: nxName, tags, targets: { test: {} } },
  });
const tsconfig = (base: string, references: readonly string[]): string =>
  json({
    extends: base,
    compilerOptions: { rootDir: 'src', outDir: 'dist' },
    include: ['src'],
    exclude: ['**/*.spec.ts'],
    references: references.map((path) => ({ path })),
  });

const SHARED = ['kernel', 'message', 'persistence', 'outbox', 'http', 'auth', 'service'];

const app = (name: string): Change[] => [
  {
    path: `apps/${name}/package.json`,
    create: packageJson(`@ringvirkning/app-${name}`, name, [`scope:${name}`, 'type:app']),
  },
  {
    path: `apps/${name}/tsconfig.json`,
    create: tsconfig('../../tsconfig.base.json', [
      ...SHARED.map((lib) => `../../libs/shared/${lib}`),
      `../../libs/${name}/api`,
      '../../libs/catalogue',
    ]),
  },
  {
    path: `apps/${name}/README.md`,
    create: `# ${name}\n\nWhat it owns, what it promises, what it publishes and consumes: one screen.\n`,
  },
  {
    path: `apps/${name}/src/index.ts`,
    create: `import { catalogue } from '@ringvirkning/catalogue';
import { defineService } from '@ringvirkning/service';
import { ${pascal(name)}Module } from './${name}.module.js';

export const ${name}Service = defineService({
  manifest: catalogue.${name},
  migrations: [],
  module: ${pascal(name)}Module,
});
`,
  },
  {
    path: `apps/${name}/src/${name}.module.ts`,
    create: `import { Module } from '@nestjs/common';

@Module({ controllers: [], providers: [] })
export class ${pascal(name)}Module {}
`,
  },
  ...['run', 'migrate'].map((verb) => ({
    path: `apps/${name}/src/${verb === 'run' ? 'main' : verb}.ts`,
    create: `import { ${verb}Service } from '@ringvirkning/service';
import { ${name}Service } from './index.js';

await ${verb}Service(${name}Service, process.env);
`,
  })),
  {
    path: `apps/${name}/test/${name}.e2e-spec.ts`,
    create: `import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, type TestService } from '@ringvirkning/testing';
import { ${name}Service } from '../src/index.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(${name}Service);
});
afterAll(() => service?.stop());

describe('${name}', () => {
  it('is ready when it has started', async () =>
    expect((await (await service.request()).get('/health/ready')).status).toBe(200));
});
`,
  },
];

const api = (name: string): Change[] => [
  {
    path: `libs/${name}/api/package.json`,
    create: packageJson(`@ringvirkning/${name}-api`, `${name}-api`, [`scope:${name}`, 'type:api']),
  },
  {
    path: `libs/${name}/api/tsconfig.json`,
    create: tsconfig('../../../tsconfig.base.json', ['../../shared/kernel', '../../shared/message']),
  },
  {
    path: `libs/${name}/api/README.md`,
    create: `# ${name}-api\n\nThe published language of ${name}: what the portal and other scopes may import.\n`,
  },
  { path: `libs/${name}/api/src/index.ts`, create: 'export {};\n' },
];

const manifest = (
  name: string,
): string => `import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import * as ${name} from '@ringvirkning/${name}-api';

export const ${name}Manifest = defineManifest({
  name: '${name}',
  http: 'service',
  publishes: eventsIn(${name}),
  answers: requestsIn(${name}),
  consumes: [],
});
`;

/** The lock knows workspaces as links; nothing is looked up for them. */
const locked = (name: string) => (text: string) => {
  const lock = JSON.parse(text) as { packages: Record<string, unknown> };
  const added = [
    [`apps/${name}`, `@ringvirkning/app-${name}`],
    [`libs/${name}/api`, `@ringvirkning/${name}-api`],
  ] as const;
  const packages: Record<string, unknown> = {
    ...lock.packages,
    ...Object.fromEntries<unknown>(
      added.flatMap<[string, unknown]>(([folder, packageName]) => [
        [folder, { name: packageName, version: '0.1.0' }],
        [`node_modules/${packageName}`, { resolved: folder, link: true }],
      ]),
    ),
  };
  const [root, ...rest] = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return json({ ...lock, packages: Object.fromEntries([root!, ...rest]) });
};

/** A service with an API library and nothing in them yet. @throws Error for a name that is no lower-case word or is taken. */
export function newService(name: string): Change[] {
  if (!/^[a-z]+$/.test(name)) throw new Error(`${name}: a service is named by one lower-case word`);
  return [
    ...app(name),
    ...api(name),
    { path: `libs/catalogue/src/${name}.ts`, create: manifest(name) },
    {
      path: 'libs/catalogue/src/catalogue.ts',
      edit: all(importing(`${name}Manifest`, `./${name}.js`), (text) =>
        text.replace(/(\n +)gatewayManifest,\n/, `$1${name}Manifest,$1gatewayManifest,\n`),
      ),
    },
    { path: 'libs/catalogue/tsconfig.json', edit: reference(`../${name}/api`) },
    {
      path: 'tsconfig.json',
      edit: all(reference(`libs/${name}/api`), reference(`apps/${name}`)),
    },
    {
      path: 'apps/instance/src/definitions.ts',
      edit: all(
        importing(`${name}Service`, `@ringvirkning/app-${name}`),
        before('\n};', `\n  ${name}: ${name}Service,`),
      ),
    },
    { path: 'apps/instance/tsconfig.json', edit: reference(`../${name}`) },
    {
      path: 'apps/portal/src/i18n/common-texts.ts',
      edit: before(`\n  'welcome.title'`, `\n  'service.${name}': ['${pascal(name)}', '${pascal(name)}'],`),
    },
    { path: 'docker/compose.yaml', edit: (text) => withServices(text, [...SERVICES, name]) },
    { path: 'package-lock.json', edit: locked(name) },
  ];
}
