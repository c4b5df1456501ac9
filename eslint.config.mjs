import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { HOSTED } from '@ringvirkning/catalogue';
import { checkTags, house } from '@ringvirkning/lint-rules';
import tseslint from 'typescript-eslint';

// The boundary rule passes everything when it finds no project graph, so the graph is made before the first file is linted.
const { nodes } = await createProjectGraphAsync({ exitOnError: true });

const SCOPES = HOSTED;

/** Who may use whom. A project carries exactly one `scope:` and one `type:` tag; docs/adr/0001-workspace.md gives the reasons. */
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
  // How other scopes keep what a scope tells them.
  { sourceTag: 'type:mirror', onlyDependOnLibsWithTags: ['type:infra', 'type:api', 'type:kernel'] },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: ['type:domain', 'type:api', 'type:mirror', 'type:infra', 'type:kernel'],
  },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:testing', 'type:infra', 'type:api', 'type:kernel'] },
  { sourceTag: 'type:composition', onlyDependOnLibsWithTags: ['type:app', 'type:infra', 'type:api', 'type:kernel'] },
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
    onlyDependOnLibsWithTags: [`scope:${scope}`, 'scope:shared', 'type:api', 'type:mirror'],
  })),
];

const projects = Object.values(nodes).filter(({ data }) => data.root !== '.');
const types = boundaries.flatMap(({ sourceTag }) => /^type:(.+)/.exec(sourceTag ?? '')?.[1] ?? []);
checkTags(projects, SCOPES, types);

/** What serves specs (`type:testing`) is theirs alone, in every project. */
const SPECS = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/test/**/*.ts'];
const boundariesOfSpecs = boundaries.map((constraint) => ({
  ...constraint,
  onlyDependOnLibsWithTags: [...constraint.onlyDependOnLibsWithTags, 'type:testing'],
}));
const boundaryRule = (depConstraints) => [
  'error',
  { enforceBuildableLibDependency: false, allowCircularSelfDependency: true, allow: [], depConstraints },
];

/** The domain gets everything as an argument: files, environment, network and processes are for others. */
const SURROUNDINGS = [
  'fs',
  'fs/promises',
  'child_process',
  'net',
  'http',
  'https',
  'os',
  'process',
  'worker_threads',
].flatMap((name) => [name, `node:${name}`]);
const DOMAIN = ['libs/*/domain/src/**/*.ts', 'libs/terms/*/src/**/*.ts', 'libs/shared/kernel/src/**/*.ts'];
const INSIDES = { group: ['@ringvirkning/*/*'], message: 'Import what the project shows in its index.' };

// What differs by the kind of an outcome is said by the value of the kind, so that a new kind is made in one place.
const KINDS_ARE_ASKED = [
  'BinaryExpression > MemberExpression',
  'BinaryExpression > ChainExpression > MemberExpression',
  'SwitchStatement > MemberExpression',
].flatMap((place) =>
  ['object.name', 'object.property.name'].map((owner) => ({
    selector: `${place}[property.name='kind'][${owner}=/outcome$/i]`,
    message: 'Ask the value of the kind (libs/terms/*/src/kinds).',
  })),
);

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.nx/', '.data/', 'coverage/', 'reports/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      // One program for services, libraries and specs, one for the portal: the same that `npm run check` compiles.
      parserOptions: {
        project: ['tsconfig.spec.json', 'apps/portal/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { '@nx': nx, house },
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(boundaries),
      'no-restricted-imports': ['error', { patterns: [INSIDES] }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          ignoreRestSiblings: true,
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
        },
      ],
      // An async function without await turns what it throws into a rejection, as the interface it fills promises.
      '@typescript-eslint/require-await': 'off',
      // It also objects to the type argument of a query, which says what the statement returns.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
        ...KINDS_ARE_ASKED,
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
    files: ['libs/**/src/**/*.ts', 'apps/*/src/**/*.ts'],
    ignores: [...SPECS, 'apps/portal/**'],
    rules: { 'house/no-module-state': 'error' },
  },
  { files: ['apps/*/src/**/*.ts'], rules: { 'house/no-sql-outside-persistence': 'error' } },
  {
    files: DOMAIN,
    ignores: SPECS,
    rules: {
      'no-restricted-imports': ['error', { paths: SURROUNDINGS, patterns: [INSIDES] }],
      'no-restricted-globals': ['error', 'process'],
    },
  },
  {
    files: ['libs/*/domain/src/**/*.ts', 'libs/terms/*/src/**/*.ts'],
    ignores: SPECS,
    rules: { 'house/no-clock-in-domain': 'error' },
  },
  {
    files: ['tools/**/*.ts', 'apps/system-e2e/**/*.ts'],
    rules: {
      'no-console': 'off',
      'house/no-typeorm-outside-persistence': 'off',
    },
  },
  {
    files: ['**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/test/**/*.ts', 'libs/shared/testing/**/*.ts'],
    rules: { 'house/no-typeorm-outside-persistence': 'off' },
  },
  {
    // Answers of a service are `any` to the specs that look into them; the assertion is the check.
    files: SPECS,
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(boundariesOfSpecs),
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // What React hooks hand out are functions, declared as methods by their types.
  { files: ['apps/portal/**/*.{ts,tsx}'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  { files: ['**/vite.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
