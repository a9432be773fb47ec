import { Buffer as BufferInBrowser } from 'buffer/';

// The verifier counts bytes with the Buffer of Node; a browser has none. Imported before it, for its effect.
if (globalThis.Buffer === undefined) Object.assign(globalThis, { Buffer: BufferInBrowser });
