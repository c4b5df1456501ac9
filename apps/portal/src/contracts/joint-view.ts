import type { ContractDetails, JointState, RequiredSignOff } from '@ringvirkning/contracts-api';

/** What of the messages to a municipality one must know: that they arrive, or which is why not. */
export function deliveryOf({ messages }: Pick<JointState, 'messages'>, to: string) {
  const outcomes = messages.filter((message) => message.to === to).map(({ outcome }) => outcome);
  const wrong = outcomes.find((outcome) => outcome !== null && outcome !== 'booked');
  if (wrong) return FAULTS[wrong] ?? 'refused';
  if (outcomes.length === 0) return 'none';
  return outcomes.includes(null) ? 'underway' : 'arrived';
}

type Fault = 'notAgreed' | 'unreadable' | 'outdated';
const FAULTS: Readonly<Record<string, Fault>> = {
  'no-agreement': 'notAgreed',
  'not-yet-active': 'notAgreed',
  suspended: 'notAgreed',
  ended: 'notAgreed',
  'type-not-agreed': 'notAgreed',
  'field-not-agreed': 'notAgreed',
  'unknown-type': 'unreadable',
  'malformed-content': 'unreadable',
  'contracts.terms-unreadable': 'unreadable',
  'contracts.other-terms': 'outdated',
  'contracts.withdrawn': 'outdated',
};

/** Whether something is missing here, or, where a partner leads the contract, only there. */
export function lackingOf({
  signOffs,
  appropriations,
  joint,
  parties,
}: Pick<ContractDetails, 'signOffs' | 'appropriations' | 'joint' | 'parties'>): 'here' | 'home' | undefined {
  const isOurs = ({ party }: RequiredSignOff) => !joint || joint.isLedHere || joint.ours.includes(party);
  if (signOffs.missing.some(isOurs) || appropriations.missing.length > 0) return 'here';
  if (!joint) return undefined;
  if (joint.isLedHere) return joint.partners.some(({ missing }) => missing !== null) ? 'here' : undefined;
  const us = parties.find(({ id }) => joint.ours.includes(id))?.organisation;
  return joint.partners.some(({ organisation, missing }) => organisation === us && missing !== null)
    ? undefined
    : 'home';
}
