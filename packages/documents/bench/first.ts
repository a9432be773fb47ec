// The first paper of a process, font read and keys made on the way: times from the start of Node, and after that
// of the program's modules, which a service has loaded long before anybody asks for a paper.
const { openWorkshop, benchPaper } = await import('./workshop.ts');
const loaded = performance.now();
await benchPaper(openWorkshop(), 0);
process.stdout.write(JSON.stringify({ loaded, first: performance.now(), cpu: process.cpuUsage().user / 1000 }));
