import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Of a line only what is known to be fit for others: no request, no error with its content. */
const LineSchema = z.object({
  ...{ time: z.string(), level: z.string(), service: z.string(), msg: z.string().optional() },
  ...{ correlationId: z.string().optional(), code: z.string().optional(), job: z.string().optional() },
});
export type LogLine = z.output<typeof LineSchema>;

/** The last lines of each log file of a folder; what is no line of ours is left out. */
export async function lastLines(folder: string, most: number): Promise<Record<string, LogLine[]>> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.log')) : [];
  const found: Record<string, LogLine[]> = {};
  for (const file of files) {
    const lines: LogLine[] = [];
    for await (const text of createInterface({ input: createReadStream(join(folder, file)) })) {
      const line = parsed(text);
      if (!line) continue;
      lines.push(line);
      if (lines.length > most) lines.shift();
    }
    found[file] = lines;
  }
  return found;
}

function parsed(text: string): LogLine | undefined {
  try {
    return LineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
