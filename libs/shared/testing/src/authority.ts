import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CONFIG = `
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[stamps]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`;
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'config'];

/** A time-stamping authority for specs: a root, a certificate for time stamps under it, and what openssl does with them. */
export interface Authority {
  /** PEM of its root. */
  readonly certificate: string;
  answer(request: Uint8Array): Uint8Array;
  verifies(token: Uint8Array, text: string): boolean;
  remove(): void;
}

/** Undefined where the machine has no openssl. */
export function makeAuthority(): Authority | undefined {
  if (spawnSync('openssl', ['version']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'rv-tsa-'));
  const at = (name: string): string => join(folder, name);
  const run = (...args: readonly string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  const must = (...args: readonly string[]): void => {
    const { status, stderr } = run(...args);
    if (status !== 0) throw new Error(stderr);
  };
  writeFileSync(at('config'), CONFIG);
  writeFileSync(at('serial'), '01\n');
  const root = [
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-days',
    '30',
    '-subj',
    '/CN=Test root',
    '-extensions',
    'ca',
  ];
  must('req', '-x509', ...KEY, ...root);
  must('req', '-new', ...KEY, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Test TSA');
  const issued = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '30', '-out', 'tsa.pem'];
  must('x509', '-req', '-in', 'tsa.csr', ...issued, '-extfile', 'config', '-extensions', 'stamps');
  return {
    certificate: readFileSync(at('root.pem'), 'utf8'),
    answer(request) {
      writeFileSync(at('query'), request);
      must(
        'ts',
        '-reply',
        '-config',
        'config',
        '-queryfile',
        'query',
        '-signer',
        'tsa.pem',
        '-inkey',
        'tsa.key',
        '-out',
        'reply',
      );
      return readFileSync(at('reply'));
    },
    verifies(token, text) {
      writeFileSync(at('token'), token);
      writeFileSync(at('text'), text);
      return run('ts', '-verify', '-data', 'text', '-in', 'token', '-token_in', '-CAfile', 'root.pem').status === 0;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
