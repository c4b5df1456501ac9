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

/** What partners' messages are told by: many at once, so that they cost one event; each stands for itself. */
const ReceivedSchema = z.object({
  number: NumberSchema,
  id: MessageIdSchema,
  agreement: DigestSchema.nullable(),
  type: z.string(),
  content: ContentSchema,
});

/**
 * Messages of a partner, in their order, have been understood: genuine, in their turn, and agreed on. Whose business a type is takes it, and publishes its own
 * *booked* in the transaction of the effect. Key: from.
 */
export const PartnerMessagesReceivedV1 = defineEvent({
  subject: 'evt.partnership.partner-messages-received.v1',
  data: z.object({ from: MemberSchema, messages: z.array(ReceivedSchema).min(1) }),
  items: 'messages',
});
export type PartnerMessagesReceived = z.infer<typeof PartnerMessagesReceivedV1.data>;
/** One of them. */
export type PartnerMessageReceived = Pick<PartnerMessagesReceived, 'from'> & z.infer<typeof ReceivedSchema>;

const SettledSchema = z.object({
  id: MessageIdSchema,
  type: z.string(),
  /** `booked`, or the reason of its refusal. */
  outcome: z.string(),
});

/** What has become of messages of ours for good: booked there, or why not. Key: to. */
export const PartnerMessagesSettledV1 = defineEvent({
  subject: 'evt.partnership.partner-messages-settled.v1',
  data: z.object({ to: MemberSchema, messages: z.array(SettledSchema).min(1) }),
  items: 'messages',
});
export type PartnerMessagesSettled = z.infer<typeof PartnerMessagesSettledV1.data>;
/** One of them. */
export type PartnerMessageSettled = Pick<PartnerMessagesSettled, 'to'> & z.infer<typeof SettledSchema>;
export const eachSettled = ({ to, messages }: PartnerMessagesSettled): PartnerMessageSettled[] =>
  messages.map((message) => ({ to, ...message }));

const queuedSchema = z.object({
  to: MemberSchema,
  messages: z.array(z.object({ id: MessageIdSchema, type: z.string(), content: ContentSchema })).min(1),
});
export type PartnerMessagesQueued = z.infer<typeof queuedSchema>;
/** One of them. */
export type PartnerMessageQueued = Pick<PartnerMessagesQueued, 'to'> & PartnerMessagesQueued['messages'][number];
export const eachQueued = ({ to, messages }: PartnerMessagesQueued): PartnerMessageQueued[] =>
  messages.map((message) => ({ to, ...message }));
const bookedSchema = z.object({
  from: MemberSchema,
  messages: z.array(z.object({ number: NumberSchema, id: MessageIdSchema })).min(1),
});
export type PartnerMessagesBooked = z.infer<typeof bookedSchema>;

/** The event with which a service gives messages to be brought to a partner, in the transaction of what it tells. Key: to. */
export const messagesQueuedBy = (service: string): EventType<PartnerMessagesQueued> =>
  defineEvent({ subject: `evt.${service}.partner-messages-queued.v1`, data: queuedSchema, items: 'messages' });

/** The event with which a service says that the effects of a partner's messages are committed. Key: from. */
export const messagesBookedBy = (service: string): EventType<PartnerMessagesBooked> =>
  defineEvent({ subject: `evt.${service}.partner-messages-booked.v1`, data: bookedSchema, items: 'messages' });

/**
 * Lets a service hear messages in the order in which they were said.
 * @param hear Whether a message was its own, and has had its effect.
 * @returns what is booked then; undefined when nothing was its own.
 */
export async function hearEach(
  { from, messages }: PartnerMessagesReceived,
  hear: (message: PartnerMessageReceived) => Promise<boolean>,
): Promise<PartnerMessagesBooked | undefined> {
  const booked: PartnerMessagesBooked['messages'] = [];
  for (const message of messages)
    if (await hear({ from, ...message })) booked.push({ number: message.number, id: message.id });
  return booked.length > 0 ? { from, messages: booked } : undefined;
}
