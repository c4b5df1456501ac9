import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './problem.filter.js';
import { RequestInterceptor } from './request.interceptor.js';
import { ValidationPipe } from './validation.pipe.js';

/** Problem details, request bodies, request context and validation for every route of the service. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: RequestInterceptor },
    { provide: APP_PIPE, useClass: ValidationPipe },
  ],
})
export class HttpModule {}
