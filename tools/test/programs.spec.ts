import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { scriptOf } from '../setup/service.mjs'
import { folderWith } from './folder.ts'

const childModule = fileURLToPath(new URL('../setup/child.mjs', import.meta.url))
const runScript = fileURLToPath(new URL('../run.mjs', import.meta.url))

/** Starts `program` the way `npm start` does, and reads what it prints. */
const started = (program: string, node: readonly string[] = [], endWithinMs?: number) => {
  const folder = folderWith({
    'program.mjs': program,
    'command.mjs': `import { runProgram } from ${JSON.stringify(childModule)}
      process.exitCode = await runProgram(${JSON.stringify('PROGRAM')}.replace('PROGRAM', process.argv[2]), process.argv.slice(3), { cwd: process.cwd(), env: process.env, node: ${JSON.stringify(node)}, endWithinMs: ${endWithinMs} })`,
  })
  const command = spawn(process.execPath, [join(folder, 'command.mjs'), join(folder, 'program.mjs'), 'one', 'two words'], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void command.kill('SIGKILL'))
  let printed = ''
  let said = ''
  command.stderr.on('data', (chunk) => { said += String(chunk) })
  const waiting: { text: string; resolve: () => void }[] = []
  command.stdout.on('data', (chunk) => {
    printed += String(chunk)
    for (const each of waiting) if (printed.includes(each.text)) each.resolve()
  })
  return {
    command, printed: () => printed, said: () => said,
    says: (text: string) => new Promise<void>((resolve) => (printed.includes(text) ? resolve() : void waiting.push({ text, resolve }))),
  }
}
const end = async (command: ChildProcess) => {
  const [code, signal] = (await once(command, 'close')) as [number | null, string | null]
  return signal ?? code
}

describe('a program started by a command', () => {
  it('runs on a Node with the arguments that were asked for, which are not its own', async () => {
    const { command, printed } = started('console.log(JSON.stringify([process.execArgv.includes("--max-semi-space-size=8"), process.argv.slice(2)]))', ['--max-semi-space-size=8'])
    expect(await end(command)).toBe(0)
    expect(printed()).toBe('[true,["one","two words"]]\n')
  })
  it('gets the arguments as they were, and gives its exit code', async () => {
    const { command, printed } = started('console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7')
    expect(await end(command)).toBe(7)
    expect(printed()).toBe('["one","two words"]\n')
  })
  it('hears Ctrl-C once, though terminal and npm both send it, and is waited for while it drains', async () => {
    const { command, says, printed } = started(`
      process.on('SIGINT', () => console.log('INT'))
      process.on('SIGUSR2', () => console.log('USR2'))
      process.on('SIGTERM', () => { console.log('drained'); process.exit(0) })
      setInterval(() => {}, 1 << 30); console.log('ready')`)
    await says('ready')
    command.kill('SIGINT')
    await says('INT')
    command.kill('SIGINT') // the second of the two; SIGUSR2 is handled after it, so once that was heard, so would this have been
    command.kill('SIGUSR2')
    await says('USR2')
    command.kill('SIGTERM')
    expect(await end(command)).toBe(0)
    expect(printed()).toBe('ready\nINT\nUSR2\ndrained\n')
  })
  it('that dies of a signal is seen to have died of it', async () => {
    const { command, says } = started("setInterval(() => {}, 1 << 30); console.log('ready')")
    await says('ready')
    command.kill('SIGTERM')
    expect(await end(command)).toBe('SIGTERM')
  })
  it('that does not end after Ctrl-C, however often it is pressed, is killed when its time is over, and that is said', async () => {
    const { command, says, said } = started("process.on('SIGINT', () => { console.log('INT'); for (;;); }); setInterval(() => {}, 1 << 30); console.log('ready')", [], 400)
    await says('ready')
    command.kill('SIGINT')
    await says('INT')
    expect(await end(command)).toBe(1)
    expect(said()).toContain('it had not ended 0.4 s after the signal and was killed')
  })
  it('that ends within its time after a signal gives its own exit code', async () => {
    const { command, says } = started("process.on('SIGINT', () => process.exit(5)); setInterval(() => {}, 1 << 30); console.log('ready')", [], 60_000)
    await says('ready')
    command.kill('SIGINT')
    expect(await end(command)).toBe(5)
  })
  it('stops in good order when the command is killed', async () => {
    const { command, says } = started("process.on('SIGTERM', () => { console.log('drained'); process.exit(0) }); setInterval(() => {}, 1 << 30); console.log('ready')")
    await says('ready')
    command.kill('SIGKILL')
    await says('drained')
  })
})

it('a command that does not exist is refused with the usage, and nothing is installed for it', async () => {
  const command = spawn(process.execPath, [runScript, 'frobnicate'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  command.stderr.on('data', (chunk) => { said += String(chunk) })
  expect(await end(command)).toBe(2)
  expect(said).toContain('start|start:distributed|torture|fuzz|service|zhijian|test|release|bench|audit|sbom')
})

describe('a service in a process of its own', () => {
  it('is what its name says', () => {
    expect(scriptOf('consult-router')).toBe('services/consult-router/dist/src/main.js')
  })
  it.each(['', 'embedded', '../embedded', 'frobnicate'])('is not %j: the services are named, and nothing is installed for it', async (name) => {
    const command = spawn(process.execPath, [runScript, 'service', ...(name === '' ? [] : [name])], { stdio: ['ignore', 'pipe', 'pipe'] })
    onTestFinished(() => void command.kill('SIGKILL'))
    let said = ''
    command.stderr.on('data', (chunk) => { said += String(chunk) })
    expect(await end(command)).toBe(1)
    expect(said).toContain('npm run -s service -- consult-router|directory|gateway|geofence-monitor|lawyer-pool|notifier [--help]')
    expect(said).not.toContain('installing')
  })
})
