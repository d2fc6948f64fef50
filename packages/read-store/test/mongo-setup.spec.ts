// A double says what a new server says, and what one says that was set up before: none here is easily made to.
import { describe, expect, it, onTestFinished } from 'vitest'
import { setupMongo } from '../src/mongo-setup.ts'
import { wireDouble } from './wire.ts'

const users = [{ name: 'router', password: 'right', databases: ['zhijian-consult-router-0', 'zhijian-consult-router-1'] }]
const roles = [{ role: 'readWrite', db: 'zhijian-consult-router-0' }, { role: 'readWrite', db: 'zhijian-consult-router-1' }]

/** A server that was not set up yet. */
const newServer = async () => {
  let isSet = false
  const known = new Set<string>()
  const double = await wireDouble((command) => {
    if ('replSetGetStatus' in command && !isSet) return { ok: 0, code: 94, codeName: 'NotYetInitialized', errmsg: 'no replset config has been received' }
    if ('replSetInitiate' in command) isSet = true
    if ('createUser' in command) {
      if (known.has(command.createUser as string)) return { ok: 0, code: 51_003, codeName: 'Location51003', errmsg: 'User already exists' }
      known.add(command.createUser as string)
    }
    return { ok: 1 }
  })
  onTestFinished(() => double.close())
  const host = new URL(double.url).host
  return { said: (name: string) => double.asked.filter((command) => name in command), setup: () => setupMongo({ hosts: [host], replicaSet: 'double', users }), host }
}

describe('a MongoDB of our own', () => {
  it('is made a replica set, with a user for each service who has his databases and no other', async () => {
    const { said, setup, host } = await newServer()
    await setup()
    expect(said('replSetInitiate').map((command) => command.replSetInitiate)).toEqual([{ _id: 'double', members: [{ _id: 0, host }] }])
    expect(said('createUser')).toMatchObject([{ createUser: 'router', pwd: 'right', roles, $db: 'admin' }])
  })

  it('set up again is brought to the same state, and is not made anew', async () => {
    const { said, setup } = await newServer()
    await setup()
    await setup()
    expect(said('replSetInitiate')).toHaveLength(1)
    expect(said('updateUser')).toMatchObject([{ updateUser: 'router', pwd: 'right', roles }])
  })

  it('that does not know us says so, for whoever mends it', async () => {
    const double = await wireDouble((command) => ('hello' in command || 'ismaster' in command ? {} : { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'requires authentication' }))
    onTestFinished(() => double.close())
    await expect(setupMongo({ hosts: [new URL(double.url).host], replicaSet: 'double', users })).rejects.toMatchObject({ code: 'store-refused', retry: 'later' })
  })
})
