import { PARTNER_MESSAGE_TYPES, type PartnerMessageType } from '@ringvirkning/partnership-api';
import { trialType } from '@ringvirkning/partnership-domain';

const kindOf = ({ name, examples }: Pick<PartnerMessageType, 'name' | 'examples'>) => ({
  name,
  fields: [...new Set(examples.flatMap((example) => Object.keys(example)))],
  example: examples[0],
});

/** What the services of this version tell partners, with all its fields. */
export const SERVICE_KINDS = PARTNER_MESSAGE_TYPES.map(kindOf);
/** The same and trials, for who writes an agreement. */
export const MESSAGE_KINDS = [...SERVICE_KINDS, kindOf(trialType)];
