import { benchPolicy } from './bench-policy.ts';

/** `node packages/policy/bench/main.ts [FOLDER OF INSTALLED PEERS] [RECORDS]` prints the bench as JSON. */
const [peersFolder, records] = process.argv.slice(2);
const result = await benchPolicy({
  ...(peersFolder === undefined ? {} : { peersFolder }), ...(records === undefined ? {} : { records: Number(records) }),
});
console.log(JSON.stringify(result, null, 1));
