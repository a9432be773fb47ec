// The first paper of a process: from the start of Node to the signed bytes, font read and keys made on the way.
const { openWorkshop, benchPaper } = await import('./workshop.ts');
const loaded = performance.now();
await benchPaper(openWorkshop(), 0);
process.stdout.write(JSON.stringify({ loaded, first: performance.now() }));
