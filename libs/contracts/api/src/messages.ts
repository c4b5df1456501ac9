import {
  AmountSchema,
  defineEvent,
  defineRequest,
  CurrencySchema,
  IdSchema,
  LocalDateSchema,
} from '@ringvirkning/message';
import { MemberSchema } from '@ringvirkning/partnership-api';
import { z } from 'zod';

/** What an organisation can be in a partnership. Its roles belong to the contract, not to the organisation. */
export const PARTY_KINDS = ['municipality', 'region', 'state', 'fund', 'supplier', 'company', 'verifier'] as const;

/** A party of one contract: `id` is local to the contract, `organisation` is the id access tokens carry. */
export const PartySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(PARTY_KINDS),
  organisation: z.string().min(1),
  municipalityCode: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  cvr: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
  gln: z
    .string()
    .regex(/^\d{13}$/)
    .optional(),
  roles: z.array(z.string().min(1)),
});
export type Party = z.infer<typeof PartySchema>;

/** A silo inside a party, with its own budget. */
export const DepartmentSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  party: z.string().min(1),
  gln: z
    .string()
    .regex(/^\d{13}$/)
    .optional(),
});
export type Department = z.infer<typeof DepartmentSchema>;

/** A contract in force as other services know it: the frozen terms (JSON form of the terms document) and the parties. */
export const ActiveContractSchema = z.object({
  contractId: IdSchema,
  ref: z.string().min(1),
  version: z.int().positive(),
  title: z.string(),
  currency: CurrencySchema,
  activatedOn: LocalDateSchema,
  /** SHA-256 (hex) of the canonical JSON of `terms`. */
  termsDigest: z.string().regex(/^[0-9a-f]{64}$/),
  terms: z.record(z.string(), z.unknown()),
  parties: z.array(PartySchema),
  departments: z.array(DepartmentSchema),
  /** Organisations that have acceded from an instance of their own, and hold a copy; absent: none. */
  partners: z.array(MemberSchema).optional(),
});
export type ActiveContract = z.infer<typeof ActiveContractSchema>;

/** All sign-offs and appropriations are in place and the contract is in force. Key: contractId. */
export const ContractActivatedV1 = defineEvent({
  subject: 'evt.contracts.contract-activated.v1',
  data: ActiveContractSchema,
});

/** A contract in force that a partner leads: `home` evaluates it and says what is due. Nobody does here. */
export const JointContractSchema = ActiveContractSchema.extend({ home: MemberSchema });
export type JointContract = z.infer<typeof JointContractSchema>;

/** A contract that a partner leads, and that we have acceded to, is in force. Key: contractId. */
export const JointContractActivatedV1 = defineEvent({
  subject: 'evt.contracts.joint-contract-activated.v1',
  data: JointContractSchema,
});

/** A contract is settled for good (by two persons, in payments) and has ended: nothing more is claimed of it. Key: contractId. */
export const ContractEndedV1 = defineEvent({
  subject: 'evt.contracts.contract-ended.v1',
  data: z.object({ contractId: IdSchema, endedOn: LocalDateSchema }),
});
export type ContractEnded = z.infer<typeof ContractEndedV1.data>;

/** Asks for a contract in force; `not-found` (`contracts.unknown-contract`) when it does not exist or is not active. */
export const GetContractV1 = defineRequest({
  subject: 'rpc.contracts.get-contract.v1',
  request: z.object({ contractId: IdSchema }),
  reply: ActiveContractSchema,
});

/** Asks what has been appropriated here in a contract; `not-found` (`contracts.unknown-contract`) when there is none. */
export const GetAppropriationsV1 = defineRequest({
  subject: 'rpc.contracts.get-appropriations.v1',
  request: z.object({ contractId: IdSchema }),
  reply: z.object({
    /** One per payer (party id) and budget year, in minor units of the contract's currency. */
    appropriations: z.array(z.object({ payer: z.string(), budgetYear: z.int(), amount: AmountSchema })),
  }),
});
export type Appropriations = z.infer<typeof GetAppropriationsV1.reply>;
