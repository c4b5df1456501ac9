import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Put } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { z } from 'zod';
import { MAINTENANCE } from '../tokens.js';
import type { Maintenance, MaintenanceState } from './maintenance.js';

const WishSchema = z.strictObject({ until: z.iso.datetime().nullable().default(null) });

/** Where operators say that the instance is being worked on. For programs with a token: a session of the portal is none. */
@Controller('api/operations/maintenance')
export class MaintenanceController {
  constructor(@Inject(MAINTENANCE) private readonly state: MaintenanceState) {}

  @Get()
  @Permit('operations.read')
  @Header('cache-control', 'no-store')
  async read(): Promise<{ maintenance: Maintenance | null }> {
    return { maintenance: (await this.state.read()) ?? null };
  }

  /** Said again it changes when it is thought to be over, and not since when it is. */
  @Put()
  @Permit('operations.operate')
  async begin(
    @Body({ schema: WishSchema }) { until }: z.output<typeof WishSchema>,
  ): Promise<{ maintenance: Maintenance }> {
    const since = (await this.state.read())?.since ?? new Date().toISOString();
    const maintenance = { since, until };
    await this.state.begin(maintenance);
    return { maintenance };
  }

  @Delete()
  @HttpCode(200)
  @Permit('operations.operate')
  async end(): Promise<{ maintenance: null }> {
    await this.state.end();
    return { maintenance: null };
  }
}
