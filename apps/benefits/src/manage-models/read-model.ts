import { Injectable } from '@nestjs/common';
import { defineTask, HeavyWork } from '@ringvirkning/workers';
import type { readModel } from './read-model.task.js';

const READ_MODEL = defineTask<typeof readModel>(import.meta.url, './read-model.task.js', 'readModel');

/** Reads what people send, in a worker: a document may be long. */
@Injectable()
export class ReadModel {
  constructor(private readonly work: HeavyWork) {}

  /** @throws invalid `benefits.invalid-model` with all errors */
  async from(text: string | undefined): Promise<ReadDocument> {
    const { model, digest } = await this.work.run(READ_MODEL, text ?? '');
    return { text: text ?? '', model, digest };
  }
}

export interface ReadDocument extends ReturnType<typeof readModel> {
  readonly text: string;
}
