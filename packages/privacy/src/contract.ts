export { blobStoreContract, type OpenedBlobStore } from './contract-blobs.ts'
export { keyRingContract, type OpenedKeyRing } from './contract-keyring.ts'
