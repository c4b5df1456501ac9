import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** Gives a role another password; its connections go on. @param superUrl of a superuser. */
export async function setPassword(superUrl: string, role: string, password: string): Promise<void> {
  const client = new Client({ connectionString: superUrl, application_name: 'rotate' });
  await client.connect();
  try {
    await client.query(`ALTER ROLE ${escapeIdentifier(role)} PASSWORD ${escapeLiteral(password)}`);
  } finally {
    await client.end();
  }
}
