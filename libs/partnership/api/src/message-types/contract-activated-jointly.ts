import { localDate } from '@ringvirkning/kernel';
import { LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { TERMS, termsMembers } from './contract-words.js';

const ContractActivatedJointlySchema = z.strictObject({ ...termsMembers, activatedOn: LocalDateSchema });
export type ContractActivatedJointly = z.infer<typeof ContractActivatedJointlySchema>;

/** Home → partners: all have acceded, and the contract is in force from this day. */
export const contractActivatedJointly: PartnerMessageType<ContractActivatedJointly> = {
  name: 'contract-activated-jointly/1',
  content: ContractActivatedJointlySchema,
  examples: [{ ...TERMS, activatedOn: localDate('2026-03-05') }],
};
