// Where the bytes of files lie: in the data folder, in a bucket of the broker's object store, or in S3.
import { folderBytes, type Bytes } from '@zhijian/privacy'
import type { Connection } from './broker.ts'
import { filesOf, secretIn } from './credentials.ts'
import type { HostSettings } from './settings.ts'

/** @param folder of blobs @throws Fault `usage` (never), and as the place that is opened */
export const openBytes = async (settings: HostSettings, folder: string, connection: Connection): Promise<Bytes> => {
  const { blobs, 'blobs-replicas': replicas } = settings
  if (blobs === 'folder') return folderBytes(folder)
  if (blobs === 'jetstream') {
    const { openJetStreamBytes } = await import('@zhijian/privacy/jetstream')
    return openJetStreamBytes({ connection, replicas })
  }
  const { hostname: bucket, pathname } = new URL(blobs)
  const path = pathname.replace(/^\//, '')
  const files = filesOf(settings, 'with --blobs s3://… (ZHIJIAN_BLOBS)', 's3-endpoint', 's3-access-key-file', 's3-secret-key-file')
  const caFile = settings['s3-ca-file']
  const { openS3Bytes } = await import('@zhijian/privacy/s3')
  return openS3Bytes({
    endpoint: files['s3-endpoint'], region: settings['s3-region'], bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/`,
    pathStyle: settings['s3-addressing'] === 'path', ...(caFile === undefined ? {} : { caFile }),
    credentials: () => ({
      accessKeyId: secretIn(files['s3-access-key-file'], 's3-access-key-file'), secretAccessKey: secretIn(files['s3-secret-key-file'], 's3-secret-key-file'),
    }),
  })
}
