import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { withPassword } from './database.js';

describe('a way in with another password', () => {
  it.each(['plain', '100%sure', 'a%41', 'p@ss:w/ord?#', 'æ ø å'])('has exactly this one: %s', (password) => {
    const client = new Client({ connectionString: withPassword('postgres://user:old@127.0.0.1:1/db', password) });
    expect([client.user, client.password, client.database]).toEqual(['user', password, 'db']);
  });
});
