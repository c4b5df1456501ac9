import { Inject, Injectable } from '@nestjs/common';
import { mailCarrier, type MailCarrier } from '@ringvirkning/mail';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../config.js';

/** Where reminders are put, and where they lead. */
@Injectable()
export class LetterBox {
  /** Undefined where no mail was set up: then nobody is offered any. */
  readonly open: { readonly carrier: MailCarrier; readonly origin: string } | undefined;

  /** @throws RangeError when mail is set up and nobody said where the portal is. */
  constructor(@Inject(CONFIG) config: OutcomesConfig) {
    const carrier = mailCarrier(config);
    if (carrier && config.ORIGIN === undefined)
      throw new RangeError('ORIGIN is missing: mail leads to the portal, so its address must be known');
    this.open = carrier && config.ORIGIN !== undefined ? { carrier, origin: new URL(config.ORIGIN).origin } : undefined;
  }
}
