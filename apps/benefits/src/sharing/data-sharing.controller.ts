import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  ApproveSharingSchema,
  DataSharingPageSchema,
  DataSharingSchema,
  EndSharingSchema,
  ProposeSharingSchema,
  SharingPursesSchema,
  SharingReadingPageSchema,
  type ProposeSharing,
} from '@ringvirkning/benefits-api';
import { Describe, PageQuerySchema, type PageQuery } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import type { z } from 'zod';
import { DecideSharingHandler } from './decide-sharing.handler.js';
import { ViewSharingHandler } from './view-sharing.handler.js';

@Controller('data-sharing')
export class DataSharingController {
  constructor(
    private readonly viewing: ViewSharingHandler,
    private readonly deciding: DecideSharingHandler,
  ) {}

  @Get()
  @Permit('benefits.read-sharing')
  @Describe({
    summary: 'Data-sharing agreements between departments and authorities, newest first',
    da: 'Datadelingsaftaler mellem forvaltninger og myndigheder, nyeste først',
    response: DataSharingPageSchema,
  })
  page(@Query({ schema: PageQuerySchema }) query: PageQuery, @CurrentActor() person: Person) {
    return this.viewing.page(query, person);
  }

  @Post()
  @Permit('benefits.agree-sharing')
  @Describe({
    summary: 'Propose a data-sharing agreement',
    da: 'Foreslå en datadelingsaftale',
    response: DataSharingSchema,
    status: 201,
  })
  propose(@Body({ schema: ProposeSharingSchema }) terms: ProposeSharing, @CurrentActor() person: Person) {
    return this.deciding.propose(terms, person);
  }

  @Get('purses')
  @Permit('benefits.agree-sharing')
  @Describe({
    summary: 'Public purses between which an agreement can be proposed',
    da: 'Offentlige kasser, som en aftale kan foreslås imellem',
    response: SharingPursesSchema,
  })
  purses(@CurrentActor() person: Person) {
    return this.viewing.purses(person);
  }

  @Get(':sharingId')
  @Permit('benefits.read-sharing')
  @Describe({ summary: 'A data-sharing agreement', da: 'En datadelingsaftale', response: DataSharingSchema })
  get(@Param('sharingId', { schema: IdSchema }) sharingId: string, @CurrentActor() person: Person) {
    return this.viewing.get(sharingId, person);
  }

  @Get(':sharingId/readings')
  @Permit('benefits.read-sharing')
  @Describe({
    summary: 'Who read what by a data-sharing agreement, newest first',
    da: 'Hvem der har læst hvad efter en datadelingsaftale, nyeste først',
    response: SharingReadingPageSchema,
  })
  readings(
    @Param('sharingId', { schema: IdSchema }) sharingId: string,
    @Query({ schema: PageQuerySchema }) query: PageQuery,
  ) {
    return this.viewing.readings(sharingId, query);
  }

  @Post(':sharingId/approval')
  @Permit('benefits.agree-sharing')
  @Describe({
    summary: 'Approve a data-sharing agreement for one side',
    da: 'Godkend en datadelingsaftale for den ene side',
    response: DataSharingSchema,
    status: 201,
  })
  approve(
    @Param('sharingId', { schema: IdSchema }) sharingId: string,
    @Body({ schema: ApproveSharingSchema }) { side }: z.output<typeof ApproveSharingSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.deciding.approve(sharingId, side, person);
  }

  @Post(':sharingId/end')
  @Permit('benefits.agree-sharing')
  @Describe({
    summary: 'End a data-sharing agreement at once, or say no to a proposal',
    da: 'Afslut en datadelingsaftale straks, eller sig nej til et forslag',
    response: DataSharingSchema,
    status: 201,
  })
  end(
    @Param('sharingId', { schema: IdSchema }) sharingId: string,
    @Body({ schema: EndSharingSchema }) { side, reason }: z.output<typeof EndSharingSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.deciding.end(sharingId, side, reason, person);
  }
}
