import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { gatewayConfig } from '../src/index.ts'
import { openWorld } from './world.ts'

afterEach(() => void vi.restoreAllMocks())

it('a taken port is thrown as a fault that names it, and nothing is printed on the way', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  let printed = ''
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text)
      return true
    })
  }
  try {
    await expect(openWorld({ config: gatewayConfig({ port }) })).rejects.toMatchObject({ code: 'port-unavailable', about: { reason: 'taken', port } })
    expect(printed).toBe('')
  } finally {
    other.close()
  }
})
