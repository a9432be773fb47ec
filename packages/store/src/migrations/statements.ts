/**
 * The statements of a migration file. Ours have no semicolon inside a text or body (a test keeps it so),
 * which lets both drivers run them one by one over the extended protocol.
 */
export const statementsOf = (file: string): readonly string[] =>
  file
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join('\n')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
