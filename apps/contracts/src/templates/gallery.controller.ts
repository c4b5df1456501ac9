import { Controller, Get } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { TemplateGallerySchema } from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { Gallery } from './gallery.js';

@Controller('gallery')
export class GalleryController {
  constructor(private readonly gallery: Gallery) {}

  @Get()
  @Permit('contracts.simulate')
  @Describe({
    summary: 'Models to begin a contract with: what each is for, would cost and risk, and what the law asks about',
    da: 'Modeller at begynde en kontrakt med: hvad de er til, kan koste og risikere, og hvad loven spørger om',
    response: TemplateGallerySchema,
  })
  all() {
    return this.gallery.all();
  }
}
