import { serviceManifests } from '@ringvirkning/catalogue';
import { natsPermissions } from '@ringvirkning/nats';
import type { InstanceSecrets } from '../instance-secrets.js';
import type { NatsUser } from './nats-config.js';

/** One broker user per service: each may use exactly the subjects its messages need. */
export const brokerUsers = (secrets: Pick<InstanceSecrets, 'of'>): NatsUser[] =>
  serviceManifests.map((manifest) => {
    const { publish, subscribe, allow_responses: allowResponses } = natsPermissions(manifest);
    return {
      name: manifest.name,
      publicKey: secrets.of[manifest.name].nats.publicKey,
      permissions: { publish: publish.allow, subscribe: subscribe.allow, allowResponses },
    };
  });
