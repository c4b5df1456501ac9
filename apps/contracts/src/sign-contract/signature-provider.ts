import type { Signature } from '@ringvirkning/contracts-api';
import { signedText, type Statement } from '@ringvirkning/contracts-domain';
import { signerOf } from '@ringvirkning/kernel';
import type { ContractsConfig } from '../config.js';

/** Whoever signs what somebody has signed off: the instance by its own key, or a service by which a person signs (MitID, Penneo and the like). */
export abstract class SignatureProvider {
  /** @throws DomainError unavailable when it cannot be asked; the sign-off is not given then */
  abstract sign(statement: Statement): Promise<Signature>;
}

/** The instance says by its own key what it has taken down, of somebody who had signed in. */
export class OwnKey extends SignatureProvider {
  private readonly signer;

  constructor({ SIGNING_KEY }: ContractsConfig) {
    super();
    this.signer = signerOf(Buffer.from(SIGNING_KEY, 'base64'));
  }

  async sign(statement: Statement): Promise<Signature> {
    return {
      ...{ provider: 'instance', algorithm: 'Ed25519', key: this.signer.key },
      value: this.signer.sign(signedText(statement)),
    };
  }
}
