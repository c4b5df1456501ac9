import { Injectable } from '@nestjs/common';
import { ValuationModelSchema, type ValuationModel } from '@ringvirkning/benefits-domain';
import { fail, type Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

export interface StoredModel {
  readonly id: string;
  /** `code@version` */
  readonly model: string;
  readonly digest: string;
  readonly document: ValuationModel;
  readonly createdAt: Instant;
}

interface ModelRow {
  id: string;
  model: string;
  digest: string;
  document: unknown;
  created_at: Date;
}

const fromRow = (row: ModelRow): StoredModel => ({
  id: row.id,
  model: row.model,
  digest: row.digest,
  document: ValuationModelSchema.parse(row.document),
  createdAt: row.created_at.toISOString() as Instant,
});

const COLUMNS = 'id, model, digest, document, created_at';
const unknownModel = (model: string) =>
  fail.notFound(
    'benefits.unknown-model',
    `Værdisætningsmodellen "${model}" findes ikke.`,
    `There is no valuation model "${model}".`,
    { params: { model } },
  );

/** Models never change once stored, so each is read and checked once per process. */
@Injectable()
export class ModelStore {
  private readonly known = new Map<string, StoredModel>();

  /** Stores a model unless it is there with the same content. @returns the one stored. @throws DomainError when another document has the same code and version. */
  async add(tx: Tx, model: Omit<StoredModel, 'model'>, sourceText: string, by: string): Promise<StoredModel> {
    const { code, version } = model.document;
    const name = `${code}@${version}`;
    await tx.query(
      `INSERT INTO valuation_model (model, id, code, version, digest, document, source_text, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (code, version) DO NOTHING`,
      [name, model.id, code, version, model.digest, JSON.stringify(model.document), sourceText, by, model.createdAt],
    );
    const [row] = await tx.query<ModelRow[]>(`SELECT ${COLUMNS} FROM valuation_model WHERE model = $1`, [name]);
    if (row!.digest !== model.digest) {
      throw fail.conflict(
        'benefits.model-version-taken',
        `Modellen ${name} findes allerede med et andet indhold.`,
        `The model ${name} exists already with other content.`,
        {
          params: { model: name },
          whatToDo: {
            da: 'En gemt model ændres aldrig: giv den nye udgave et højere versionsnummer.',
            en: 'A stored model never changes: give the new edition a higher version number.',
          },
        },
      );
    }
    return fromRow(row!);
  }

  /** @throws DomainError `benefits.unknown-model` */
  async get(tx: Tx, model: string): Promise<StoredModel> {
    const known = this.known.get(model);
    if (known) return known;
    const [row] = await tx.query<ModelRow[]>(`SELECT ${COLUMNS} FROM valuation_model WHERE model = $1`, [model]);
    if (!row) throw unknownModel(model);
    const stored = fromRow(row);
    this.known.set(model, stored);
    return stored;
  }

  /** Models after a name, in order of name. */
  async page(tx: Tx, after: string, limit: number): Promise<StoredModel[]> {
    const rows = await tx.query<ModelRow[]>(
      `SELECT ${COLUMNS} FROM valuation_model WHERE model > $1 ORDER BY model LIMIT $2`,
      [after, limit],
    );
    return rows.map(fromRow);
  }
}
