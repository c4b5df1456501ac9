import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mail.js';

/** A letter as it is composed. Neither files nor addresses are read for it: what stands in it is all of it. */
export const letterOf = (mail: Mail, from: string): SendMailOptions => ({
  from,
  to: { name: '', address: mail.to },
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  date: new Date(mail.at),
  messageId: `<${mail.id}@${domainOf(from)}>`,
  headers: {
    'Content-Language': mail.language,
    // Nobody's holiday answers it.
    'Auto-Submitted': 'auto-generated',
    'List-Unsubscribe': `<${mail.stopAt}>`,
  },
  disableFileAccess: true,
  disableUrlAccess: true,
});

const domainOf = (from: string): string => /@([^\s<>@]+?)>?$/.exec(from)?.[1] ?? 'localhost';
