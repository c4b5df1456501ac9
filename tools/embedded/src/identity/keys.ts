import { generateKeyPairSync, randomInt, randomUUID, type JsonWebKey } from 'node:crypto';
import { join } from 'node:path';
import { secretFile } from '../host/secret-files.js';

/** What the identity provider keeps in its folder between starts (0600 each). */
export interface IdentitySecrets {
  readonly jwks: { keys: (JsonWebKey & { kid: string; use: 'sig'; alg: 'RS256' })[] };
  readonly cookieKey: string;
  /** The one password of all demo people. */
  readonly password: string;
}

export function identitySecrets(folder: string): IdentitySecrets {
  return {
    jwks: JSON.parse(secretFile(join(folder, 'signing-keys.json'), newSigningKeys)) as IdentitySecrets['jwks'],
    cookieKey: secretFile(join(folder, 'cookie.key')),
    password: secretFile(join(folder, 'demo.password'), speakablePassword),
  };
}

function newSigningKeys(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({
    keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }],
  });
}

/** 12 letters without look-alikes (about 52 bits), in groups: people type it from a terminal. */
function speakablePassword(): string {
  const letters = 'abcdefhkmnprstuvwxyz';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}
