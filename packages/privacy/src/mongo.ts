export { openMongoKeys, type MongoKeys, type MongoKeysOptions } from './mongo-keys.ts'
export { openMongoKeyRing, type MongoKeyRing, type MongoKeyRingOptions } from './keyring-mongo.ts'
export { openMongoLookup, type MongoLookupOptions } from './lookup-mongo.ts'
