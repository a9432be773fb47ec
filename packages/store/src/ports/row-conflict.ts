/** The row changed since it was read, or is not there. */
export type RowConflict = Readonly<{ code: 'ROW_CHANGED'; id: string }>;
