import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../tokens.js';

/** What the portal must know before anybody has signed in. */
export interface PortalConfig {
  readonly instance: string;
  /** All people in this instance are synthetic; the portal says so on every page. */
  readonly demo: boolean;
}

@Controller('api/portal-config')
export class PortalConfigController {
  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  @Get()
  @Header('cache-control', 'no-cache')
  @Public('shown before signing in')
  read(): PortalConfig {
    return { instance: this.config.INSTANCE_ID, demo: this.config.DEMO };
  }
}
