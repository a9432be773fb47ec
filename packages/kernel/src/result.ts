/** A value, or a refusal: the expected "no" of the domain, never thrown. */
export type Result<T, E> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; error: E }>;

/** Wraps a value. */
export const ok = <T>(value: T): Readonly<{ ok: true; value: T }> => ({ ok: true, value });

/** Wraps a refusal; `error.code` belongs to a closed union of the package that returns it. */
export const err = <E>(error: E): Readonly<{ ok: false; error: E }> => ({ ok: false, error });
