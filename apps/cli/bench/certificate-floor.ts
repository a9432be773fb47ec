import fastify from 'fastify';
import pg from 'pg';

/** LIMIT: the same as of the desk, so that the two differ in what they do and not in how they wait. */
const TOGETHER_MAX = 128;
const IN_FLIGHT_MAX = 2;

type Waiting = Readonly<{ number: string; resolve: (found: boolean) => void; reject: (error: unknown) => void }>;

const LOOK = `select digest from bench.mark join unnest($1::bytea[]) as wanted (digest) using (digest)`;
const KEEP = `insert into bench.act (said) select * from unnest($1::text[])`;

/**
 * The floor: Fastify with a JSON schema, one lookup by a digest and one row kept, many requests in one durable
 * transaction, two transactions at once; no accounts, no policy, no encryption, no ledger, no numbers.
 */
export const startFloor = async (url: string): Promise<Readonly<{ port: number; stop: () => Promise<void> }>> => {
  const pool = new pg.Pool({ connectionString: url, max: IN_FLIGHT_MAX });
  await pool.query('create schema if not exists bench');
  await pool.query('create table if not exists bench.mark (digest bytea primary key)');
  await pool.query('create table if not exists bench.act (said text not null)');
  const waiting: Waiting[] = [];
  let inFlight = 0;
  const run = async (taken: readonly Waiting[]): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const digests = taken.map(({ number }) => Buffer.from(number.padEnd(32, '.')));
      const { rows } = await client.query<{ digest: Buffer }>(LOOK, [digests]);
      const found = new Set(rows.map(({ digest }) => digest.toString()));
      await client.query(KEEP, [taken.map(({ number }) => JSON.stringify({ act: 'certificate', number }))]);
      await client.query('commit');
      for (const { number, resolve } of taken) resolve(found.has(number.padEnd(32, '.')));
    } catch (error) {
      for (const { reject } of taken) reject(error);
    } finally {
      client.release();
    }
  };
  const pump = (): void => {
    while (inFlight < IN_FLIGHT_MAX && waiting.length > 0) {
      inFlight += 1;
      void run(waiting.splice(0, TOGETHER_MAX)).finally(() => { inFlight -= 1; pump(); });
    }
  };
  const server = fastify({ logger: false });
  const text = { type: 'string', maxLength: 60 };
  const document = { type: 'object', required: ['type', 'number'], properties: { type: text, number: text } };
  const person = { type: 'object', required: ['name', 'document'], properties: { name: text, nationality: text, document } };
  server.post<{ Body: { person: { document: { number: string } } } }>('/v1/certificates', {
    schema: { body: { type: 'object', required: ['person'], properties: { person } } },
  }, async (request) => {
    const found = await new Promise<boolean>((resolve, reject) => {
      waiting.push({ number: request.body.person.document.number, resolve, reject });
      if (waiting.length === 1) setImmediate(pump);
    });
    return { result: found ? 'refusal' : 'certificate' };
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const address = server.addresses()[0];
  return { port: address?.port ?? 0, stop: async () => { await server.close(); await pool.end(); } };
};
