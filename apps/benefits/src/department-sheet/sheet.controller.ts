import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { DepartmentSheetSchema, DepartmentsSchema, SheetQuerySchema } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import type { z } from 'zod';
import { ViewSheetHandler } from './view-sheet.handler.js';

@Controller()
export class SheetController {
  constructor(private readonly handler: ViewSheetHandler) {}

  @Get('departments')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'Departments whose sheet the reader may open',
    da: 'Forvaltninger, hvis overblik læseren må se',
    response: DepartmentsSchema,
  })
  departments(@CurrentActor() person: Person) {
    return this.handler.departments(person);
  }

  @Get('sheet')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'What it cost a department, what it got, what it should get back, why, and from whom',
    da: 'Hvad det kostede en forvaltning, hvad den fik, hvad den skal have retur, hvorfor og fra hvem',
    response: DepartmentSheetSchema,
  })
  sheet(
    @Query({ schema: SheetQuerySchema }) { silo, currency }: z.output<typeof SheetQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.handler.sheet(silo, currency, person);
  }
}
