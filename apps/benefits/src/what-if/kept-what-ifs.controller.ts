import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { KeepWhatIfSchema, KeptWhatIfsSchema, type KeepWhatIf } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { KeptWhatIfsHandler } from './kept-what-ifs.handler.js';

@Controller('contracts/:contractId/what-if/kept')
export class KeptWhatIfsController {
  constructor(private readonly handler: KeptWhatIfsHandler) {}

  @Get()
  @Permit('benefits.manage-models')
  @Describe({
    summary: 'What-ifs kept under a name, with who kept them; without figures',
    da: '»Hvad nu hvis« gemt under et navn, med hvem der har gemt dem; uden tal',
    response: KeptWhatIfsSchema,
  })
  all(@Param('contractId', { schema: IdSchema }) contractId: string, @CurrentActor() person: Person) {
    return this.handler.all(contractId, person);
  }

  @Post()
  @Permit('benefits.manage-models')
  @Describe({
    summary: 'Keep a what-if under a name; what the caller kept under it before gives way',
    da: 'Gem et »hvad nu hvis« under et navn; det, du før havde gemt under det, erstattes',
    response: KeptWhatIfsSchema,
  })
  keep(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: KeepWhatIfSchema }) sent: KeepWhatIf,
    @CurrentActor() person: Person,
  ) {
    return this.handler.keep(contractId, sent, person);
  }

  @Delete(':id')
  @Permit('benefits.manage-models')
  @Describe({
    summary: 'Remove a kept what-if; only who kept it may',
    da: 'Fjern et gemt »hvad nu hvis«; kun den, der har gemt det, kan',
    response: KeptWhatIfsSchema,
  })
  remove(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Param('id', { schema: IdSchema }) id: string,
    @CurrentActor() person: Person,
  ) {
    return this.handler.remove(contractId, id, person);
  }
}
