import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { unnested } from '@ringvirkning/persistence';
import { Client } from 'pg';
import { timed } from './statistics.js';

/** Facts that are written, and signed, together. */
const AT_ONCE = 2_000;
const ROWS = unnested<{ place: number; body: string }>({ place: 'bigint', body: 'text' });

/**
 * What nobody can do without who exchanges the same: what one side wrote down is signed by it and proved, batch by batch, and written down, committed; then the
 * other side's. By the barest SQL, with one index: no protocol, no services between which it passes, no carrier, nothing sealed and nothing looked up.
 * @param sides What each side has stored of the messages, as texts.
 * @returns milliseconds, of one process and its database after each other.
 */
export async function bareExchange(postgresUrl: string, sides: readonly (readonly string[])[]): Promise<number> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(
      sides.map((_, side) => `CREATE TABLE bare_${side} (place bigint PRIMARY KEY, body text NOT NULL)`).join(';'),
    );
    return await timed(async () => {
      for (const [side, texts] of sides.entries())
        for (let from = 0; from < texts.length; from += AT_ONCE) {
          const batch = texts.slice(from, from + AT_ONCE);
          const said = Buffer.from(batch.join('\n'));
          if (!verify(null, said, publicKey, sign(null, said, privateKey))) throw new Error('not proved');
          const rows = batch.map((body, at) => ({ place: from + at, body }));
          await client.query(`INSERT INTO bare_${side} SELECT * FROM ${ROWS.rows}`, ROWS.values(rows));
        }
    });
  } finally {
    for (const side of sides.keys()) await client.query(`DROP TABLE IF EXISTS bare_${side}`);
    await client.end();
  }
}
