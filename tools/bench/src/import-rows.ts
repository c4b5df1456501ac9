import { Readable } from 'node:stream';
import type { RunningInstance } from '@ringvirkning/embedded';
import { activateAarhus, clientCredentials } from '@ringvirkning/seed';
import { apiOf } from './bench-claims.js';
import { memoryOf } from './memory.js';
import { timed, type Figure } from './statistics.js';

const [FEW, MANY] = [100_000, 1_000_000];
const PIECE = 1_000;

/** Files of 100,000 and 1,000,000 claims of people who are new, checked and stored as they arrive through the gateway: speed, whether it stays, and memory. */
export async function importRows(instance: RunningInstance): Promise<Figure[]> {
  const authorization = `Bearer ${await clientCredentials(instance.seedClient)('case-worker')}`;
  const send = async (rows: number): Promise<number> => {
    const contractId = await activateAarhus(apiOf(instance), `BENCH-ROWS-${rows}`);
    const address = `${instance.overview.url}/api/outcomes/contracts/${contractId}/imports?mode=claim`;
    return timed(async () => {
      const body = Readable.toWeb(Readable.from(piecesOf(rows))) as ReadableStream;
      const headers = { authorization, 'content-type': 'text/csv' };
      const answer = await fetch(address, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
      const report = (await answer.json()) as { accepted?: number };
      if (report.accepted !== rows) throw new Error(`${answer.status}: ${JSON.stringify(report).slice(0, 500)}`);
    });
  };
  await send(PIECE);
  const few = await send(FEW);
  const memory = memoryOf(instance.overview.processes['services']!);
  const many = await send(MANY);
  const speed = (rows: number, ms: number): Figure => ({
    name: `import: ${rows} rows of new people, checked and stored`,
    value: (rows / ms) * 1000,
    unit: 'rows/s',
    bar: 8_000,
    better: 'higher',
  });
  return [
    speed(FEW, few),
    speed(MANY, many),
    {
      name: 'import: time of a row among 1,000,000 in that of one among 100,000',
      value: many / MANY / (few / FEW),
      unit: 'times',
      bar: 1.25,
      better: 'lower',
    },
    {
      name: 'import: memory beside what the services had before, at most, meanwhile',
      value: memory.taken(),
      unit: 'MB',
      bar: 300,
      better: 'lower',
    },
  ];
}

function* piecesOf(rows: number): Generator<Buffer> {
  yield Buffer.from('participant;outcome;achieved_on;evidence_digest;evidence_source;referred_on\n');
  for (let from = 0; from < rows; from += PIECE) {
    const lines = Array.from(
      { length: PIECE },
      (_, i) => `bench-${from + i};moved-in;2024-06-30;${'ab'.repeat(32)};document;2024-01-15\n`,
    );
    yield Buffer.from(lines.join(''));
  }
}
