import { Controller, Get, Inject, Redirect } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import { SERVICES, type Service } from '@ringvirkning/catalogue';
import { serviceUrls, type GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../tokens.js';
import { mergeOpenApi, type OpenApiDocument } from './merge-openapi.js';

const INFO = {
  title: 'Ringvirkning',
  version: '1',
  description:
    'Contracts, outcomes, payments and benefits of social investments. Sign in through the portal, or bring a bearer token.',
};
const WITHIN_MS = 5_000;

@Controller('api')
export class OpenApiController {
  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  @Get('openapi.json')
  @Public('the published language holds no data')
  async document(): Promise<OpenApiDocument & { 'x-not-answering'?: readonly string[] }> {
    const { document, missing } = await this.merged();
    return missing.length > 0 ? { ...document, 'x-not-answering': missing } : document;
  }

  /** The page about it is one of the portal's. */
  @Get('docs')
  @Redirect('/api-docs', 302)
  @Public('the published language holds no data')
  page(): void {
    return;
  }

  private async merged(): Promise<{ document: OpenApiDocument; missing: readonly string[] }> {
    const answers = await Promise.all(
      SERVICES.map(async (service) => [service, await this.documentOf(service)] as const),
    );
    const found = answers.flatMap(([service, document]) => (document ? [[service, document] as const] : []));
    return {
      document: mergeOpenApi(Object.fromEntries(found), INFO),
      missing: answers.filter(([, document]) => !document).map(([service]) => service),
    };
  }

  /** A service's document, or undefined when it does not give one now. */
  private async documentOf(service: Service): Promise<OpenApiDocument | undefined> {
    const url = new URL(`/api/${service}/openapi.json`, serviceUrls(this.config)[service]);
    const answer = await fetch(url, { signal: AbortSignal.timeout(WITHIN_MS) }).catch(() => undefined);
    return answer?.ok ? ((await answer.json().catch(() => undefined)) as OpenApiDocument | undefined) : undefined;
  }
}
