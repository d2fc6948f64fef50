// Where the keys of persons and the look-ups lie: in files of this host, or in MongoDB for the processes of several hosts, wrapped by a
// master key that every host has or by Vault. A further host begins with the files of the first that cannot be made a second time.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fault, isFault, seconds } from '@zhijian/kernel'
import { fileWrapping, openSqliteKeyRing, openSqliteLookup, type KeyRing, type KeyWrapping, type Lookup } from '@zhijian/privacy'
import type { Log } from '@zhijian/runtime'
import { filesOf, mongoAt } from './credentials.ts'
import type { DataFolder } from './data-folder.ts'
import { elapsedMs } from './elapsed.clock.ts'
import type { KeyPlace } from './identity.ts'
import type { HostSettings } from './settings.ts'

export interface Keys {
  readonly keyring: KeyRing
  readonly lookup: Lookup
  close(): Promise<void>
}

export const keyPlace = (settings: HostSettings): KeyPlace =>
  (settings['key-store'] === 'file' ? 'folder' : settings.vault === undefined ? 'server' : 'servers')

/** @throws Fault `usage` (never), and as the keys that are opened */
export const openKeys = async (settings: HostSettings, folder: DataFolder, storeId: string, log: Log): Promise<Keys> => {
  if (settings['key-store'] === 'mongodb') return inMongo(settings, folder, storeId, log)
  if (settings.vault !== undefined) throw new Fault('usage', '--vault (VAULT_ADDR) wraps keys that lie in MongoDB: give --key-store mongodb (ZHIJIAN_KEY_STORE)', { retry: 'never' })
  const { files, folders } = folder
  const keyring = await openSqliteKeyRing({ file: files.keyring, masterKeyFile: files.masterKey, tombstoneFile: files.tombstones, tombstoneCopy: join(folders.seals, 'tombstones.jsonl'), suite: settings.suite, busyMs: seconds(5) })
  try {
    const lookup = await openSqliteLookup({ file: files.lookup, keyFile: files.lookupKey, busyMs: seconds(5) })
    return {
      keyring, lookup,
      async close() {
        await lookup.close()
        await keyring.close()
      },
    }
  } catch (error) {
    await keyring.close()
    throw error
  }
}

const inMongo = async (settings: HostSettings, { files, folders, birth }: DataFolder, storeId: string, log: Log): Promise<Keys> => {
  const address = mongoAt(settings, 'keys')
  const wrapping = await wrappingOf(settings, files.masterKey)
  const { openMongoKeyRing, openMongoKeys, openMongoLookup } = await import('@zhijian/privacy/mongo')
  const keys = await openMongoKeys({ ...address, platform: { storeId, kind: birth.kind, county: birth.county } })
  try {
    const keyring = await naming(files.masterKey, openMongoKeyRing({ keys, wrapping, tombstoneFile: files.tombstones, tombstoneCopy: join(folders.seals, 'tombstones.jsonl'), elapsedMs }))
    try {
      const lookup = await naming(files.lookupKey, openMongoLookup({ keys, keyFile: files.lookupKey }))
      if (settings['rewrap-keys'] === 'on') log.info('keys-rewrapped', { count: await keyring.rewrap() })
      return {
        keyring, lookup,
        async close() {
          await keyring.close()
          await keys.close()
        },
      }
    } catch (error) {
      await keyring.close()
      throw error
    }
  } catch (error) {
    await keys.close()
    throw error
  }
}

/** A file that was made on another host is brought from there. */
const naming = async <T>(file: string, opening: Promise<T>): Promise<T> => {
  try {
    return await opening
  } catch (error) {
    if (!isFault(error, 'secret-missing')) throw error
    throw new Fault('secret-missing', `${file} is missing: it is the same on every host of this platform; bring it here from one that has it, or from its backup`, { retry: 'never', about: { file } })
  }
}

const wrappingOf = async (settings: HostSettings, masterKey: string): Promise<(isNew: boolean) => KeyWrapping> => {
  const { vault: address, 'vault-ca-file': caFile, 'vault-namespace': namespace, 'vault-token-file': tokenFile } = settings
  const earlier = [`${masterKey}.earlier`].filter((file) => existsSync(file))
  if (address === undefined) return (mayMake) => fileWrapping({ file: masterKey, earlier, mayMake, suite: settings.suite })
  const { vaultWrapping } = await import('@zhijian/privacy/vault')
  const role = tokenFile === undefined ? filesOf(settings, 'with --vault (VAULT_ADDR), or --vault-token-file (VAULT_TOKEN_FILE)', 'vault-role-id-file', 'vault-secret-id-file') : null
  return () => vaultWrapping({
    address, mount: settings['vault-mount'], key: settings['vault-key'], elapsedMs,
    login: role === null ? { tokenFile: tokenFile! } : { roleIdFile: role['vault-role-id-file'], secretIdFile: role['vault-secret-id-file'] },
    ...(namespace === undefined ? {} : { namespace }), ...(caFile === undefined ? {} : { caFile }),
  })
}
