import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import type { GatewayConfig } from '../config.js';
import type { Maintenance, MaintenanceState } from '../maintenance/maintenance.js';
import { GATEWAY_CONFIG, MAINTENANCE } from '../tokens.js';

/** What the portal must know before anybody has signed in. */
export interface PortalConfig {
  readonly instance: string;
  /** All people in this instance are synthetic; the portal says so on every page. */
  readonly demo: boolean;
  /** The instance is being worked on: everything can be read, nothing written. Null while it is not. */
  readonly maintenance: Maintenance | null;
}

@Controller('api/portal-config')
export class PortalConfigController {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    @Inject(MAINTENANCE) private readonly state: MaintenanceState,
  ) {}

  @Get()
  @Header('cache-control', 'no-cache')
  @Public('shown before signing in')
  async read(): Promise<PortalConfig> {
    const maintenance = (await this.state.read()) ?? null;
    return { instance: this.config.INSTANCE_ID, demo: this.config.DEMO, maintenance };
  }
}
