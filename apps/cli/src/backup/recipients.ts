import { randomBytes } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generalDecrypt,
  GeneralEncrypt,
  generateKeyPair,
  importJWK,
  type GeneralJWE,
  type JWK,
} from 'jose';

const [AGREEMENT, CIPHER, CURVE] = ['ECDH-ES+A256KW', 'A256GCM', 'X25519'] as const;
/** So many can open a backup at least: the loss of one key must not be the loss of everything. */
export const LEAST_RECIPIENTS = 2;

/** A key pair of somebody who may open backups: both as texts of their files. */
export async function newKeyPair(): Promise<{ readonly secret: string; readonly open: string; readonly id: string }> {
  const { privateKey } = await generateKeyPair(AGREEMENT, { crv: CURVE, extractable: true });
  const { d, ...open } = await exportJWK(privateKey);
  const id = await calculateJwkThumbprint(open);
  const text = (key: JWK): string => `${JSON.stringify({ ...key, kid: id, alg: AGREEMENT })}\n`;
  return { secret: text({ ...open, d: d! }), open: text(open), id };
}

/** A key as its file has it. @throws Error in words when it is none of ours, or secret where an open one is asked for. */
export async function readKey(text: string, kind: 'open' | 'secret'): Promise<JWK & { readonly kid: string }> {
  const key = parsed(text);
  if (key?.kty !== 'OKP' || key.crv !== CURVE) throw new Error('no key of ringvirkning backup key');
  // Who gives a secret key away by mistake is told before it is used.
  if (kind === 'open' && key.d !== undefined) throw new Error('this is the secret key: give the .pub.json file');
  if (kind === 'secret' && key.d === undefined) throw new Error('this is the public key: give the secret one');
  return { ...key, kid: await calculateJwkThumbprint(key) };
}

function parsed(text: string): JWK | undefined {
  try {
    return JSON.parse(text) as JWK;
  } catch {
    return undefined;
  }
}

/** A new key for one backup, locked for each of these people (RFC 7516). @throws Error for fewer than two. */
export async function lockedFor(
  recipients: readonly (JWK & { readonly kid: string })[],
): Promise<{ readonly dataKey: Buffer; readonly locked: GeneralJWE }> {
  const ids = new Set(recipients.map(({ kid }) => kid));
  if (ids.size < LEAST_RECIPIENTS)
    throw new Error(
      `give the public keys of at least ${LEAST_RECIPIENTS} people or places: --for one.pub.json --for other.pub.json`,
    );
  const dataKey = randomBytes(32);
  const lock = new GeneralEncrypt(dataKey).setProtectedHeader({ enc: CIPHER });
  for (const { kid, ...key } of recipients)
    lock.addRecipient(await importJWK(key, AGREEMENT)).setUnprotectedHeader({ alg: AGREEMENT, kid });
  return { dataKey, locked: await lock.encrypt() };
}

/** The key of a backup. @throws Error in words when this key does not open it. */
export async function unlocked(locked: GeneralJWE, secret: JWK): Promise<Buffer> {
  try {
    const { plaintext } = await generalDecrypt(locked, await importJWK(secret, AGREEMENT));
    return Buffer.from(plaintext);
  } catch {
    throw new Error('this key does not open the backup: it was made for others');
  }
}
