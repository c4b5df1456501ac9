import { Module } from '@nestjs/common';
import { AccessLogController } from './access-log.controller.js';
import { AccessLog } from './access-log.js';
import { ViewAccessLogHandler } from './view-access-log.handler.js';

/** For the module of a service in which somebody may read about single people. */
@Module({ controllers: [AccessLogController], providers: [AccessLog, ViewAccessLogHandler], exports: [AccessLog] })
export class AccessLogModule {}
