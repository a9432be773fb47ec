import { cookieOf, SESSION_COOKIE } from '@fengcun/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuseUnknown } from '../shell/unknown-address.ts';
import type { Site, SiteFile } from './site.ts';

/** Addresses of the interface: what is not known there is refused and never answered with a page. */
const INTERFACE = /^\/(?:v1|health|openapi\.json)(?:[/?]|$)/;
const FILE = /^\/[\w.-]+(?:\/[\w.-]+)*$/;
const NONCE_BYTES = 16;

/**
 * What a page may do: load from this host alone, run no script but ours, be framed by nobody, and carry no
 * style but ours and those that our scripts write under the nonce of this answer.
 * @see CSP Level 3; OWASP ASVS 4.0 V14.4
 */
const pagePolicy = (nonce: string): string => [
  "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`,
  "img-src 'self' data: blob:",
  "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'",
  "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

/**
 * The worker of the policy lab compiles packs to code, so it may run what it wrote itself; it reaches no
 * record: it sends nothing and reads only what this host gives everybody.
 */
const LAB_WORKER = /^\/assets\/lab-worker-[\w-]+\.js$/;
const LAB_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-eval'; connect-src 'none'; frame-ancestors 'none'";
const FILE_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'";
const NAMED_BY_CONTENT = 'public, max-age=31536000, immutable';

/** Whether the browser holds a session, whatever it is worth: without one a page need not ask whose. */
const sessionOf = ({ headers }: FastifyRequest): string =>
  (cookieOf(headers.cookie, SESSION_COOKIE) === undefined ? 'none' : 'held');

const sendFile = (request: FastifyRequest, reply: FastifyReply, { path, file }: Readonly<{
  path: string; file: SiteFile;
}>): FastifyReply => {
  const isNamedByContent = path.startsWith('/assets/');
  reply.header('cache-control', isNamedByContent ? NAMED_BY_CONTENT : 'public, max-age=3600')
    .header('content-security-policy', LAB_WORKER.test(path) ? LAB_POLICY : FILE_POLICY)
    .header('vary', 'accept-encoding').type(file.type);
  const takesPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (file.packed === undefined || !takesPacked) return reply.send(file.body);
  return reply.header('content-encoding', 'gzip').send(file.packed);
};

/**
 * Mounts the pages beside the interface: files by their exact names, and the one document for every other
 * address a person may open. Pages are the same bytes for everybody (but the nonce); what somebody may see
 * comes through the interface alone.
 */
export const mountSite = (
  server: FastifyInstance, site: Site, random: (length: number) => Uint8Array,
): void => {
  server.get('/*', (request, reply) => {
    const path = (request.raw.url ?? '/').split('?')[0] ?? '/';
    if (INTERFACE.test(path)) return refuseUnknown(path, (methods) => reply.header('allow', methods));
    const file = FILE.test(path) ? site.files.get(path) : undefined;
    if (file !== undefined && path !== '/index.html') return sendFile(request, reply, { path, file });
    // A file that is not there is an error and no page: a browser would run the page as a script.
    if (/\.\w+$/.test(path)) return refuseUnknown(path, (methods) => reply.header('allow', methods));
    const nonce = Buffer.from(random(NONCE_BYTES)).toString('base64');
    return reply.header('content-security-policy', pagePolicy(nonce)).type('text/html; charset=utf-8')
      .send(site.index.replace('__STYLE_NONCE__', nonce).replace('__SESSION__', sessionOf(request))
        .replace('__DEMO_CODES__', site.demoCodesAt ?? ''));
  });
};
