import { Body, Controller, Header, HttpCode, Inject, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import { defineTask, heavyWork } from '@ringvirkning/workers';
import type { Request, Response } from 'express';
import type { GatewayConfig } from '../config.js';
import { problems } from '../edge/problem.js';
import { callerOf, type Caller } from '../proxy/caller.js';
import { Sessions } from '../sign-in/sessions.js';
import { GATEWAY_CONFIG } from '../tokens.js';
import type { printSheet } from './print-sheet.task.js';
import { SheetSchema, type Sheet } from './sheet.js';

const PRINT = defineTask<typeof printSheet>(import.meta.url, './print-sheet.task.js', 'printSheet');

/** Puts a page on paper. It says what the page said to whoever looks at it, so it can tell nobody more than the page. */
@Controller('api/sheets')
export class SheetsController {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly sessions: Sessions,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('content-type', 'application/pdf')
  @Header('cache-control', 'no-store')
  @Public('whoever is signed in may print what they see; the controller asks who is')
  async print(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: SheetSchema }) sheet: Sheet,
  ): Promise<StreamableFile> {
    // Services check the tokens that callers bring; here nobody would: only a session counts.
    const caller: Caller = request.headers.authorization
      ? {}
      : await callerOf(request, response, this.sessions, this.config.ORIGIN.origin);
    if (!caller.bearer) throw caller.refused ?? problems.notSignedIn();
    return new StreamableFile(await heavyWork.run(PRINT, { sheet, at: Date.now() }));
  }
}
