export { MailConfigShape, mailCarrier, type MailConfig } from './mail-carrier.js';
export { MailNotSent, type Mail, type MailCarrier } from './mail.js';
