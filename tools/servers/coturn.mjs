// A relay of calls for tests: coturn from PATH, with the settings that we ship (infra/turn). Where there is none, nothing is fetched.
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onPath } from './on-path.mjs'

/** A browser gathers no candidates over the loopback interface. */
const address = Object.values(networkInterfaces()).flat().find((each) => each?.family === 'IPv4' && !each.internal)?.address ?? null

export const whyNoRelay = () => onPath('turnserver') === null ? 'no turnserver (coturn) on PATH' : address === null ? 'this machine has no address but its own' : null

const freePort = async () => {
  const socket = createSocket('udp4').bind(0, address ?? '')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  return port
}

/** It holds back what it says while nobody looks; it listens to TCP last. */
const answers = (/** @type {number} */ port) => new Promise((resolve) => {
  const socket = connect(port, address ?? '', () => {
    resolve(true)
    socket.destroy()
  }).on('error', () => resolve(false))
})

export const startRelay = async (/** @type {{ folder: string, secretFile: string }} */ { folder, secretFile }) => {
  const port = await freePort()
  const relay = spawn('sh', [fileURLToPath(new URL('../../infra/turn/start.sh', import.meta.url))], {
    env: { PATH: process.env.PATH, TMPDIR: folder, TURN_SECRET_FILE: secretFile, TURN_ADDRESS: address ?? '', TURN_PORT: String(port) }, stdio: 'ignore',
  })
  while (!await answers(port)) {
    if (relay.exitCode !== null) throw new Error('the relay did not start')
    await pause(50)
  }
  return { url: `turn:${address}:${port}?transport=udp`, kill: () => void relay.kill('SIGKILL') }
}
