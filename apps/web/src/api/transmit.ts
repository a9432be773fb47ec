/** What is sent: an address of the service and what `fetch` would be given. */
export type Transmission = Readonly<{
  address: string; method: string; headers: Readonly<Record<string, string>>; body?: BodyInit | undefined;
}>;

const headersOf = (request: XMLHttpRequest): Headers => {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().split('\r\n')) {
    const cut = line.indexOf(':');
    if (cut > 0) headers.append(line.slice(0, cut).trim(), line.slice(cut + 1).trim());
  }
  return headers;
};

/** Sends as `fetch` does. Throws where no answer comes. */
export const transmit = ({ address, method, headers, body }: Transmission): Promise<Response> =>
  fetch(address, {
    method, headers, credentials: 'same-origin', cache: 'no-store', redirect: 'error',
    ...(body === undefined ? {} : { body }),
  });

/**
 * Sends and tells how many bytes have left, which `fetch` cannot. Rejects where no answer comes, and where the
 * answer is another address's.
 */
export const transmitTold = (
  { address, method, headers, body }: Transmission, told: (bytes: number) => void,
): Promise<Response> => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  const fail = () => reject(new TypeError('no answer'));
  request.open(method, address);
  request.responseType = 'arraybuffer';
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.upload.onprogress = ({ loaded }) => told(loaded);
  request.onerror = fail;
  request.onabort = fail;
  request.onload = () => {
    if (request.responseURL !== new URL(address, location.href).href) return fail();
    const { status } = request;
    const content: unknown = status === 204 ? null : request.response;
    resolve(new Response(content instanceof ArrayBuffer ? content : null, { status, headers: headersOf(request) }));
  };
  // Bodies of pages are texts, blobs and bytes; a stream is not among them.
  request.send(body instanceof ReadableStream ? null : body ?? null);
});
