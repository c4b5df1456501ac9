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
  `declare const Get: any, Permit: any, Public: any;\nexport class C { ${decorators} list() { return 1; } }\n`.replaceAll(
    'any',
    'never',
  );
const consumer = (decorator: string): string =>
  `declare const EventPattern: never;\nexport class C { ${decorator} on() { return 1; } }\n`;

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
    file: 'libs/shared/terms/src/x.ts',
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
  }, 120_000);

  it.each(fixtures.map((fixture, index) => ({ ...fixture, index })))('$title', ({ index, breaks }) => {
    expect([...new Set(broken[index])].sort()).toEqual([...breaks].sort());
  });
});
