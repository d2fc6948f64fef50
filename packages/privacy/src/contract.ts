export { keyRingContract, type OpenedKeyRing } from './contract-keyring.ts'
