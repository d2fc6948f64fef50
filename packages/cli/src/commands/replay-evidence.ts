// A case as a file that is checked elsewhere, and the second of its two checks: deciding it again with a released build.
import { readFileSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { bundleFiles, bundleText, makeBundle, readBundle, redecide, type Bundle } from '@zhijian/audit'
import { decidedBy, decidersOf, releases, type Release } from '@zhijian/audit/releases'
import { aggregates } from '@zhijian/embedded'
import { readCopies, readPublicKeys } from '@zhijian/event-store'
import { Fault, isFault } from '@zhijian/kernel'
import { folderBytes, publicBlobs } from '@zhijian/privacy'
import { action, type Context, type Run } from '../context.ts'
import { tellFinding } from '../findings.ts'
import { openLog, streamName } from '../store.ts'

const sealedOutside = (seals: string, storeId: string): number | null => {
  try {
    return readCopies(seals, storeId).findLast(({ name }) => name === 'LogSealed')?.place.version ?? null
  } catch (error) {
    // A copy of the log alone has no seals beside it; the newest seal in the log is taken then.
    if (!isFault(error, 'seals-unavailable')) throw error
    return null
  }
}

const exportCase = async ({ terminal, paths, found }: Run, env: Context['env'], stream: string, out: string | undefined, folder: string | undefined): Promise<void> => {
  const store = await openLog(paths, env)
  try {
    const subject = streamName(stream)
    const file = out ?? `${subject}.zhijian.json`
    const blobs = publicBlobs(folderBytes(paths.folders.blobs))
    const made = await makeBundle({
      store, subject, sealedOutside: sealedOutside(paths.folders.seals, store.storeId), ...bundleFiles(blobs, () => readPublicKeys(paths.folders.seals)),
      onProgress: (events) => terminal.progress('replay.reading', { events }),
    })
    if (made === null) {
      terminal.say('replay.no-such-stream', { stream: subject })
      terminal.result({ subject, file: null })
      found()
      return
    }
    const bundle = { ...made, deciders: decidedBy(made, releases(folder)) }
    const text = bundleText(bundle)
    try {
      // Sealed as it is, it is somebody's case: for this user alone, and over no other file.
      writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Fault('file-exists', file, { retry: 'never', about: { file } })
      throw error
    }
    const unsealed = bundle.events.filter(({ path }) => path === null).length
    const streams = new Set(bundle.events.map(({ text: each }) => (JSON.parse(each) as { subject: string }).subject)).size
    terminal.say('export.done', { file, events: bundle.events.length, streams, bytes: Buffer.byteLength(text) })
    if (bundle.seal === null) terminal.say('export.no-seal')
    else if (unsealed > 0) terminal.say('export.unsealed', { count: unsealed })
    for (const { keyId } of bundle.keys) terminal.say('export.key', { keyId })
    for (const { release, sha256 } of bundle.deciders) terminal.say('export.deciders', { release, sha256 })
    if (bundle.deciders.length === 0) terminal.say('export.no-deciders')
    terminal.result({ file, subject, store: bundle.store, events: bundle.events.length, streams, unsealed, keys: bundle.keys.map(({ keyId }) => keyId), deciders: bundle.deciders, blobs: bundle.blobs.length })
  } finally {
    await store.close()
  }
}

/** The release that the bundle names and that is here. @throws Fault `no-such-deciders` (never) */
const namedIn = (bundle: Bundle, folder: string | undefined): Release => {
  const here = releases(folder)
  const release = bundle.deciders.flatMap(({ sha256 }) => here.find(({ build }) => build?.sha256 === sha256) ?? [])[0]
  if (release !== undefined) return release
  const named = bundle.deciders.map(({ release: version, sha256 }) => `${version} (${sha256})`).join(', ')
  throw new Fault('no-such-deciders', named === '' ? 'the file names no release' : `not here: ${named}`, { retry: 'never', about: { reason: named === '' ? 'unnamed' : 'absent', named } })
}

export const evidence = (group: Command, context: Context, t: (key: never) => string): void => {
  group.command('export').argument('<stream>').option('--out <file>', t('option.out' as never)).option('--releases <folder>', t('upgrade.releases' as never))
    .description(t('replay.export' as never))
    .action(action(context, (run, stream: string, { out, releases: folder }: { out?: string; releases?: string }) => exportCase(run, context.env, stream, out, folder)))

  group.command('redecide').argument('<bundle>').option('--releases <folder>', t('upgrade.releases' as never)).option('--this-build', t('option.this-build' as never), false)
    .description(t('replay.redecide' as never))
    .action(action(context, async ({ terminal, found }, file: string, { releases: folder, thisBuild }: { releases?: string; thisBuild: boolean }) => {
      const bundle = readBundle(readFileSync(file, 'utf8'))
      const release = thisBuild ? null : namedIn(bundle, folder)
      const verdict = redecide(bundle, release === null ? aggregates : decidersOf(release))
      for (const finding of verdict.findings) tellFinding(terminal, finding)
      const { ok, events, commands, deadlines, overdue, sealedAt } = verdict
      if (ok) terminal.say('redecide.ok', { events, commands, deadlines })
      else {
        terminal.say('replay.found', { count: verdict.findings.length })
        found()
      }
      for (const { stream, due } of overdue) terminal.say('redecide.overdue', { stream, due, at: sealedAt ?? '' })
      if (release === null) terminal.say('redecide.this-build')
      else terminal.say('redecide.by', { release: release.version, sha256: release.build!.sha256 })
      terminal.say('redecide.only')
      terminal.result({ ...verdict, deciders: release === null ? null : { release: release.version, sha256: release.build!.sha256 } })
    }))
}
