import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

/** Somebody who acts in their office; never a citizen. */
interface Acting {
  readonly subject: string;
  readonly name: string;
}

/** Remembers under which name somebody acts on a contract, from `since` on; nothing is written while the name stays the same. */
export async function rememberName(
  tx: Tx,
  contractId: string,
  { subject, name }: Acting,
  since: Instant,
): Promise<void> {
  await tx.query(
    `INSERT INTO acting_name (contract_id, subject, name, since) SELECT $1, $2, $3, $4
     WHERE $3 IS DISTINCT FROM (SELECT name FROM acting_name WHERE contract_id = $1 AND subject = $2 ORDER BY since DESC LIMIT 1) ON CONFLICT DO NOTHING`,
    [contractId, subject, name, since],
  );
}

/** SQL: the name under which a subject was last seen acting on the contract of `row`. */
export const lastNameOf = (row: string, subject: string): string =>
  `(SELECT n.name FROM acting_name n WHERE n.contract_id = ${row}.contract_id AND n.subject = ${subject} ORDER BY n.since DESC LIMIT 1)`;

const nameAtTheTime = (names: 'acting_name' | 'reader_name'): string =>
  `(SELECT n.name FROM ${names} n WHERE n.contract_id = f.contract_id AND n.subject = f.subject AND n.since <= f.at ORDER BY n.since DESC LIMIT 1)`;

/** SQL: the name that the subject of a fact `f` had at its time; null for the system and for facts from before names were kept. */
export const NAME_AT_THE_TIME = nameAtTheTime('acting_name');

/** SQL: the same, where some have only read. */
export const READING_OR_ACTING_NAME = `COALESCE(${NAME_AT_THE_TIME}, ${nameAtTheTime('reader_name')})`;
