// A live stream that was ended by a stop used to leave its connection open for another request, and the stop waited for it
// until the keep-alive ran out: longer than the five seconds a platform has.
import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { openWorld } from './world.ts'

it('the connection of a live stream ends with the stream, so that a stop waits for nobody', async () => {
  const world = await openWorld()
  const token = await world.citizen('13947400001')
  const { hostname, port } = new URL(world.url)
  const socket = connect(Number(port), hostname)
  let got = ''
  const ready = new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      got += bytes.toString()
      if (got.includes('event: ready')) resolve()
    })
  })
  const closed = once(socket, 'close')
  socket.write(`GET /api/v1/live HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: keep-alive\r\n\r\n`)
  await ready
  expect(got.slice(0, got.indexOf('\r\n\r\n')).toLowerCase()).toContain('connection: close')
  // Both, whichever is first: the server ends the connection, nobody at this end does.
  await Promise.all([world.gateway.stop(), closed])
  await world.close()
})
