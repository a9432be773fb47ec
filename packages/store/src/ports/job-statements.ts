/**
 * Statements of the job queue, which keeps a schema of its own beside those of the store and writes its own
 * SQL: no table about a person is in it. On a server they run on sessions of their own.
 */
export type JobStatements = Readonly<{
  /** One statement with values, or several without; the rows of all of them. */
  executeSql: (text: string, values?: readonly unknown[]) => Promise<Readonly<{ rows: unknown[] }>>;
}>;
