import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { folderCarrier } from './folder-carrier.js';
import type { MailCarrier } from './mail.js';
import { SMTP_SCHEMES, smtpCarrier } from './smtp-carrier.js';

const FOLDER = 'file:';
const isCarrier = (text: string): boolean => {
  const url = URL.parse(text);
  if (!url) return false;
  if (url.protocol === FOLDER) return url.host === '';
  if (!(url.protocol in SMTP_SCHEMES) || url.hostname === '') return false;
  // A password never travels in the clear.
  return SMTP_SCHEMES[url.protocol] !== 'plain' || (url.username === '' && url.password === '');
};
const ADDRESS = /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/;

/** Variables of a service that sends mail. Both, or none: then it sends nothing. */
export const MailConfigShape = {
  /**
   * Where mail goes: `smtp://user:password@host:587` (STARTTLS, insisted on), `smtps://user:password@host:465` (TLS), `smtp+plain://host:25` (neither
   * encryption nor password, within one's own network), or `file:///folder`, where each letter becomes an .eml file.
   */
  MAIL_URL: z
    .string()
    .refine(isCarrier, { error: 'smtp://, smtps://, smtp+plain:// (without password) or file:///' })
    .optional(),
  /** Whom mail is from: `ringvirkning@aarhus.example`, or `Ringvirkning <ringvirkning@aarhus.example>`. */
  MAIL_FROM: z.string().regex(ADDRESS, { error: 'an address, or a name and <address>' }).optional(),
};
export type MailConfig = z.output<z.ZodObject<typeof MailConfigShape>>;

/** The carrier that is set up; undefined without one. @throws RangeError when one of the two variables is missing. */
export function mailCarrier({ MAIL_URL: address, MAIL_FROM: from }: MailConfig): MailCarrier | undefined {
  if (address === undefined && from === undefined) return undefined;
  if (address === undefined || from === undefined)
    throw new RangeError('MAIL_URL and MAIL_FROM go together: give both, or none');
  const url = new URL(address);
  return url.protocol === FOLDER ? folderCarrier(fileURLToPath(url), from) : smtpCarrier(url, from);
}
