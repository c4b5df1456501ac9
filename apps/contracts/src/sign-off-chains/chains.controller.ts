import { Body, Controller, Get, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  ChainSettingRequestSchema,
  ChainSettingSchema,
  ChainSettingsSchema,
  type ChainSettingRequest,
} from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { SetChainsHandler } from './set-chains.handler.js';

@Controller('chains')
export class ChainsController {
  constructor(private readonly chains: SetChainsHandler) {}

  @Get()
  @Permit('contracts.read-chains')
  @Describe({
    summary: 'Who signs what in this municipality: the setting that stands, and those before it',
    da: 'Hvem der underskriver hvad i kommunen: de gældende regler og de tidligere',
    response: ChainSettingsSchema,
  })
  all() {
    return this.chains.view();
  }

  @Post()
  @Permit('contracts.set-chains')
  @Describe({
    summary: 'Sets who signs what, by size and kind; versions that are signed already keep their chain',
    da: 'Fastsætter, hvem der underskriver hvad efter størrelse og art; versioner, der er underskrevet, beholder deres regler',
    response: ChainSettingSchema,
    status: 201,
  })
  set(@Body({ schema: ChainSettingRequestSchema }) request: ChainSettingRequest, @CurrentActor() person: Person) {
    return this.chains.execute(request, person);
  }
}
