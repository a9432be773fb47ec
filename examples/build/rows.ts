/** Rows of business systems; filled once the row schema is published. */
export const buildRows = async (_folder: string): Promise<void> => {};
