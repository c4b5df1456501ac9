import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';

interface Fixture {
  readonly title: string;
  readonly file: string;
  readonly code: string;
  readonly breaks: readonly string[];
}

const BOUNDARY = '@nx/enforce-module-boundaries';
const use = (module: string): string => `import { thing } from '${module}';\nexport const used = thing;\n`;
const controller = (decorators: string): string =>
  `export declare const Get: any, Permit: any, Public: any;\nexport class C { ${decorators} list() { return 1; } }\n`.replaceAll(
    'any',
    'never',
  );
const consumer = (decorator: string): string =>
  `declare const EventPattern: never;\nexport class C { ${decorator} on() { return 1; } }\n`;

const query = 'export const all = (tx: { query(sql: string): unknown }): unknown => tx.query(`SELECT 1`);\n';

const fixtures: readonly Fixture[] = [
  {
    title: 'a service may not import another service',
    file: 'apps/contracts/src/x.ts',
    code: use('@ringvirkning/app-payments'),
    breaks: [BOUNDARY],
  },
  {
    title: "a service may not import another scope's domain",
    file: 'apps/contracts/src/x.ts',
    code: use('@ringvirkning/payments-domain'),
    breaks: [BOUNDARY],
  },
  {
    title: "a service may import another scope's api",
    file: 'apps/contracts/src/x.ts',
    code: use('@ringvirkning/payments-api'),
    breaks: [],
  },
  {
    title: 'a domain may not import Nest',
    file: 'libs/payments/domain/src/x.ts',
    code: use('@nestjs/common'),
    breaks: [BOUNDARY],
  },
  {
    title: 'a domain may not import TypeORM',
    file: 'libs/payments/domain/src/x.ts',
    code: use('typeorm'),
    breaks: [BOUNDARY, 'house/no-typeorm-outside-persistence'],
  },
  {
    title: 'a domain may not import infrastructure',
    file: 'libs/payments/domain/src/x.ts',
    code: use('@ringvirkning/outbox'),
    breaks: [BOUNDARY],
  },
  {
    title: 'a domain may import the terms',
    file: 'libs/payments/domain/src/x.ts',
    code: use('@ringvirkning/terms'),
    breaks: [],
  },
  {
    title: 'an api may not import a domain',
    file: 'libs/payments/api/src/x.ts',
    code: use('@ringvirkning/payments-domain'),
    breaks: [BOUNDARY],
  },
  {
    title: 'infrastructure may not import a scope',
    file: 'libs/shared/outbox/src/x.ts',
    code: use('@ringvirkning/payments-api'),
    breaks: [BOUNDARY],
  },
  {
    title: 'the kernel depends on nothing',
    file: 'libs/shared/kernel/src/x.ts',
    code: use('@ringvirkning/terms'),
    breaks: [BOUNDARY],
  },
  {
    title: 'the portal may not import server code',
    file: 'apps/portal/src/x.ts',
    code: use('@ringvirkning/persistence'),
    breaks: [BOUNDARY],
  },
  {
    title: 'only the instance composes services',
    file: 'apps/instance/src/x.ts',
    code: use('@ringvirkning/app-payments'),
    breaks: [],
  },
  {
    title: 'a route without permission is refused',
    file: 'apps/payments/src/x.controller.ts',
    code: controller("@Get('runs')"),
    breaks: ['house/route-has-permission'],
  },
  {
    title: 'a route with permission passes',
    file: 'apps/payments/src/x.controller.ts',
    code: controller("@Get('runs') @Permit('payments.read')"),
    breaks: [],
  },
  {
    title: 'a public route says why',
    file: 'apps/payments/src/x.controller.ts',
    code: controller("@Get('live') @Public('health')"),
    breaks: [],
  },
  {
    title: 'a message handler without transport is refused',
    file: 'apps/payments/src/x.consumer.ts',
    code: consumer("@EventPattern('evt.a.b-c.v1')"),
    breaks: ['house/handler-has-transport'],
  },
  {
    title: 'a message handler with transport passes',
    file: 'apps/payments/src/x.consumer.ts',
    code: consumer("@EventPattern('evt.a.b-c.v1', 7)"),
    breaks: [],
  },
  {
    title: 'the domain may not read the clock',
    file: 'libs/payments/domain/src/x.ts',
    code: 'export const at = new Date();\n',
    breaks: ['house/no-clock-in-domain'],
  },
  {
    title: 'the domain may not roll dice',
    file: 'libs/terms/engine/src/x.ts',
    code: 'export const chance = Math.random();\n',
    breaks: ['house/no-clock-in-domain'],
  },
  {
    title: 'a date of a given moment is no clock',
    file: 'libs/payments/domain/src/x.ts',
    code: 'export const at = new Date(0);\n',
    breaks: [],
  },
  {
    title: 'a module may not hold state',
    file: 'libs/shared/kernel/src/x.ts',
    code: 'export let seen = 0;\nexport const see = (): number => (seen += 1);\n',
    breaks: ['house/no-module-state'],
  },
  {
    title: 'what a module remembers of a value is no state',
    file: 'libs/shared/kernel/src/x.ts',
    code: 'const lengths = new WeakMap<object, number>();\nexport const seen = (value: object): boolean => lengths.has(value);\n',
    breaks: [],
  },
  {
    title: 'a handler may not import TypeORM',
    file: 'apps/payments/src/run/x.handler.ts',
    code: use('typeorm'),
    breaks: ['house/no-typeorm-outside-persistence'],
  },
  {
    title: 'a store may import TypeORM',
    file: 'apps/payments/src/persistence/x.store.ts',
    code: use('typeorm'),
    breaks: [],
  },
  {
    title: 'a handler may not hold SQL',
    file: 'apps/payments/src/run/x.handler.ts',
    code: query,
    breaks: ['house/no-sql-outside-persistence'],
  },
  {
    title: 'a store may hold SQL',
    file: 'apps/payments/src/persistence/x.store.ts',
    code: query,
    breaks: [],
  },
  {
    title: 'a domain may not read files',
    file: 'libs/payments/domain/src/x.ts',
    code: use('node:fs'),
    breaks: ['no-restricted-imports'],
  },
  {
    title: 'a domain may not read the environment',
    file: 'libs/payments/domain/src/x.ts',
    code: 'export const level = process.env;\n',
    breaks: ['no-restricted-globals'],
  },
  {
    title: "an api may not import another api's inside",
    file: 'libs/payments/api/src/x.ts',
    code: use('@ringvirkning/contracts-api/src/messages.js'),
    breaks: ['no-restricted-imports'],
  },
  {
    title: 'what serves specs stays out of services',
    file: 'apps/payments/src/x.ts',
    code: use('@ringvirkning/testing'),
    breaks: [BOUNDARY],
  },
  {
    title: 'a spec may use what serves specs',
    file: 'apps/payments/test/x.e2e-spec.ts',
    code: use('@ringvirkning/testing'),
    breaks: [],
  },
  {
    title: 'what differs by the kind of an outcome is asked of the kind',
    file: 'libs/outcomes/domain/src/x.ts',
    code: "export const is = (outcome?: { kind: string }): boolean => outcome?.kind === 'reached';\n",
    breaks: ['no-restricted-syntax'],
  },
  {
    title: 'what differs by the kind of an outcome is in no list of cases',
    file: 'apps/portal/src/x.ts',
    code: "export function of(self: { outcome: { kind: string } }): number {\n  switch (self.outcome.kind) {\n    case 'reached':\n      return 1;\n    default:\n      return 2;\n  }\n}\n",
    breaks: ['no-restricted-syntax'],
  },
  {
    title: 'the kind of something else may be compared',
    file: 'libs/outcomes/domain/src/x.ts',
    code: "export const is = (price: { kind: string }): boolean => price.kind === 'steps';\n",
    breaks: [],
  },
  {
    title: 'a promise that nobody waits for is refused',
    file: 'libs/payments/domain/src/index.ts',
    code: 'Promise.resolve(1);\n',
    breaks: ['@typescript-eslint/no-floating-promises'],
  },
];

describe('the lint configuration', () => {
  let broken: string[][] = [];
  beforeAll(() => {
    const root = new URL('../../..', import.meta.url).pathname;
    const output = execFileSync(process.execPath, ['tools/lint-rules/test/lint-text.mjs'], {
      cwd: root,
      input: JSON.stringify(fixtures),
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    broken = JSON.parse(output.toString().trim().split('\n').at(-1) ?? '[]') as string[][];
  });

  it.each(fixtures.map((fixture, index) => ({ ...fixture, index })))('$title', ({ index, breaks }) => {
    expect([...new Set(broken[index])].sort()).toEqual([...breaks].sort());
  });
});
