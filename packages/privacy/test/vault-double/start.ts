// The double of Vault, started and steered by a test.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROLE, ROOT_TOKEN } from './known.ts'

const SERVER = fileURLToPath(import.meta.url).replace(/start\.(ts|js)$/, 'server.$1')

export interface VaultDouble {
  readonly url: string
  /** What a process is given. */
  readonly files: { readonly token: string; readonly roleId: string; readonly secretId: string }
  /** What an operator would do. @returns what was asked of it so far */
  control(what: object): Promise<readonly { readonly path: string; readonly namespace: string | null }[]>
  kill(): Promise<void>
  /** The same keys, on the same port. */
  start(): Promise<void>
  end(): Promise<void>
}

export const startVaultDouble = async (): Promise<VaultDouble> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-vault-'))
  const fileWith = (name: string, text: string): string => {
    writeFileSync(join(folder, name), `${text}\n`, { mode: 0o600 })
    return join(folder, name)
  }
  let child: ChildProcess
  let port = '0'
  const onExit = (): void => void child.kill('SIGKILL')
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [SERVER, join(folder, 'kept.json'), port], { stdio: ['ignore', 'pipe', 'inherit'] })
    process.once('exit', onExit)
    port = String((await once(child.stdout!, 'data'))[0]).trim()
  }
  const kill = async (): Promise<void> => {
    process.removeListener('exit', onExit)
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'close')
    child.kill('SIGKILL')
    await gone
  }
  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    files: { token: fileWith('token', ROOT_TOKEN), roleId: fileWith('role-id', ROLE.role_id), secretId: fileWith('secret-id', ROLE.secret_id) },
    async control(what) {
      const response = await fetch(`http://127.0.0.1:${port}/control`, { method: 'POST', body: JSON.stringify(what) })
      return (await response.json() as { asked: readonly { path: string; namespace: string | null }[] }).asked
    },
    kill, start,
    async end() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
