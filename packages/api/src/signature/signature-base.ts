import { err, ok, type Result } from '@fengcun/kernel';

/** The parts of a request that can be signed; header names in lower case, values trimmed and joined. */
export type SignableRequest = Readonly<{
  method: string;
  /** Host as it was asked for, lower case, without the default port. */
  authority: string;
  /** Path as it was sent, percent-encoded. */
  path: string;
  /** With its question mark; `?` alone where there is none. */
  search: string;
  headers: Readonly<Record<string, string>>;
}>;

const derived = (request: SignableRequest, name: string): string | undefined => {
  switch (name) {
    case '@method': return request.method;
    case '@authority': return request.authority;
    case '@path': return request.path;
    case '@query': return request.search;
    default: return undefined;
  }
};

const componentValue = (request: SignableRequest, name: string): string | undefined =>
  (name.startsWith('@') ? derived(request, name)
    : Object.hasOwn(request.headers, name) ? request.headers[name]?.trim() : undefined);

/**
 * The text that is signed: one line a component, in the order of the signer, and the parameters at the end.
 * Refused when a component is named twice or is not there.
 * @see RFC 9421 §2.5
 */
export const signatureBase = (
  request: SignableRequest, components: readonly string[], params: string,
): Result<string, 'SIGNATURE_COVERAGE'> => {
  if (new Set(components).size !== components.length) return err('SIGNATURE_COVERAGE');
  const lines: string[] = [];
  for (const name of components) {
    const value = componentValue(request, name);
    if (value === undefined) return err('SIGNATURE_COVERAGE');
    lines.push(`"${name}": ${value}`);
  }
  return ok([...lines, `"@signature-params": ${params}`].join('\n'));
};
