import { defineManifest } from '@ringvirkning/message';

export const gatewayManifest = defineManifest({
  name: 'gateway',
  http: 'edge',
  environment: { SESSION_KEY: 'key' },
});
