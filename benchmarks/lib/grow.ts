// Makes the folder of a platform whose log holds so many questions: an empty platform first, then the questions in bulk.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSqliteBusState } from '@zhijian/bus'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { apart, costOf } from './bench.ts'
import { putIn } from './questions.ts'

export const GROWN = fileURLToPath(new URL('grown-platform.ts', import.meta.url))
export interface Grown { readonly file: string; readonly events: number; readonly appendCpuUs: number; readonly appendWallUs: number }

/** When the first is asked, so that the last of so many is over by now, and none has rested so long that a clock of it has run. */
export const beganFor = (questions: number): number => Date.now() - 3 * 86_400_000 - questions * 500

/**
 * Consumers are told that they have seen it: what would follow from every event anew (audiences, notices) is not what is measured.
 * @param from how many are there already; 0 makes the platform too
 */
export const grow = async (folder: string, from: number, to: number, beganMs: number): Promise<Grown> => {
  if (from === 0) apart(GROWN, [folder, '0'])
  const file = join(folder, 'var', 'log', 'events.sqlite')
  const store = await openSqliteStore({ file, sealsDir: join(folder, 'var-seals') })
  let events = 0
  const { cpuMs, wallMs } = await costOf(async () => { events = await putIn(store, from, to, beganMs) })
  const head = await store.head()
  await store.close()
  const state = openSqliteBusState(join(folder, 'var', 'bus', 'bus.sqlite'))
  const { consumers } = await state.load()
  await state.write({ consumers: consumers.map((record) => ({ ...record, origin: head, checkpoint: null, through: head })), held: [], released: [] })
  await state.close()
  return { file, events, appendCpuUs: (cpuMs * 1000) / events, appendWallUs: (wallMs * 1000) / events }
}
