export { decidedBy, decidersOf } from './deciders.ts'
export { decidedByReleases } from './decided-by.ts'
export { pack, unpack, writeInto, type Files } from './pack.ts'
export { compareVersions, packedIn, ReleaseRecord, releases, sha256Of, type Release } from './record.ts'
