import { Body, Controller, Get, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { ReminderSchema, ReminderWishSchema, type ReminderWish } from '@ringvirkning/outcomes-api';
import { ReminderHandler } from './reminder.handler.js';

@Controller('due/reminder')
export class ReminderController {
  constructor(private readonly reminders: ReminderHandler) {}

  @Get()
  @Permit('outcomes.read')
  @Describe({
    summary: 'How often the caller is reminded of what is due, and where',
    da: 'Hvor tit du bliver mindet om frister, og hvor',
    response: ReminderSchema,
  })
  view(@CurrentActor() person: Person) {
    return this.reminders.view(person);
  }

  @Post()
  @Permit('outcomes.read')
  @Describe({
    summary: 'Asks for reminders by mail, or for none: then the address is forgotten',
    da: 'Beder om påmindelser på mail, eller om ingen: så bliver adressen glemt',
    response: ReminderSchema,
  })
  wish(@Body({ schema: ReminderWishSchema }) wish: ReminderWish, @CurrentActor() person: Person) {
    return this.reminders.wish(wish, person);
  }
}
