import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@ringvirkning/auth';
import { Metrics } from '@ringvirkning/observability';

interface TextResponse {
  type(mediaType: string): TextResponse;
  send(text: string): void;
}

@Controller('metrics')
@ApiExcludeController()
@Public('scraped inside the cluster, never proxied, and free of ids and people')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  async scrape(@Res() response: TextResponse): Promise<void> {
    response.type(this.metrics.registry.contentType).send(await this.metrics.text());
  }
}
