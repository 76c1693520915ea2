const [, , module = ''] = process.argv;
const { default: make } = await import(module);
const contender = make();

// Plain JavaScript, so that no compiler is loaded into the process that is measured.
process.on('message', async ({ step, parameters }) => {
  const startedAt = performance.now();
  let outcome;
  try {
    outcome = { finding: await contender[step](...parameters) };
  } catch (error) {
    outcome = { failure: String(error) };
  }
  process.send({
    milliseconds: performance.now() - startedAt,
    sinceStart: performance.now(),
    peakBytes: process.resourceUsage().maxRSS * 1024,
    ...outcome,
  });
});
process.on('disconnect', () => process.exit());
process.send('started');
