// Users and rights on a secured KurrentDB, made by code: a user per service, who reads the whole log and writes to the streams
// that are his. KurrentDB knows rights by stream, not by category: a stream belongs to whoever claims it first, which the
// adapter does before the stream's first event; from then on nobody else writes to it, and only administrators delete it.
// U1 Run again, it brings everything to the same state: passwords, groups, rights; no right that the server's settings name is
//    taken away. Where they name none, everybody may do everything: that ends.
import { randomUUID } from 'node:crypto'
import type { CallOptions, Metadata, ServiceError } from '@grpc/grpc-js'
import { ANY, BACKWARDS, END, jsonEvent, metastreamOf, NO_STREAM, type AppendStreamState, type BaseOptions } from '@kurrent/kurrentdb-client'
import usersGrpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/usermanagement_grpc_pb.js'
import users from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/usermanagement_pb.js'
import type { JsonObject } from '@zhijian/kernel'
import { categoryOf } from './envelope.ts'
import { connectKurrent, type Connection, type ConnectionOptions } from './kurrent-connect.ts'
import { openIdentity } from './kurrent-identity.ts'
import { atKurrent, isDenied, isNotFound, isWrongVersion } from './kurrent-fault.ts'
import { namesIn, type Names } from './kurrent-names.ts'
import { createReader } from './kurrent-read.ts'
import { createTails, type Tails } from './kurrent-tail.ts'

export interface ServiceUser {
  readonly login: string
  readonly password: string
  /** Whose streams are his. */
  readonly categories: readonly string[]
}

export interface SetupOptions extends ConnectionOptions {
  /** Which log on this server. Default `zhijian`; also the group of its users. */
  readonly namespace?: string
  readonly services: readonly ServiceUser[]
  readonly newId?: () => string
}

const ADMINS = '$admins'
const PAGE = 1000
const DEADLINE_EXCEEDED = 4
/** The streams about the log itself: every service may seal. */
const EVERYBODYS = 'log'

const groupOf = (names: Names): string => names.at('').slice(0, -1)

type Roles = string | readonly string[] | undefined
interface Acl extends JsonObject { readonly $r: string[]; readonly $w: string[]; readonly $d: string[]; readonly $mr: string[]; readonly $mw: string[] }

const aclOf = (names: Names, writer: string): Acl => {
  const readers = [...new Set([groupOf(names), writer])]
  return { $r: readers, $w: [writer], $d: [ADMINS], $mr: readers, $mw: [ADMINS] }
}

/** The last event of a stream of the server's own, or null. */
const lastOf = async ({ collect }: Connection, name: string): Promise<JsonObject | null> => {
  try {
    const [last] = await collect((client) => client.readStream(name, { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true }))
    return (last?.event?.data as JsonObject | undefined) ?? null
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

/** The client's own call for metadata leaves out the state that is expected. */
const writeMetadata = ({ client, deadlineMs }: Connection, name: string, data: JsonObject, streamState: AppendStreamState, id: string): Promise<unknown> =>
  client.appendToStream(metastreamOf(name), jsonEvent({ id, type: '$metadata', data }), { streamState, requiresLeader: true, deadline: deadlineMs })

/** Reserves a stream for whoever asks, before it has events. Who came first keeps it; whether that was us, the append is told. */
export const claimStream = async (connection: Connection, names: Names, stream: string, id: string): Promise<void> => {
  const writer = categoryOf(stream) === EVERYBODYS || connection.login === null ? groupOf(names) : connection.login
  try {
    await writeMetadata(connection, names.at(stream), { $acl: aclOf(names, writer) }, NO_STREAM, id)
  } catch (error) {
    if (!isWrongVersion(error) && !isDenied(error)) throw error
  }
}

/** What the client has for its own calls; it ships the messages that manage users, and no call that sends them. */
interface Caller {
  execute<T>(of: typeof usersGrpc.UsersClient, name: string, call: (client: UsersClient) => Promise<T>): Promise<T>
  callArguments(options: BaseOptions): [Metadata, CallOptions]
}
type UsersClient = InstanceType<typeof usersGrpc.UsersClient>
type Done = (error: ServiceError | null) => void

const manage = ({ client, deadlineMs }: Connection, call: (users: UsersClient, metadata: Metadata, options: CallOptions, done: Done) => unknown): Promise<void> => {
  const caller = client as unknown as Caller
  return caller.execute(usersGrpc.UsersClient, 'users', (managed) => new Promise((resolve, reject) => {
    call(managed, ...caller.callArguments({ deadline: deadlineMs }), (error) => (error ? reject(error) : resolve()))
  }))
}

/** The server says the same of a user that is there and of one that it could not make in time. */
const isTaken = (error: unknown): boolean => {
  const { metadata, code } = error as Partial<ServiceError>
  return metadata?.get('exception')[0] === 'user-conflict' && code !== DEADLINE_EXCEEDED
}

const settle = async (connection: Connection, { login, password }: ServiceUser, groups: string[]): Promise<void> => {
  const create = new users.CreateReq.Options()
  create.setLoginName(login)
  create.setFullName(login)
  create.setPassword(password)
  create.setGroupsList(groups)
  try {
    await manage(connection, (client, metadata, options, done) => client.create(new users.CreateReq().setOptions(create), metadata, options, done))
  } catch (error) {
    if (!isTaken(error)) throw error
    const update = new users.UpdateReq.Options()
    update.setLoginName(login)
    update.setFullName(login)
    update.setGroupsList(groups)
    await manage(connection, (client, metadata, options, done) => client.update(new users.UpdateReq().setOptions(update), metadata, options, done))
    const reset = new users.ResetPasswordReq.Options()
    reset.setLoginName(login)
    reset.setNewPassword(password)
    await manage(connection, (client, metadata, options, done) => client.resetPassword(new users.ResetPasswordReq().setOptions(reset), metadata, options, done))
  }
}

/** What was there, and ours besides. */
const joined = (there: Roles, ...ours: readonly string[]): string[] => [...new Set([...[there ?? []].flat(), ...ours])]

/** Rights on every stream that has none of its own, so on every new one. */
const grantNewStreams = async (connection: Connection, group: string, id: string): Promise<void> => {
  const there = await lastOf(connection, '$settings') ?? {}
  const acl = (there.$userStreamAcl ?? {}) as { readonly [right: string]: Roles }
  const $userStreamAcl: Acl = {
    $r: joined(acl.$r, ADMINS, group), $w: joined(acl.$w, ADMINS, group), $d: joined(acl.$d, ADMINS),
    $mr: joined(acl.$mr, ADMINS, group), $mw: joined(acl.$mw, ADMINS, group),
  }
  await connection.client.appendToStream('$settings', jsonEvent({ id, type: 'update-default-acl', data: { ...there, $userStreamAcl } }),
    { streamState: ANY, requiresLeader: true, deadline: connection.deadlineMs })
}

const grantReadingAll = async (connection: Connection, group: string, id: string): Promise<void> => {
  const there = await lastOf(connection, metastreamOf('$all')) ?? {}
  const acl = (there.$acl ?? {}) as { readonly [right: string]: Roles }
  await writeMetadata(connection, '$all', { ...there, $acl: { ...acl as JsonObject, $r: joined(acl.$r, ADMINS, group) } }, ANY, id)
}

/**
 * As an administrator of the server.
 * @throws Fault `store-settings` (never) · `store-denied` (later): the user of the url is no administrator · `store-unavailable` (later)
 */
export const setupKurrent = async (options: SetupOptions): Promise<void> => {
  const { namespace = 'zhijian', services, newId = randomUUID } = options
  const names = namesIn(namespace)
  const connection = connectKurrent(options)
  let tails: Tails | undefined
  try {
    await atKurrent('setting up the store', async () => {
      const { begins } = await openIdentity(connection, names, newId)
      tails = createTails(connection, names, createReader(connection, names, begins), begins)
      for (const service of services) await settle(connection, service, [groupOf(names)])
      await grantNewStreams(connection, groupOf(names), newId())
      await grantReadingAll(connection, groupOf(names), newId())
      await writeMetadata(connection, names.identity, { $acl: aclOf(names, ADMINS) }, ANY, newId())
      // What was written before there were users belongs to whoever's category it is.
      for (const { login, categories } of services) {
        for (const category of categories) {
          for (let after: string | undefined; ;) {
            const page = await tails.streams(category, after, PAGE)
            for (const stream of page) await writeMetadata(connection, names.at(stream), { $acl: aclOf(names, login) }, ANY, newId())
            if (page.length < PAGE) break
            after = page.at(-1)
          }
        }
      }
    })
  } finally {
    tails?.end()
    await connection.dispose()
  }
}
