import { benefitsMessages } from '@ringvirkning/benefits-api';
import { contractsMessages } from '@ringvirkning/contracts-api';
import { natsPermissions } from '@ringvirkning/nats';
import { outcomesMessages } from '@ringvirkning/outcomes-api';
import { paymentsMessages } from '@ringvirkning/payments-api';
import { SERVICES, type InstanceSecrets } from '../instance-secrets.js';
import type { NatsUser } from './nats-config.js';

/** One broker user per service: each may use exactly the subjects its messages need. */
export function brokerUsers(secrets: Pick<InstanceSecrets, 'of'>): NatsUser[] {
  const messages = [...contractsMessages, ...outcomesMessages, ...paymentsMessages, ...benefitsMessages];
  return SERVICES.map((name) => {
    const { publish, subscribe, allow_responses: allowResponses } = natsPermissions(name, messages);
    return {
      name,
      publicKey: secrets.of[name].nats.publicKey,
      permissions: { publish: publish.allow, subscribe: subscribe.allow, allowResponses },
    };
  });
}
