// Before a release goes in: would it decide a live case otherwise than the one that runs now? Run with the new release, on the
// store of a platform that runs or stands; nothing is written.
import type { Command } from 'commander'
import { checkUpgrade, type UpgradeFinding } from '@zhijian/audit'
import { decidersOf, releases } from '@zhijian/audit/releases'
import { aggregates } from '@zhijian/embedded'
import { birthOf } from '@zhijian/host'
import { Fault } from '@zhijian/kernel'
import { action, type Context } from '../context.ts'
import { openLog } from '../store.ts'
import type { Terminal } from '../terminal.ts'

/** What is told in text; with --json all of them are there. */
const TOLD = 20

const tell = (terminal: Terminal, { kind, code, values, stream, version, position, rules }: UpgradeFinding): void => {
  const ruleSet = rules === null ? '' : terminal.text('upgrade.rules', { rules })
  terminal.say('replay.finding', {
    kind: terminal.text(`kind.${kind}`), place: `${stream}@${version}${ruleSet}`, position: terminal.text('replay.position', { position }), says: terminal.text(`finding.${code}`, values),
  })
}

export const upgrade = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('upgrade').description(t('upgrade' as never)).requiredOption('--check', t('upgrade.check' as never))
    .option('--releases <folder>', t('upgrade.releases' as never))
    .action(action(context, async ({ terminal, paths, found }, { releases: folder }: { releases?: string }) => {
      const birth = birthOf(paths.root)
      const store = await openLog(paths, context.env)
      try {
        const last = releases(folder).findLast(({ build }) => build !== null)
        if (last === undefined) throw new Fault('no-releases', 'the build of the last release is not here', { retry: 'never' })
        const verdict = await checkUpgrade({ store, aggregates, before: decidersOf(last), onProgress: (cases) => terminal.progress('upgrade.looking', { cases }) })
        const { cases, over, findings, ok } = verdict
        for (const finding of findings.slice(0, TOLD)) tell(terminal, finding)
        if (ok) terminal.say('upgrade.ok', { cases, over, release: last.version })
        else {
          terminal.say('upgrade.refused', { count: findings.length, cases })
          found()
        }
        terminal.result({ ...verdict, comparedWith: last.version, dataFolder: birth?.format ?? null })
      } finally {
        await store.close()
      }
    }))
}
