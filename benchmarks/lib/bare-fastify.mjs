// Fastify with one route that gives one object; its path is the argument, the object comes by IPC.
import { createRequire } from 'node:module'

const fastify = createRequire(new URL('../../services/gateway/package.json', import.meta.url))('fastify')
process.once('message', async (text) => {
  const app = fastify()
  const body = JSON.parse(text)
  app.get(process.argv[2], async () => body)
  await app.listen({ host: '127.0.0.1', port: 0 })
  process.send(app.server.address().port)
})
