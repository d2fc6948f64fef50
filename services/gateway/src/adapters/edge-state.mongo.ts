// Edge state and secrets in MongoDB, for gateways on several hosts: one document per key, each change one write of it, so that of two at
// once one is first. What is over is swept, as in a file.
import type { AccountId } from '@zhijian/contracts'
import { Fault, isFault } from '@zhijian/kernel'
import { asFault, connectMongo, isDuplicate, type MongoAddress } from '@zhijian/read-store/mongo-connection'
import { Binary, type Collection, type Document } from 'mongodb'
import { waitMs } from '../http/buckets.ts'
import type { EdgeState, SecretStore, SessionRecord, StoredRefusal } from '../ports.ts'
import { secretBox } from './secret-box.ts'

/** What is written is typed where it is written, what is read where it is read. */
interface Stored { readonly _id: string; readonly [field: string]: unknown }
type Of = Collection<Stored>
type Nine = [Of, Of, Of, Of, Of, Of, Of, Of, Of]
interface Session { readonly _id: string; readonly account: string; readonly client: SessionRecord['client']; readonly reach: SessionRecord['reach']; readonly created: number; readonly seen: number; readonly ends: number; readonly idle: number }
interface Once { readonly _id: string; readonly value: string; readonly ends: number }
interface Code { readonly _id: string; readonly mac: string; readonly tried: number; readonly ends: number }
interface Bucket { readonly before: number; readonly tokens: number; readonly at: number; readonly full: number }
interface Failure { readonly n: number; readonly ends: number }
interface Block { readonly _id: string; readonly ends: number }
interface Command { readonly _id: string; readonly mac: string; readonly at: number; readonly refusal?: StoredRefusal; readonly ends?: number }
interface Secret { readonly _id: string; readonly box: Binary }

/** How long a body's MAC is kept, as in a file: 400 days. */
const COMMAND_KEPT_MS = 400 * 86_400_000
const UPSERT = { upsert: true } as const
const TRIES = 20

/** @throws Fault as connectMongo and asFault */
export const openMongoEdge = async (address: MongoAddress, secretKey: Uint8Array): Promise<{ readonly edgeState: EdgeState; readonly secrets: SecretStore }> => {
  const box = secretBox(secretKey)
  let isOpen = true
  const guarded = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (error) {
      throw isOpen || isFault(error) ? asFault(error) : new Fault('store-closed', 'the store was closed', { retry: 'later' })
    }
  }
  const { client, db } = await guarded(() => connectMongo(address))
  const close = async (): Promise<void> => {
    isOpen = false
    await client.close()
  }
  const [sessions, once, codes, buckets, failures, blocks, marks, commands, secrets] =
    ['sessions', 'once', 'codes', 'buckets', 'failures', 'blocks', 'marks', 'commands', 'secrets'].map((name) => db.collection<Stored>(name)) as Nine
  /** Of two who make the same document at once, the second finds it there and tries again. */
  const again = async <T>(step: () => Promise<T>): Promise<T> => guarded(async () => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await step()
      } catch (error) {
        if (!isDuplicate(error) || tries === TRIES) throw error
      }
    }
  })
  /** The document as these stages left it; it begins as `fresh` when there is none. */
  const changed = <D extends object>(collection: Of, id: string, fresh: D, stages: Document[]): Promise<D> => guarded(async () => {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const after = await collection.findOneAndUpdate({ _id: id }, stages, { returnDocument: 'after' })
      if (after !== null) return after as unknown as D
      await collection.insertOne({ _id: id, ...fresh }).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error
      })
    }
    throw new Fault('store-busy', 'others change the same at the same moment', { retry: 'now' })
  })
  const idOf = (kind: string, key: string): string => `${kind}:${key}`
  const byId = (id: string) => ({ _id: id })
  await guarded(() => sessions.createIndex({ account: 1 })).catch(async (error: unknown) => {
    await close()
    throw error
  })

  const edgeState: EdgeState = {
    sessions: {
      save: ({ hash, accountId, client: kind, reach, createdMs, seenMs, endsMs, idleMs }) => again(async () => {
        await sessions.replaceOne(byId(hash), { account: accountId, client: kind, reach, created: createdMs, seen: seenMs, ends: endsMs, idle: idleMs }, UPSERT)
      }),
      find: (hash, nowMs) => guarded(async () => {
        const found = await sessions.findOne(byId(hash)) as Session | null
        if (found === null || found.ends <= nowMs || found.seen + found.idle <= nowMs) return null
        const { account, client: kind, reach, created, seen, ends, idle } = found
        return { hash, accountId: account as AccountId, client: kind, reach, createdMs: created, seenMs: seen, endsMs: ends, idleMs: idle }
      }),
      seen: (hash, nowMs) => guarded(async () => void await sessions.updateOne(byId(hash), { $max: { seen: nowMs } })),
      remove: (hash) => guarded(async () => void await sessions.deleteOne(byId(hash))),
      removeOf: (accountId) => guarded(async () => (await sessions.deleteMany({ account: accountId as string })).deletedCount),
    },
    once: {
      put: (kind, key, value, endsMs) => again(async () => void await once.replaceOne(byId(idOf(kind, key)), { value, ends: endsMs }, UPSERT)),
      take: (kind, key, nowMs) => guarded(async () => {
        const found = await once.findOneAndDelete(byId(idOf(kind, key))) as Once | null
        return found !== null && found.ends > nowMs ? found.value : null
      }),
      peek: (kind, key, nowMs) => guarded(async () => {
        const found = await once.findOne(byId(idOf(kind, key))) as Once | null
        return found !== null && found.ends > nowMs ? found.value : null
      }),
    },
    codes: {
      put: (key, mac, endsMs) => again(async () => void await codes.replaceOne(byId(key), { mac, tried: 0, ends: endsMs }, UPSERT)),
      try: (key, mac, nowMs, tries) => guarded(async () => {
        const live = { _id: key, ends: { $gt: nowMs }, tried: { $lt: tries } }
        if (await codes.findOneAndDelete({ ...live, mac }) !== null) return 'right'
        const tried = await codes.findOneAndUpdate({ ...live, mac: { $ne: mac } }, [{ $set: { tried: { $add: ['$tried', 1] } } }], { returnDocument: 'after' }) as unknown as Code | null
        if (tried === null) return 'none'
        if (tried.tried >= tries) await codes.deleteOne({ _id: key, tried: { $gte: tries } })
        return 'wrong'
      }),
    },
    take: async (bucket, capacity, refillMs, nowMs) => {
      // A clock that was set back gives nothing for it, and what is refilled counts from there.
      const refilled = { $add: ['$tokens', { $divide: [{ $max: [0, { $subtract: [nowMs, '$at'] }] }, refillMs] }] }
      const { before } = await changed<Bucket>(buckets, bucket, { before: capacity, tokens: capacity, at: nowMs, full: nowMs }, [
        { $set: { before: { $min: [capacity, refilled] } } },
        { $set: { tokens: { $cond: [{ $gte: ['$before', 1] }, { $subtract: ['$before', 1] }, '$before'] }, at: nowMs } },
        { $set: { full: { $add: [nowMs, { $ceil: { $multiply: [{ $subtract: [capacity, '$tokens'] }, refillMs] } }] } } },
      ])
      return before >= 1 ? 0 : waitMs(before, refillMs)
    },
    failures: {
      add: async (key, nowMs, windowMs) => {
          const { n } = await changed<Failure>(failures, key, { n: 0, ends: nowMs + windowMs }, [
          { $set: { n: { $cond: [{ $lte: ['$ends', nowMs] }, 1, { $add: ['$n', 1] }] }, ends: nowMs + windowMs } },
        ])
        return n
      },
      clear: (key) => guarded(async () => void await failures.deleteOne(byId(key))),
    },
    blocks: {
      put: (key, untilMs) => again(async () => void await blocks.updateOne(byId(key), { $max: { ends: untilMs } }, UPSERT)),
      left: (key, nowMs) => guarded(async () => Math.max(0, ((await blocks.findOne(byId(key)) as Block | null)?.ends ?? 0) - nowMs)),
    },
    advance: (key, value) => guarded(async () => {
      try {
        const { modifiedCount, upsertedCount } = await marks.updateOne({ _id: key, value: { $lt: value } }, { $set: { value } }, UPSERT)
        return modifiedCount + upsertedCount === 1
      } catch (error) {
        // There is one, and it is not below.
        if (isDuplicate(error)) return false
        throw error
      }
    }),
    commands: {
      claim: (commandId, bodyMac, nowMs) => guarded(async () => {
        try {
          await commands.insertOne({ _id: commandId, mac: bodyMac, at: nowMs })
          return { kind: 'new' }
        } catch (error) {
          if (!isDuplicate(error)) throw error
        }
        const known = await commands.findOne(byId(commandId)) as Command | null
        if (known?.mac !== bodyMac) return { kind: 'other-body' }
        return { kind: 'same', refusal: known.refusal !== undefined && known.ends !== undefined && known.ends > nowMs ? known.refusal : null }
      }),
      refused: (commandId, refusal, untilMs) => guarded(async () => void await commands.updateOne(byId(commandId), { $set: { refusal, ends: untilMs } })),
    },
    sweep: (nowMs) => guarded(async () => {
      const over = { ends: { $lte: nowMs } }
      const swept = await Promise.all([
        sessions.deleteMany({ $or: [over, { $expr: { $lte: [{ $add: ['$seen', '$idle'] }, nowMs] } }] }),
        ...[once, codes, failures, blocks].map((each) => each.deleteMany(over)),
        buckets.deleteMany({ full: { $lte: nowMs } }), commands.deleteMany({ at: { $lte: nowMs - COMMAND_KEPT_MS } }),
      ])
      return swept.reduce((sum, { deletedCount }) => sum + deletedCount, 0)
    }),
    close,
  }
  return {
    edgeState,
    secrets: {
      put: (id, secret) => again(async () => void await secrets.replaceOne(byId(id), { box: new Binary(box.seal(id, secret)) }, UPSERT)),
      get: async (id) => {
        const found = await guarded(async () => await secrets.findOne(byId(id)) as Secret | null)
        return found === null ? null : box.open(id, found.box.value())
      },
      remove: (id) => guarded(async () => void await secrets.deleteOne(byId(id))),
      wrap: box.wrap,
      unwrap: box.unwrap,
      close,
    },
  }
}
