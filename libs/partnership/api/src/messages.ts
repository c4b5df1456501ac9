import { CodeSchema, defineEvent, type EventType } from '@ringvirkning/message';
import { z } from 'zod';

/** A member's short name: that of its instance, and of its organisation in terms. */
export const MemberSchema = CodeSchema.max(40);
const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** What is told of: the same however often it is said, so that nothing has its effect twice. */
export const MessageIdSchema = z.string().regex(/^[\w-]{1,64}$/);
/** Place in the row of messages from one member to another. */
const NumberSchema = z.int().min(1);
const ContentSchema = z.record(z.string(), z.unknown());

export const MEMBER_STATUSES = ['invited', 'active', 'suspended', 'left', 'excluded'] as const;
export const MemberStatusSchema = z.enum(MEMBER_STATUSES);
export type MemberStatus = z.infer<typeof MemberStatusSchema>;

/** Another member is something else than before by the charter's history. Key: member. */
export const MemberChangedV1 = defineEvent({
  subject: 'evt.partnership.member-changed.v1',
  data: z.object({ member: MemberSchema, name: z.string(), status: MemberStatusSchema }),
});
export type MemberChanged = z.infer<typeof MemberChangedV1.data>;

/**
 * A partner's message has been understood: genuine, in its turn, and agreed on. Whose business its type is takes it, and publishes its own
 * *booked* in the transaction of the effect. Key: from.
 */
export const PartnerMessageReceivedV1 = defineEvent({
  subject: 'evt.partnership.partner-message-received.v1',
  data: z.object({
    from: MemberSchema,
    number: NumberSchema,
    id: MessageIdSchema,
    agreement: DigestSchema.nullable(),
    type: z.string(),
    content: ContentSchema,
  }),
});
export type PartnerMessageReceived = z.infer<typeof PartnerMessageReceivedV1.data>;

/** What has become of a message of ours for good: booked there, or why not. Key: to. */
export const PartnerMessageSettledV1 = defineEvent({
  subject: 'evt.partnership.partner-message-settled.v1',
  data: z.object({
    to: MemberSchema,
    id: MessageIdSchema,
    type: z.string(),
    /** `booked`, or the reason of its refusal. */
    outcome: z.string(),
  }),
});
export type PartnerMessageSettled = z.infer<typeof PartnerMessageSettledV1.data>;

const queuedSchema = z.object({ to: MemberSchema, id: MessageIdSchema, type: z.string(), content: ContentSchema });
export type PartnerMessageQueued = z.infer<typeof queuedSchema>;
const bookedSchema = z.object({ from: MemberSchema, number: NumberSchema, id: MessageIdSchema });
export type PartnerMessageBooked = z.infer<typeof bookedSchema>;

/** The event with which a service gives a message to be brought to a partner, in the transaction of what it tells. Key: to. */
export const messageQueuedBy = (service: string): EventType<PartnerMessageQueued> =>
  defineEvent({ subject: `evt.${service}.partner-message-queued.v1`, data: queuedSchema });

/** The event with which a service says that the effect of a partner's message is committed. Key: from. */
export const messageBookedBy = (service: string): EventType<PartnerMessageBooked> =>
  defineEvent({ subject: `evt.${service}.partner-message-booked.v1`, data: bookedSchema });
