export interface S3Binary {
  readonly path: string
  /** moto keeps everything in memory and checks no signature. */
  readonly name: 'versitygw' | 'moto'
  readonly version: string
  readonly source: string
}
/** A server that runs already (S3_URL): it can be used, not started or killed. */
export interface S3Elsewhere {
  readonly url: string
  readonly bucket: string
  readonly accessKeyFile: string
  readonly secretKeyFile: string
  readonly name: string
  readonly version: string
  readonly source: string
}
export interface S3Unavailable { readonly unavailable: string }
export interface S3Server {
  readonly url: string
  readonly port: number
  /** As kill -9 does it; resolves when the process is gone. */
  kill(): Promise<void>
}
export const S3_KEYS: { readonly accessKeyId: string; readonly secretAccessKey: string }
/** What `npm test` provisioned, or what is there. Fetches nothing. */
export function s3Server(): Promise<S3Binary | S3Elsewhere | S3Unavailable>
/** @param options storeDir is the caller's and survives; port: default any free one, a restart passes that of the first start */
export function startS3(options: { storeDir: string; port?: number }): Promise<S3Server>
