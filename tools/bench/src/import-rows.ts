import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningInstance } from '@ringvirkning/embedded';
import { activateAarhus, clientCredentials } from '@ringvirkning/seed';
import { apiOf } from './bench-claims.js';
import { memoryOf } from './memory.js';
import { timed, type Figure } from './statistics.js';

const PIECE = 1_000;

/** What is stored of people who are new with a claim each, also what is due for them afterwards. */
const STORED = ['participant', 'claim', 'claim_fact', 'due'];

/** The same rows into tables with the same indexes by the barest SQL: no file, no checks, no triggers, and nobody who may not see them. */
async function bareInserts(instance: RunningInstance, contractId: string): Promise<number> {
  const client = await instance.connect('outcomes');
  try {
    for (const table of STORED) await client.query(`CREATE TABLE bare_${table} (LIKE ${table} INCLUDING ALL)`);
    return await timed(async () => {
      for (const table of STORED)
        await client.query(
          `INSERT INTO bare_${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${table} WHERE contract_id = $1`,
          [contractId],
        );
    });
  } finally {
    for (const table of STORED) await client.query(`DROP TABLE IF EXISTS bare_${table}`);
    await client.end();
  }
}

/** What is due for people who came is worked out by turns just after them. */
async function untilNobodyWaits(instance: RunningInstance): Promise<void> {
  while ((await instance.rows('outcomes', 'SELECT FROM due_touched LIMIT 1')).length > 0) await delay(50);
}

/** Files of claims of people who are new, checked and stored as they arrive through the gateway: speed, beside the raw limit, whether it stays when there are many, and memory. */
export async function importRows(
  instance: RunningInstance,
  [fewRows, many]: readonly [number, number],
): Promise<Figure[]> {
  const authorization = `Bearer ${await clientCredentials(instance.seedClient)('case-worker')}`;
  const send = async (rows: number): Promise<{ readonly contractId: string; readonly ms: number }> => {
    const contractId = await activateAarhus(apiOf(instance), `BENCH-ROWS-${rows}`);
    const address = `${instance.overview.url}/api/outcomes/contracts/${contractId}/imports?mode=claim`;
    const ms = await timed(async () => {
      const body = Readable.toWeb(Readable.from(piecesOf(rows))) as ReadableStream;
      const headers = { authorization, 'content-type': 'text/csv' };
      const answer = await fetch(address, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
      const report = (await answer.json()) as { accepted?: number };
      if (report.accepted !== rows) throw new Error(`${answer.status}: ${JSON.stringify(report).slice(0, 500)}`);
      await untilNobodyWaits(instance);
    });
    return { contractId, ms };
  };
  await send(PIECE);
  const few = await send(fewRows);
  const memory = memoryOf(instance.overview.processes['services']!);
  const bare = await bareInserts(instance, few.contractId);
  const later = await send(many);
  const speed = (rows: number, ms: number): Figure => ({
    name: `import: ${rows} rows of new people, checked and stored, until what is due for them is known`,
    value: (rows / ms) * 1000,
    unit: 'rows/s',
    bar: 8_000,
    better: 'higher',
  });
  return [
    speed(fewRows, few.ms),
    speed(many, later.ms),
    {
      name: 'import: speed in that of bare INSERTs of the same rows with the same indexes, alone on a core',
      value: bare / few.ms,
      unit: '× bare',
      bar: 0.25,
      better: 'higher',
    },
    {
      name: `import: time of a row among ${many} in that of one among ${fewRows}`,
      value: later.ms / many / (few.ms / fewRows),
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
      { length: Math.min(PIECE, rows - from) },
      (_, i) => `bench-${from + i};moved-in;2024-06-30;${'ab'.repeat(32)};document;2024-01-15\n`,
    );
    yield Buffer.from(lines.join(''));
  }
}
