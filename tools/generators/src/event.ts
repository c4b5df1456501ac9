import { all, before, importing, line, reference, type Change } from './change.js';
import { inModule } from './slice.js';
import { inService, pascal } from './words.js';

/** An event with its first example, its words and its row in the map, and in each consumer what takes it. @throws Error for a name that is no `<service>/<noun-past-verb>`. */
export function newEvent(name: string, consumers: readonly string[]): Change[] {
  const { service, words } = inService(name);
  const value = `${pascal(words)}V1`;
  return [
    {
      path: `libs/${service}/api/src/${words}.ts`,
      create: `import { defineEvent, IdSchema } from '@ringvirkning/message';
import { z } from 'zod';

/** What has happened, and what the key is. Key: id. */
export const ${value} = defineEvent({
  subject: 'evt.${service}.${words}.v1',
  data: z.object({ id: IdSchema }),
});
export type ${pascal(words)} = z.infer<typeof ${value}.data>;
`,
    },
    { path: `libs/${service}/api/src/index.ts`, edit: line(`export * from './${words}.js';`) },
    {
      path: `libs/${service}/api/examples/${words}.v1.json`,
      create: '{ "id": "018f2f3e-7b1a-7c3d-8e4f-0123456789ab" }\n',
    },
    {
      path: `libs/${service}/api/src/${words}.spec.ts`,
      create: `import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ${value} } from './${words}.js';

const example = JSON.parse(
  readFileSync(new URL('../examples/${words}.v1.json', import.meta.url), 'utf8'),
) as unknown;

describe('${words} v1', () => {
  it('still reads its example, for ever, whole', () => expect(${value}.data.parse(example)).toEqual(example));
});
`,
    },
    {
      path: 'apps/portal/src/i18n/event-texts.ts',
      edit: before('\n} as const;', `\n  'event.${service}.${words}': ['${words}', '${words}'],`),
    },
    {
      path: 'docs/architecture.md',
      edit: before(
        '\n\nBetween municipalities',
        `\n| \`${words}\` | ${service} | ${consumers.join(', ') || '–'} | what has happened |`,
      ),
    },
    ...consumers.flatMap((consumer) => consuming(consumer, service, words)),
  ];
}

function consuming(consumer: string, producer: string, words: string): Change[] {
  const [Event, value] = [pascal(words), `${pascal(words)}V1`];
  const folder = `apps/${consumer}/src/on-${words}`;
  return [
    {
      path: `libs/catalogue/src/${consumer}.ts`,
      edit: all(importing(value, `@ringvirkning/${producer}-api`), (text) => consumes(text, value)),
    },
    {
      path: `apps/${consumer}/tsconfig.json`,
      edit: all(
        ...[
          `../../libs/${producer}/api`,
          '../../libs/shared/message',
          '../../libs/shared/outbox',
          '../../libs/shared/persistence',
        ].map(reference),
      ),
    },
    {
      path: `${folder}/${words}.consumer.ts`,
      create: `import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import type { Tx } from '@ringvirkning/persistence';
import { ${value}, type ${Event} } from '@ringvirkning/${producer}-api';
import { Consume${Event}Handler } from './consume-${words}.handler.js';

@Controller()
export class ${Event}Consumer {
  constructor(private readonly handler: Consume${Event}Handler) {}

  @On(${value})
  async consume(events: readonly EventEnvelope<${Event}>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.handler.execute(tx, data);
  }
}
`,
    },
    {
      path: `${folder}/consume-${words}.handler.ts`,
      create: `import { Injectable } from '@nestjs/common';
import { fail } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { ${Event} } from '@ringvirkning/${producer}-api';

@Injectable()
export class Consume${Event}Handler {
  /** Puts the event aside until it has an effect: a dead letter is found, an event that vanished is not. */
  execute(_tx: Tx, { id }: ${Event}): Promise<void> {
    return Promise.reject(
      fail.rule(
        '${consumer}.${words}-has-no-effect',
        \`\${id}: ${consumer} kan endnu ikke bruge hændelsen.\`,
        \`\${id}: ${consumer} cannot use the event yet.\`,
      ),
    );
  }
}
`,
    },
    inModule(
      consumer,
      [[`${Event}Consumer`, `./on-${words}/${words}.consumer.js`]],
      [[`Consume${Event}Handler`, `./on-${words}/consume-${words}.handler.js`]],
    ),
  ];
}

/** The manifest consumes one more event. */
const consumes = (text: string, value: string): string =>
  text.includes('consumes: [')
    ? text.replace(/consumes: \[/, `consumes: [${value}, `)
    : text.replace(/\n\}\);\n$/, `\n  consumes: [${value}],\n});\n`);
