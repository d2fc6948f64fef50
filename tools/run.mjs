// The two commands (`npm start`, `npm test`) and their relatives, on a machine that has only Node >= 20 and npm.
// This file knows the order: check Node, install, build, then hand over. It uses nothing that is not in Node itself.
// 1. stdout belongs to the program that is started; everything said here goes to stderr.
// 2. Its exit code is the program's; a signal reaches the program once.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 20) {
  console.error(`zhijian: Node ${process.versions.node} is too old; Node 20 or newer is needed (and npm with it).`)
  console.error('zhijian: get one at your distribution, then run the same command again.')
  process.exit(1)
}

const [command = '', ...args] = process.argv.slice(2)
const { SetupFailed, fail } = await import('./setup/say.mjs')
/** @type {Record<string, () => Promise<number>>} */
const commands = {
  start: async () => (await import('./setup/program.mjs')).platform(args),
  'start:distributed': async () => (await import('./setup/distributed.mjs')).distributed(args),
  torture: async () => (await import('./setup/torture.mjs')).torture(args),
  fuzz: async () => (await import('./setup/fuzz.mjs')).fuzz(args),
  service: async () => (await import('./setup/service.mjs')).service(args),
  zhijian: async () => (await import('./setup/program.mjs')).program('packages/cli/dist/src/main.js', args),
  test: async () => (await import('./setup/test.mjs')).test(args),
  release: async () => (await import('./setup/release.mjs')).release(args),
  bench: async () => (await import('./setup/bench.mjs')).bench(args),
  audit: async () => (await import('./setup/audit.mjs')).audit(args),
  sbom: async () => (await import('./setup/sbom.mjs')).sbom(args),
}

const work = Object.hasOwn(commands, command) ? commands[command] : undefined
if (work === undefined) {
  console.error(`usage: node tools/run.mjs ${Object.keys(commands).join('|')} [arguments]`)
  process.exit(2)
}
try {
  process.exitCode = await work()
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error
  fail(error)
  process.exitCode = 1
  if (command === 'test') console.log('0 passed, 1 failed')
}
