import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { signerOf, type Signer } from '@ringvirkning/partnership-domain';
import type { Tx } from '@ringvirkning/persistence';
import { CONFIG } from '@ringvirkning/service';
import type { PartnershipConfig } from '../config.js';

const [CIPHER, NONCE, TAG, SEED] = ['aes-256-gcm', 12, 16, 32] as const;

/** This instance's own keys. Their seeds lie sealed in the database, under a key outside it, each bound to the public key that it belongs to. */
@Injectable()
export class KeyStore {
  private readonly master: Buffer;

  constructor(
    @Inject(CONFIG) { PARTNERSHIP_KEY }: PartnershipConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.master = Buffer.from(PARTNERSHIP_KEY, 'base64');
  }

  /** A new key, kept before it signs anything. */
  async make(tx: Tx): Promise<Signer> {
    const seed = randomBytes(SEED);
    const signer = signerOf(seed);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.master, nonce).setAAD(Buffer.from(signer.key));
    const sealed = Buffer.concat([nonce, cipher.update(seed), cipher.final(), cipher.getAuthTag()]).toString('base64');
    await tx.query('INSERT INTO own_key (key, sealed, made_at) VALUES ($1, $2, $3)', [
      signer.key,
      sealed,
      this.clock.now(),
    ]);
    return signer;
  }

  async all(tx: Tx): Promise<ReadonlyMap<string, Signer>> {
    const rows = await tx.query<{ key: string; sealed: string }[]>('SELECT key, sealed FROM own_key');
    return new Map(rows.map(({ key, sealed }) => [key, this.opened(key, sealed)]));
  }

  /** @throws when it was sealed by another key: with a seed that is not its own nothing may be signed. */
  private opened(key: string, sealed: string): Signer {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv(CIPHER, this.master, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(-TAG));
    return signerOf(Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]));
  }
}
