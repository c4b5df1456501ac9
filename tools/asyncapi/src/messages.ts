import { benefitsMessages } from '@ringvirkning/benefits-api';
import { contractsMessages } from '@ringvirkning/contracts-api';
import type { MessageType } from '@ringvirkning/message';
import { outcomesMessages } from '@ringvirkning/outcomes-api';
import { paymentsMessages } from '@ringvirkning/payments-api';
import { asyncApi } from './document.js';

const MESSAGES = [
  ...contractsMessages,
  ...outcomesMessages,
  ...paymentsMessages,
  ...benefitsMessages,
] as readonly MessageType[];

/** The committed document; the same place seen from `src` and from `dist`. */
export const DOCUMENT = new URL('../../../docs/asyncapi.json', import.meta.url);
export const generated = (): string => `${JSON.stringify(asyncApi(MESSAGES), null, 2)}\n`;
