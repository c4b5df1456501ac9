import type { Person } from '@ringvirkning/auth';
import type { Voice } from '@ringvirkning/contracts-domain';
import { signerOf } from '../signer.js';

/** Who speaks: by the organisation they belong to, not by what they may see. */
export function voiceOf(person: Person): Voice {
  const { subject, name, organisation } = signerOf(person);
  return { subject, name, organisation };
}
