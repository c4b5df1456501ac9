/** Pieces of SQL for migrations. Identifiers come from the migration's author, never from a caller. */

export interface Protection {
  /** Column that decides who sees a row: the contract they are party to, or their own organisation. */
  readonly rls: 'contract_id' | 'organisation';
  /** The app role may then insert and read, but never change or delete. */
  readonly appendOnly?: boolean;
}

/** SQL: the scopes somebody acts under. */
export const SCOPES = `(SELECT current_setting('app.organisation', true))`;
const AMONG_SCOPES = `ANY (string_to_array(${SCOPES}, ' '))`;
const VISIBLE = {
  contract_id: `contract_id IN (SELECT a.contract_id FROM contract_access a WHERE a.organisation = ${AMONG_SCOPES})`,
  organisation: `organisation = ${AMONG_SCOPES}`,
} as const;

/**
 * Statements that put a table under forced row-level security (also for its owner) and, if asked, make it append-only for the app role.
 * `app.organisation` holds the scopes somebody acts under, by blanks: `*` sees all, none sees nothing.
 */
export function protect(table: string, { rls, appendOnly: isAppendOnly = false }: Protection): string[] {
  const visible = visibleBy(rls);
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_visible ON ${table} USING (${visible}) WITH CHECK (${visible})`,
    ...(isAppendOnly ? appendOnly(table) : []),
  ];
}

/** Who sees a row of a table that is protected so. */
export const visibleBy = (rls: Protection['rls']): string => `${SCOPES} = '*' OR ${VISIBLE[rls]}`;

/** Takes UPDATE and DELETE of a table from the app role. */
export const appendOnly = (table: string): string[] => [
  asAppRole((role) => `REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${role}`),
];

/** Triggers that call a function once after each statement of these kinds; it finds the rows in `changed`. */
export const watch = (
  table: string,
  { name, calls }: { readonly name: string; readonly calls: string },
  ...events: readonly ('INSERT' | 'UPDATE' | 'DELETE')[]
): string[] =>
  events.map(
    (event) =>
      `CREATE TRIGGER ${table}_${name}_${event.toLowerCase()} AFTER ${event} ON ${table}
       REFERENCING ${event === 'DELETE' ? 'OLD' : 'NEW'} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${calls}()`,
  );

/** A statement about the app role, whose name the migration run supplies as the setting `app.role`. */
export const asAppRole = (statement: (role: string) => string): string =>
  `DO $do$ BEGIN EXECUTE format($sql$${statement('%1$I')}$sql$, current_setting('app.role')); END $do$`;
