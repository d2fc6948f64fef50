// Takes positions as fast as it can, until it is killed or the disk takes no more; says each that was acknowledged: `<person> <minute>`.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { isFault } from '@zhijian/kernel'
import { openFilePositionLog } from '../src/adapters/position-log.file.ts'
import { ringIn } from '../src/adapters/position-log.fixtures.ts'
import { fixAt, trackOf } from '../src/adapters/position-log.contract.ts'

const [root, tailBytes] = process.argv.slice(2) as [string, string]
const keyring = await ringIn(root)
const log = await openFilePositionLog({ folder: join(root, 'positions'), keyring, tailBytes: Number(tailBytes) })
const write = async (person: string): Promise<void> => {
  const track = trackOf(person)
  const before = (await log.read(track, 0, Infinity)).length
  for (let minute = before; ; minute += 1) {
    await log.append(track, [fixAt(minute)])
    writeSync(1, `${person} ${minute}\n`)
  }
}
try {
  await Promise.all(Array.from({ length: 8 }, (_, n) => write(`p${n}`)))
} catch (error) {
  if (!isFault(error)) throw error
  writeSync(1, `refused ${error.code} ${error.retry}\n`)
  process.exit(0)
}
