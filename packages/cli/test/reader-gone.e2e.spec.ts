import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const PROGRAM = fileURLToPath(new URL('../dist/src/main.js', import.meta.url))

it('ends without a word when whoever reads it has gone', async () => {
  if (!existsSync(PROGRAM)) throw new Error('the command line is not built: run `npm run build` (npm test does it by itself)')
  const child = spawn(process.execPath, [PROGRAM, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { complaint += text })
  const code = await new Promise((resolve) => { child.on('close', resolve) })
  expect([code, complaint]).toEqual([0, ''])
})
