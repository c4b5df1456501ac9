import { serviceManifests, type Service } from '@ringvirkning/catalogue';
import { brokerUsers as usersOf, SET_UP, type BrokerUser } from '@ringvirkning/nats';
import type { InstanceSecrets } from './instance-secrets.js';

/** One broker user per service, which may use exactly the subjects its messages need, and the one that makes their streams. */
export const brokerUsers = ({ of, setUp }: Pick<InstanceSecrets, 'of' | 'setUp'>): BrokerUser[] =>
  usersOf(serviceManifests, (user) => (user === SET_UP ? setUp : of[user as Service].nats).publicKey);
