// Plain JavaScript on purpose: it has to run, and say so, on the old Node that it refuses.
if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(
    `This project runs on Node 24 or newer and this is Node ${process.versions.node}: ` +
      'install Node 24 (on Linux x64, `npm ci` with its optional dependencies brings it).',
  );
  process.exit(1);
}
