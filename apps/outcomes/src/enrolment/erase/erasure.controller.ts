import { Controller, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ErasedSchema } from '@ringvirkning/outcomes-api';
import { EraseHandler } from './erase.handler.js';

@Controller('participants/:participantId/erasure')
export class ErasureController {
  constructor(private readonly erase: EraseHandler) {}

  // The case workers of the authority answer for their citizens' data; they are the ones who hold outcomes.attest.
  @Post()
  @Permit('outcomes.attest')
  @Describe({
    summary: 'Cuts every link from the pseudonym to the person; outcomes stay',
    da: 'Fjerner enhver forbindelse fra pseudonymet til borgeren; resultaterne bliver',
    response: ErasedSchema,
    status: 201,
  })
  run(@Param('participantId', { schema: IdSchema }) participantId: string, @CurrentActor() person: Person) {
    return this.erase.execute(participantId, person);
  }
}
