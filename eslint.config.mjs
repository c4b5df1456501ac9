import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { house } from '@ringvirkning/lint-rules';
import tseslint from 'typescript-eslint';

// The boundary rule passes everything when it finds no project graph, so the graph is made before the first file is linted.
await createProjectGraphAsync({ exitOnError: true });

/** Who may use whom. A project carries exactly one `scope:` and one `type:` tag; docs/adr/0001-workspace.md gives the reasons. */
const SCOPES = ['contracts', 'outcomes', 'payments', 'benefits', 'gateway'];
const boundaries = [
  {
    sourceTag: 'type:kernel',
    onlyDependOnLibsWithTags: ['type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', '@nats-io/*', 'rxjs'],
  },
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:domain', 'type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', '@nats-io/*', 'rxjs', 'express'],
  },
  {
    sourceTag: 'type:api',
    onlyDependOnLibsWithTags: ['type:api', 'type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', '@nats-io/*', 'rxjs'],
  },
  { sourceTag: 'type:infra', onlyDependOnLibsWithTags: ['type:infra', 'type:api', 'type:kernel'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:domain', 'type:api', 'type:infra', 'type:kernel'] },
  { sourceTag: 'type:composition', onlyDependOnLibsWithTags: ['type:app', 'type:infra', 'type:kernel'] },
  {
    sourceTag: 'type:portal',
    onlyDependOnLibsWithTags: ['type:api', 'type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', '@nats-io/*', 'express', 'pino'],
  },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  ...SCOPES.map((scope) => ({
    allSourceTags: [`scope:${scope}`, 'type:domain'],
    onlyDependOnLibsWithTags: [`scope:${scope}`, 'scope:shared'],
  })),
  ...SCOPES.map((scope) => ({
    allSourceTags: [`scope:${scope}`, 'type:app'],
    onlyDependOnLibsWithTags: [`scope:${scope}`, 'scope:shared', 'type:api'],
  })),
];

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.nx/', '.data/', 'coverage/', 'reports/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    plugins: { '@nx': nx, house },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allowCircularSelfDependency: true,
          allow: [],
          depConstraints: boundaries,
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'describe', property: 'only' },
        { object: 'it', property: 'only' },
        { object: 'it', property: 'skip' },
        { object: 'describe', property: 'skip' },
      ],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'house/route-has-permission': 'error',
      'house/handler-has-transport': 'error',
      'house/no-typeorm-outside-persistence': 'error',
    },
  },
  {
    files: ['libs/*/domain/src/**/*.ts', 'libs/shared/terms/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'house/no-clock-in-domain': 'error' },
  },
  {
    files: ['tools/**/*.ts', 'apps/system-e2e/**/*.ts'],
    rules: { 'no-console': 'off', 'house/no-typeorm-outside-persistence': 'off' },
  },
  {
    files: ['**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/test/**/*.ts', 'libs/shared/testing/**/*.ts'],
    rules: { 'house/no-typeorm-outside-persistence': 'off' },
  },
  { files: ['**/vite.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
