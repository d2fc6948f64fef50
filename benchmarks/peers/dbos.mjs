// An alarm as a DBOS workflow: it sleeps until it is due, and a step notes when it rang. Told what to do by its parent, or over HTTP.
//   node dbos.mjs DATABASE_URL [--http]
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { DBOS } from '@dbos-inc/dbos-sdk'

const [systemDatabaseUrl, door] = process.argv.slice(2)
DBOS.setConfig({ name: 'alarms', systemDatabaseUrl, runAdminServer: false, logLevel: 'error', systemDatabasePoolSize: 32 })
const alarm = DBOS.registerWorkflow(async (dueMs, _note) => {
  const now = await DBOS.now()
  if (dueMs > now) await DBOS.sleep(dueMs - now)
  return await DBOS.runStep(async () => Date.now(), { name: 'rang' })
}, { name: 'alarm' })
await DBOS.launch()

const set = (id, dueMs, note) => DBOS.startWorkflow(alarm, { workflowID: id })(dueMs, note)
const { Client } = createRequire(import.meta.resolve('@dbos-inc/dbos-sdk'))('pg')
const client = new Client({ connectionString: systemDatabaseUrl })
await client.connect()

if (door === '--http') {
  const server = createServer((request, response) => {
    const parts = []
    request.on('data', (part) => parts.push(part)).on('end', () => {
      const { id, note, afterMs } = JSON.parse(Buffer.concat(parts).toString())
      set(id, Date.now() + afterMs, note).then(() => response.writeHead(201).end('{}'), (error) => response.writeHead(503).end(String(error)))
    })
  }).listen(0, '127.0.0.1', () => process.send({ ready: server.address().port }))
} else process.send({ ready: 0 })

process.on('message', async ({ put, count, records }) => {
  if (put) {
    let next = put.from
    const one = async () => {
      while (next < put.to) {
        const n = next++
        await set(`t${n}`, Math.round(put.dueMs + (n - put.from) * put.stepMs), 'kJ8sQ2pZ'.repeat(12))
      }
    }
    await Promise.all(Array.from({ length: 64 }, one))
    process.send({ put: put.to - put.from })
  }
  if (count) process.send({ count: Number((await client.query(`select count(*) as n from dbos.workflow_status where status = 'SUCCESS'`)).rows[0].n) })
  if (records) {
    const { rows } = await client.query(`select workflow_uuid as id, output from dbos.workflow_output`)
    process.send({ records: rows.map(({ id, output }) => [Number(id.slice(1)), Number(/\d{13}/.exec(output)[0])]) })
  }
})
