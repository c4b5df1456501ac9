import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  AnswerRequestSchema,
  DifferencesSchema,
  RemarkRequestSchema,
  RemarkSchema,
  RemarksSchema,
  type AnswerRequest,
  type RemarkRequest,
} from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { AnswerHandler } from './answer.handler.js';
import { RemarkHandler } from './remark.handler.js';
import { ViewRemarksHandler } from './view-remarks.handler.js';

@Controller(':id/remarks')
export class RemarksController {
  constructor(
    private readonly say: RemarkHandler,
    private readonly answer: AnswerHandler,
    private readonly view: ViewRemarksHandler,
  ) {}

  @Get()
  @Permit('contracts.read')
  @Describe({
    summary: 'What the parties have said of the versions you may read',
    da: 'Hvad parterne har sagt om de versioner, du kan læse',
    response: RemarksSchema,
  })
  all(@Param('id', { schema: IdSchema }) id: string) {
    return this.view.all(id);
  }

  @Post()
  @Permit('contracts.negotiate')
  @Describe({
    summary: 'Comments on a clause of a draft, or proposes other terms',
    da: 'Kommenterer et vilkår i et udkast eller foreslår andre vilkår',
    response: RemarkSchema,
    status: 201,
  })
  add(
    @Param('id', { schema: IdSchema }) id: string,
    @Body({ schema: RemarkRequestSchema }) request: RemarkRequest,
    @CurrentActor() person: Person,
  ) {
    return this.say.execute(id, request, person);
  }

  @Get(':remarkId/differences')
  @Permit('contracts.read')
  @Describe({
    summary: 'What a proposal would change, by clause and by money',
    da: 'Hvad et forslag ville ændre, i vilkår og i penge',
    response: DifferencesSchema,
  })
  differences(
    @Param('id', { schema: IdSchema }) id: string,
    @Param('remarkId', { schema: IdSchema }) remarkId: string,
  ) {
    return this.view.differences(id, remarkId);
  }

  @Post(':remarkId/answer')
  @Permit('contracts.create')
  @Describe({
    summary: 'Accepts a proposal, which becomes the next version, or refuses it',
    da: 'Godtager et forslag, som bliver den næste version, eller afviser det',
    response: RemarkSchema,
    status: 201,
  })
  decide(
    @Param('id', { schema: IdSchema }) id: string,
    @Param('remarkId', { schema: IdSchema }) remarkId: string,
    @Body({ schema: AnswerRequestSchema }) request: AnswerRequest,
    @CurrentActor() person: Person,
  ) {
    return this.answer.execute(id, remarkId, request, person);
  }
}
