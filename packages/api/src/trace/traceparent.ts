/** Where a request stands in a trace. Ids are random; nothing of the request is in them. */
export type TraceContext = Readonly<{ traceId: string; spanId: string; isSampled: boolean }>;

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const ZEROS = /^0+$/;

/**
 * The trace of a request: carried on where its header is well-formed, else begun with `traceId`. The span is
 * always ours. LIMIT: version 00 only; tracestate is dropped, because vendors put names into it.
 * @see W3C Trace Context §3.2
 */
export const traceOf = (
  header: string | undefined, own: Readonly<{ traceId: string; spanId: string }>,
): TraceContext => {
  const [, traceId = '', parentId = '', flags = '00'] = TRACEPARENT.exec(header ?? '') ?? [];
  const isCarried = traceId !== '' && !ZEROS.test(traceId) && !ZEROS.test(parentId);
  return isCarried
    ? { traceId, spanId: own.spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 }
    : { ...own, isSampled: false };
};

/** The header for whoever is called next, and for the answer. */
export const traceparent = ({ traceId, spanId, isSampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;
