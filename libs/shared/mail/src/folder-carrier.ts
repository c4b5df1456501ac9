import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { letterOf } from './letter.js';
import { MailNotSent, type MailCarrier } from './mail.js';

/** Letters as .eml files, which any mail program opens. One that is sent again is the same file. */
export function folderCarrier(folder: string, from: string): MailCarrier {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const opened = () =>
    mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      throw new MailNotSent(`the folder of outgoing mail cannot be written to (${error.code ?? 'error'})`);
    });
  return {
    ready: async () => void (await opened()),
    async send(mail) {
      await opened();
      const { message } = await composer.sendMail(letterOf(mail, from));
      const path = join(folder, `${mail.id}.eml`);
      await writeFile(`${path}.part`, message, { mode: 0o600 });
      await rename(`${path}.part`, path);
      return 'sent';
    },
  };
}
