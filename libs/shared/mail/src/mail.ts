import type { Instant } from '@ringvirkning/kernel';

/** One letter to one person. */
export interface Mail {
  /** Stays the same when it is sent again: a receiver that got it twice shows it once. Letters, digits and hyphens. */
  readonly id: string;
  readonly to: string;
  readonly at: Instant;
  readonly language: 'da' | 'en';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where the receiver stops what they get. */
  readonly stopAt: string;
}

/** What takes letters away. Nothing it throws or tells holds an address. */
export interface MailCarrier {
  /** @throws MailNotSent when nothing can be sent at present. */
  ready(): Promise<void>;
  /**
   * `refused`: the server says that this address will not do, now or later.
   * @throws MailNotSent for anything that may go well later.
   */
  send(mail: Mail): Promise<'sent' | 'refused'>;
}

export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
}
