// Writes the small store that is kept of a release, as this build leaves it after a short life on a clock of its own:
//   node dist/test/released-store.js FOLDER
import { liveOn } from './released-life.ts'
import { fillWorld, openWorld } from './world.ts'

const [folder = ''] = process.argv.slice(2)
const world = await openWorld(folder)
await fillWorld(world)
await liveOn(world)
await world.close()
