import { createTransport } from 'nodemailer';
import { letterOf } from './letter.js';
import { MailNotSent, type MailCarrier } from './mail.js';

/** How a server is spoken to, by the scheme of its address. */
export const SMTP_SCHEMES: Readonly<Record<string, 'starttls' | 'tls' | 'plain'>> = {
  'smtp:': 'starttls',
  'smtps:': 'tls',
  'smtp+plain:': 'plain',
};
const PORTS = { starttls: 587, tls: 465, plain: 25 } as const;
const PATIENCE_MS = 10_000;

/** Letters by way of a mail server. Certificates are checked, and encryption that was asked for is insisted on. */
export function smtpCarrier(url: URL, from: string): MailCarrier {
  const security = SMTP_SCHEMES[url.protocol] ?? 'starttls';
  const server = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || PORTS[security],
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async ready() {
      await server.verify().catch((error: unknown) => {
        throw notSent(error);
      });
    },
    async send(mail) {
      try {
        await server.sendMail(letterOf(mail, from));
        return 'sent';
      } catch (error) {
        if (isRefusal(error)) return 'refused';
        throw notSent(error);
      }
    },
  };
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** A final answer to the receiver's address: no attempt will be answered otherwise. */
const isRefusal = (error: unknown): boolean => {
  const { command, responseCode } = error as SmtpError;
  return command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500;
};

/** What the server says may quote addresses, so only codes are told. */
const notSent = (error: unknown): MailNotSent => {
  const { code, responseCode } = error as SmtpError;
  const answer = [code, responseCode].filter((part) => part !== undefined).join(' ');
  return new MailNotSent(`the mail server did not take it (${answer || 'no answer'})`);
};
