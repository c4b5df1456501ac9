import type { Env } from '@ringvirkning/config';
import { mailCarrier } from '@ringvirkning/mail';
import { fault, skipped, well, type Finding } from './finding.js';

/** Whether letters are taken: the server is spoken to as the service does, and nothing is sent. */
export async function mailFindings(of: string, { MAIL_URL, MAIL_FROM }: Env): Promise<Finding[]> {
  const at = { check: 'mail', of } as const;
  if (!MAIL_URL && !MAIL_FROM) return [skipped(at, 'not-set-up', 'MAIL_URL')];
  try {
    await mailCarrier({ MAIL_URL, MAIL_FROM })!.ready();
    return [well(at, new URL(MAIL_URL!).protocol)];
  } catch (error) {
    // Neither an address nor a password is in what the carrier says.
    return [fault(at, 'mail-away', (error as Error).message)];
  }
}
