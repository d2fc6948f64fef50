// The users of the broker of the distributed profile, with what each may publish and hear: made once, kept up with releases.
import type { Command } from 'commander'
import { brokerTable } from '@zhijian/embedded'
import { addOutsider, brokerConfig, outsiderFile, passwordFile, positionDoorFile, rotateBrokerUser, updateBrokerUsers, writeBrokerUsers } from '@zhijian/host/broker-users'
import { Fault } from '@zhijian/kernel'
import { action, type Context } from '../context.ts'

interface Asked {
  readonly out: string
  readonly groups?: string
  readonly update?: true
  readonly rotate?: string
  readonly outside?: string
  readonly demonstration?: true
  readonly blobs?: true
  readonly listen?: string
  readonly store?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly tlsCa?: string
}

/** @param write as it should have been */
const wrong = (write: string): Fault => new Fault('usage', write, { retry: 'never' })

const groupsOf = ({ groups }: Asked): number | undefined => {
  if (groups === undefined) return undefined
  if (!/^[1-9]\d{0,2}$/.test(groups) || Number(groups) > 256) throw wrong('--groups 1…256')
  return Number(groups)
}

const tlsOf = ({ tlsCert: cert, tlsKey: key, tlsCa: ca }: Asked) => {
  if ((cert === undefined) !== (key === undefined)) throw wrong('--tls-cert <file> --tls-key <file>')
  return cert === undefined || key === undefined ? undefined : { cert, key, ...(ca === undefined ? {} : { ca }) }
}

export const broker = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('broker').description(t('broker' as never)).command('users').description(t('broker.users' as never))
    .requiredOption('--out <folder>', t('broker.out' as never))
    .option('--update', t('broker.update' as never)).option('--rotate <user>', t('broker.rotate' as never)).option('--outside <name>', t('broker.outside' as never))
    .option('--groups <n>', t('broker.groups' as never)).option('--demonstration', t('broker.demonstration' as never)).option('--blobs', t('broker.blobs' as never))
    .option('--listen <address>', t('broker.listen' as never)).option('--store <folder>', t('broker.store' as never))
    .option('--tls-cert <file>', t('broker.tls-cert' as never)).option('--tls-key <file>', t('broker.tls-key' as never)).option('--tls-ca <file>', t('broker.tls-ca' as never))
    .action(action(context, async (run, asked: Asked) => {
      const { out, update, rotate, outside, listen, store } = asked
      if ([update, rotate, outside].filter((each) => each !== undefined).length > 1) throw wrong('--update | --rotate <user> | --outside <name>')
      if (outside !== undefined && !/^[a-z][a-z0-9-]{0,31}$/.test(outside)) throw wrong('--outside [a-z][a-z0-9-]*')
      const [groups, tls] = [groupsOf(asked), tlsOf(asked)]
      const table = (count: number) => brokerTable({ groups: count, demonstration: asked.demonstration ?? false, ...(asked.blobs ? { blobs: 'jetstream' as const } : {}) })
      if (rotate !== undefined) {
        rotateBrokerUser(out, rotate)
        run.terminal.say('broker.rotated', { user: rotate, file: passwordFile(out, rotate) })
        return run.terminal.result({ rotated: rotate })
      }
      if (outside !== undefined) {
        addOutsider(out, outside)
        run.terminal.say('broker.outside.added', { sender: outside, file: outsiderFile(out, outside), door: positionDoorFile(out) })
        return run.terminal.result({ outside })
      }
      if (update) {
        const added = updateBrokerUsers(out, table, groups)
        run.terminal.say('broker.updated', { folder: out })
        for (const user of added) run.terminal.say('broker.row', { user, file: passwordFile(out, user) })
        return run.terminal.result({ added })
      }
      const users = writeBrokerUsers(out, table, groups, { ...(listen === undefined ? {} : { listen }), ...(store === undefined ? {} : { storeDir: store }), ...(tls === undefined ? {} : { tls }) })
      run.terminal.say('broker.written', { config: brokerConfig(out) })
      for (const user of users) run.terminal.say('broker.row', { user, file: passwordFile(out, user) })
      run.terminal.result({ users })
    }))
}
