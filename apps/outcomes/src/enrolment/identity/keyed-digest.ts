import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { pseudonymFrom, type Cpr } from '@ringvirkning/outcomes-domain';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../../config.js';

/** The only place that knows the key. One person has unrelated digests in two contracts, so nobody can follow people from contract to contract. */
@Injectable()
export class KeyedDigest {
  private readonly key: KeyObject;

  constructor(@Inject(CONFIG) config: OutcomesConfig) {
    this.key = createSecretKey(config.PSEUDONYM_KEY, 'utf8');
  }

  /** Lower-case hex, 64 characters. */
  ofPerson(contractId: string, cpr: Cpr): string {
    return this.hmac(`person:${contractId}:${cpr.digits}`).toString('hex');
  }

  /** @param attempt 0, 1, 2 …: another pseudonym for the same participant, should one be taken. */
  pseudonym(participantId: string, attempt: number): string {
    return pseudonymFrom(this.hmac(`pseudonym:${participantId}:${attempt}`));
  }

  private hmac(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }
}
