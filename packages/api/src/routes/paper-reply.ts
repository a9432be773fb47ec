import type { SignedPaper } from '../ports/rights-port.ts';
import { text } from '../schema/schema.ts';

/** How a signed paper is sent. LIMIT: 4 MiB. */
export const PAPER_REPLY = {
  mediaType: 'application/pdf', schema: text({ max: 4 * 1024 * 1024 }), statuses: [200],
} as const;

/** The answer with a paper, or the one to everybody who has nothing to do with it. */
export const paperReply = (paper: SignedPaper | undefined) => {
  if (paper === undefined) return { problem: 'NOTHING_TO_TELL' } as const;
  const { bytes, fileName } = paper;
  const pieces = async function* (): AsyncGenerator<Uint8Array> { yield bytes; };
  return {
    status: 200 as const, stream: pieces(),
    headers: {
      'content-length': String(bytes.length), 'content-disposition': `attachment; filename="${fileName}"`,
    },
  };
};
