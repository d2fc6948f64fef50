import { spawn } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { packable, type KeptFix } from '@zhijian/positions'
import { describe, expect, it } from 'vitest'
import { fixAt, positionLogContract, trackOf } from './position-log.contract.ts'
import { openInFolder, ringIn, scratch } from './position-log.fixtures.ts'
import { openFilePositionLog } from './position-log.file.ts'
import type { TornTail } from './position-tail.ts'

positionLogContract('a folder', openInFolder)
positionLogContract('a folder that compacts all the time', () => openInFolder({ tailBytes: 1 }))

const BATU = trackOf('batu')
const lastTail = (folder: string): string => join(folder, readdirSync(folder).filter((file) => /^tail-\d+$/.test(file)).sort().at(-1)!)

describe('a tail that was cut anywhere', () => {
  it('T2: holds every record that is whole, says what was cut, and takes more', async () => {
    const world = await openInFolder()
    const ends: number[] = []
    for (const minute of [0, 1]) {
      await world.log.append(BATU, [fixAt(minute), fixAt(minute + 0.5)])
      ends.push(world.log.size().tailBytes)
    }
    const whole = readFileSync(lastTail(world.folder))
    const at = scratch('positions-cut-')
    for (let length = 0; length <= whole.length; length += 1) {
      rmSync(at, { recursive: true, force: true })
      mkdirSync(at)
      writeFileSync(join(at, 'tail-1'), whole.subarray(0, length))
      const torn: TornTail[] = []
      const log = await openFilePositionLog({ folder: at, keyring: world.keyring, onTorn: (each) => torn.push(each) })
      const records = ends.filter((end) => end <= length).length
      expect((await log.read(BATU, 0, Infinity)).length).toBe(records * 2)
      const kept = records === 0 ? (length < 8 ? 0 : 8) : ends[records - 1]!
      expect(torn).toEqual(length === kept ? [] : [{ file: join(at, 'tail-1'), at: kept, cutBytes: length - kept }])
      if (torn.length > 0) expect(readFileSync(join(at, 'tail-1.cut')).equals(whole.subarray(kept, length))).toBe(true)
      await log.append(BATU, [fixAt(9)])
      expect((await log.read(BATU, 0, Infinity)).length).toBe(records * 2 + 1)
      await log.close()
    }
    rmSync(at, { recursive: true, force: true })
    await world.dispose()
  })
  it('T2: ends where a bit differs', async () => {
    const world = await openInFolder()
    for (const minute of [0, 1]) await world.log.append(BATU, [fixAt(minute)])
    const first = (world.log.size().tailBytes - 8) / 2 + 8
    await world.log.close()
    const whole = readFileSync(lastTail(world.folder))
    for (let at = Math.ceil(first); at < whole.length; at += 7) {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= 16
      writeFileSync(lastTail(world.folder), bytes)
      const log = await world.again()
      expect((await log.read(BATU, 0, Infinity)).map((fix) => fix.at)).toEqual([fixAt(0).at])
    }
    await world.dispose()
  })
})

describe('what is in the files', () => {
  it('L2: does not open under another name, nor with another person\'s key', async () => {
    const world = await openInFolder()
    await world.log.append(trackOf('batu', 's-1'), [fixAt(0)])
    const file = lastTail(world.folder)
    for (const [from, to] of [['batu/s-1', 'bata/s-1'], ['batu/s-1', 'batu/s-2']] as const) {
      const bytes = readFileSync(file)
      bytes.write(to, bytes.indexOf(from))
      bytes.writeUInt32LE(crc32(bytes.subarray(16)), 12)
      const other = scratch('positions-other-')
      writeFileSync(join(other, 'tail-1'), bytes)
      await world.keyring.keyFor(trackOf('bata').person)
      const log = await openFilePositionLog({ folder: other, keyring: world.keyring })
      await expect(log.read(trackOf(...to.split('/') as [string, string]), 0, Infinity)).rejects.toMatchObject({ code: 'box-damaged' })
      await log.close()
      rmSync(other, { recursive: true })
    }
    await world.dispose()
  })
  it('L4: of a forgotten track no byte is left', async () => {
    const world = await openInFolder()
    const fixes = Array.from({ length: 50 }, (_, minute) => fixAt(minute))
    await world.log.append(BATU, fixes.slice(0, 25))
    await world.log.append(trackOf('li'), fixes)
    await world.log.compact()
    const pack = readFileSync(join(world.folder, readdirSync(world.folder).find((file) => file.startsWith('pack-'))!))
    const at = pack.indexOf('batu/s-batu')
    const sealed = pack.subarray(at, at + 60)
    await world.log.append(BATU, fixes.slice(25))
    const tail = readFileSync(lastTail(world.folder))
    const inTail = tail.subarray(tail.indexOf('batu/s-batu'), tail.indexOf('batu/s-batu') + 60)
    await world.log.forget(BATU)
    for (const file of readdirSync(world.folder)) {
      const bytes = readFileSync(join(world.folder, file))
      expect([file, bytes.includes(sealed.subarray(11)), bytes.includes(inTail.subarray(11)), bytes.includes('batu')]).toEqual([file, false, false, false])
    }
    await world.dispose()
  })
  it('takes at most twelve bytes a fix, seals and index counted, of phones that tell every ten minutes', async () => {
    const world = await openInFolder()
    let state = 7
    const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    for (let person = 0; person < 5; person += 1) {
      const track = Array.from({ length: 16 * 144 }, (_, n): KeptFix => {
        const at = fixAt(n * 10).at + Math.round(chance() * 4000)
        return packable({ at, receivedAt: at + Math.round(chance() * 3000), lng: 112.5777 + (chance() - 0.5) * 0.004, lat: 40.8957 + (chance() - 0.5) * 0.004, errorM: 4 + chance() * 40, source: 'satellite', isMock: false })
      })
      await Promise.all(Array.from({ length: 48 }, (_, n) => world.log.append(trackOf(`p${person}`), track.slice(n * 48, (n + 1) * 48))))
    }
    await world.log.compact()
    const { fixes, bytes } = world.log.size()
    expect(fixes).toBe(5 * 16 * 144)
    expect(bytes / fixes).toBeLessThanOrEqual(12)
    await world.dispose()
  })
  it('K1: a compaction that was killed leaves nothing that counts, and one file that is damaged is said', async () => {
    const world = await openInFolder()
    await world.log.append(BATU, [fixAt(0)])
    await world.log.compact()
    const pack = join(world.folder, readdirSync(world.folder).find((file) => file.startsWith('pack-'))!)
    copyFileSync(pack, join(world.folder, 'pack-99'))
    writeFileSync(join(world.folder, 'pack-100.part'), 'half')
    let log = await world.again()
    expect([existsSync(join(world.folder, 'pack-99')), existsSync(join(world.folder, 'pack-100.part')), (await log.read(BATU, 0, Infinity)).length]).toEqual([false, false, 1])
    await log.close()
    const copy = `${world.folder}-copy`
    cpSync(world.folder, copy, { recursive: true })
    truncateSync(pack, 40)
    await expect(world.again()).rejects.toMatchObject({ code: 'position-log-damaged' })
    rmSync(world.folder, { recursive: true })
    cpSync(copy, world.folder, { recursive: true })
    log = await world.again()
    await world.dispose()
  })
})

const CHILD = fileURLToPath(new URL('../../test/position-log-child.ts', import.meta.url))
/** @param limit kilobytes that a file may have; null: any number */
const child = (root: string, limit: number | null) => spawn('bash', ['-c', `${limit === null ? '' : `ulimit -f ${limit}; `}exec "$0" --conditions=source "$@"`, process.execPath, CHILD, root, limit === null ? '6000' : '0'], { stdio: ['ignore', 'pipe', 'pipe'] })

describe('a process', () => {
  it('L1: that is killed in the middle of taking positions has lost none that it acknowledged', async () => {
    const root = mkdtempSync(join(tmpdir(), 'positions-kill-'))
    for (const kill of [20, 300]) {
      const told = new Map<string, Set<number>>()
      const process_ = child(root, null)
      let count = 0
      let complaint = ''
      process_.stderr.on('data', (text: Buffer) => (complaint += text.toString()))
      createInterface({ input: process_.stdout }).on('line', (line) => {
        const [person, minute] = line.split(' ') as [string, string]
        if (!told.has(person)) told.set(person, new Set())
        told.get(person)!.add(Number(minute))
        count += 1
        if (count >= kill) process_.kill('SIGKILL')
      })
      await new Promise((resolve) => process_.on('close', resolve))
      expect([complaint, count >= kill]).toEqual(['', true])
      const keyring = await ringIn(root)
      const log = await openFilePositionLog({ folder: join(root, 'positions'), keyring, tailBytes: 0 })
      for (const [person, minutes] of told) {
        const found = new Set((await log.read(trackOf(person), 0, Infinity)).map(({ at }) => at))
        expect([...minutes].filter((minute) => !found.has(fixAt(minute).at))).toEqual([])
      }
      await log.close()
      await keyring.close()
    }
    rmSync(root, { recursive: true })
  })
  it('T3: whose disk is full says so, keeps nothing of what it refused and all that it took', async () => {
    const root = mkdtempSync(join(tmpdir(), 'positions-full-'))
    const process_ = child(root, 16)
    const told: number[] = []
    let refused = ''
    createInterface({ input: process_.stdout }).on('line', (line) => {
      if (line.startsWith('refused ')) refused = line
      else told.push(Number(line.split(' ')[1]))
    })
    await new Promise((resolve) => process_.on('close', resolve))
    expect(refused).toBe('refused store-full later')
    expect(told.length).toBeGreaterThan(10)
    const keyring = await ringIn(root)
    const torn: TornTail[] = []
    const log = await openFilePositionLog({ folder: join(root, 'positions'), keyring, tailBytes: 0, onTorn: (each) => torn.push(each) })
    const found: number[] = []
    for (let writer = 0; writer < 8; writer += 1) found.push(...(await log.read(trackOf(`p${writer}`), 0, Infinity)).map(({ at }) => at))
    // What was acknowledged in the very moment of the refusal nobody was told of.
    expect([torn, told.filter((minute) => !found.includes(fixAt(minute).at))]).toEqual([[], []])
    expect(found.length - told.length).toBeLessThan(8)
    await log.close()
    await keyring.close()
    rmSync(root, { recursive: true })
  })
  it('says of a disk without room at the start that it is full', async () => {
    const world = await openInFolder()
    await world.log.close()
    symlinkSync('/dev/full', join(world.folder, 'tail-7'))
    await expect(openFilePositionLog({ folder: world.folder, keyring: world.keyring })).rejects.toMatchObject({ code: 'store-full', retry: 'later' })
    rmSync(join(world.folder, 'tail-7'))
    await world.again()
    await world.dispose()
  })
})
