import { readdirSync, readFileSync } from 'node:fs'
import { accountEvents, type AccountEvent } from '@zhijian/contracts'
import { fold } from '@zhijian/kernel'
import { scenario } from '@zhijian/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACCOUNT, AT, CREDENTIAL, grant, LAWYER, opened, order, OTHER_CREDENTIAL, sealed, SECURITY, SELF,
} from './account.fixtures.ts'
import { account } from './account.ts'

const given = scenario(account)
const at = { accountId: ACCOUNT, at: AT }
const bySecurity = { ...at, by: SECURITY }

describe('opening an account', () => {
  const open = order({ type: 'OpenAccount', kind: 'staff', phone: null, name: sealed('n'), grants: [grant('desk')],
    lawyerId: null })
  it('records who it is for and what it may act as', () => {
    given().when(open).then(
      { type: 'AccountOpened', data: { ...bySecurity, person: SELF, kind: 'staff', phone: null, name: sealed('n') } },
      { type: 'RoleGranted', data: { ...bySecurity, grant: grant('desk') } },
    )
  })
  it('a second time is nothing', () => void given(opened()).when(open).thenNothing())
  it('for a lawyer needs the lawyer', () => {
    given().when({ ...open, kind: 'lawyer', grants: [grant('lawyer', null)] } as typeof open).thenRefused('lawyer-not-linked')
  })
  it('I1 with two administrators in one person is refused', () => {
    given().when({ ...open,
      grants: [grant('system-admin'), grant('auditor')] } as typeof open).thenRefused('roles-exclude-each-other')
  })
  it('for the procuratorate without a district is refused', () => {
    given().when({ ...open, grants: [grant('procurator', null)] } as typeof open).thenRefused('region-needed')
  })
})

describe('roles', () => {
  it('are granted, replaced by another reach, and taken back', () => {
    given(opened()).when(order({ type: 'GrantRole', grant: grant('desk') })).then({ type: 'RoleGranted',
      data: { ...bySecurity, grant: grant('desk') } })
    const wider = given(opened(grant('desk', '150921003'))).when(order({ type: 'GrantRole', grant: grant('desk') }))
    expect(wider.state.grants).toEqual([grant('desk')])
    given(opened(grant('desk'))).when(order({ type: 'RevokeRole', role: 'desk' })).then({ type: 'RoleRevoked',
      data: { ...bySecurity, role: 'desk' } })
  })
  it('that are held already, or not at all, make nothing', () => {
    given(opened(grant('desk'))).when(order({ type: 'GrantRole', grant: grant('desk') })).thenNothing()
    given(opened()).when(order({ type: 'RevokeRole', role: 'desk' })).thenNothing()
  })
  it('I2 are never one\'s own doing', () => {
    given(opened()).when(order({ type: 'GrantRole', grant: grant('bureau-head') }, SELF)).thenRefused('own-account')
    given(opened(grant('desk'))).when(order({ type: 'RevokeRole', role: 'desk' }, SELF)).thenRefused('own-account')
  })
  it('of the procuratorate are of a district', () => {
    given(opened()).when(order({ type: 'GrantRole', grant: grant('procurator', null) })).thenRefused('region-needed')
    given(opened()).when(order({ type: 'GrantRole', grant: grant('procurator') })).then({ type: 'RoleGranted', data: { ...bySecurity, grant: grant('procurator') } })
  })
  it('I1 of the three administrators exclude each other, in whatever order they come', () => {
    const administrators = ['system-admin', 'security-admin', 'auditor', 'procurator'] as const
    for (const held of administrators) {
      for (const wanted of administrators.filter((role) => role !== held)) {
        given(opened(grant(held))).when(order({ type: 'GrantRole',
          grant: grant(wanted) })).thenRefused('roles-exclude-each-other')
      }
    }
  })
  it('of a lawyer need the lawyer first', () => {
    given(opened()).when(order({ type: 'GrantRole', grant: grant('lawyer') })).thenRefused('lawyer-not-linked')
    given(opened(), { type: 'LawyerLinked', data: { ...bySecurity, lawyerId: LAWYER } } as AccountEvent)
      .when(order({ type: 'GrantRole', grant: grant('lawyer') })).then({ type: 'RoleGranted',
        data: { ...bySecurity, grant: grant('lawyer') } })
  })
})

describe('a linked lawyer', () => {
  it('stays the same one', () => {
    const linked: AccountEvent = { type: 'LawyerLinked', data: { ...bySecurity, lawyerId: LAWYER } }
    given(opened()).when(order({ type: 'LinkLawyer', lawyerId: LAWYER })).then(linked)
    given(opened(), linked).when(order({ type: 'LinkLawyer', lawyerId: LAWYER })).thenNothing()
    given(opened(), linked).when(order({ type: 'LinkLawyer',
      lawyerId: 'lawyer-8' as typeof LAWYER })).thenRefused('another-lawyer-linked')
  })
})

describe('the privacy notice', () => {
  const digest = 'a'.repeat(64)
  const read = { type: 'NoticeAcknowledged' as const, data: { ...bySecurity, version: 1, digest } }
  it('that was read is recorded once per version', () => {
    given(opened()).when(order({ type: 'AcknowledgeNotice', version: 1, digest })).then(read)
    given(opened(), read).when(order({ type: 'AcknowledgeNotice', version: 1, digest })).thenNothing()
    const next = given(opened(), read).when(order({ type: 'AcknowledgeNotice', version: 2, digest }))
    expect(next.state.notices.map(({ version }) => version)).toEqual([1, 2])
  })
})

describe('proofs of identity', () => {
  it('a new password signs out everywhere; the same credential is nothing', () => {
    const changed = given(opened()).when(order({ type: 'ChangePassword', credential: CREDENTIAL }, SELF))
    expect(changed.events.map(({ type }) => type)).toEqual(['PasswordChanged', 'SignedOut'])
    given(opened(), changed.events).when(order({ type: 'ChangePassword', credential: CREDENTIAL }, SELF)).thenNothing()
  })
  it('a second factor is enrolled once, and removed by somebody else', () => {
    const enrolled: AccountEvent = { type: 'SecondFactorEnrolled', data: { ...at, by: SELF, credential: CREDENTIAL } }
    given(opened()).when(order({ type: 'EnrolSecondFactor', credential: CREDENTIAL }, SELF)).then(enrolled)
    given(opened(), enrolled).when(order({ type: 'EnrolSecondFactor', credential: CREDENTIAL }, SELF)).thenNothing()
    given(opened(), enrolled).when(order({ type: 'EnrolSecondFactor', credential: OTHER_CREDENTIAL },
      SELF)).thenRefused('second-factor-enrolled')
    given(opened(), enrolled).when(order({ type: 'RemoveSecondFactor' }, SELF)).thenRefused('own-account')
    given(opened(), enrolled).when(order({ type: 'RemoveSecondFactor' })).then({ type: 'SecondFactorRemoved', data: bySecurity })
    given(opened()).when(order({ type: 'RemoveSecondFactor' })).thenRefused('no-second-factor')
  })
  it('a WeChat is bound and unbound', () => {
    const bound: AccountEvent = { type: 'WeChatBound', data: { ...at, by: SELF, openid: sealed('w') } }
    given(opened()).when(order({ type: 'BindWeChat', openid: sealed('w') }, SELF)).then(bound)
    given(opened(), bound).when(order({ type: 'BindWeChat', openid: sealed('w') }, SELF)).thenNothing()
    given(opened(), bound).when(order({ type: 'BindWeChat', openid: sealed('x') }, SELF)).thenRefused('wechat-bound-already')
    given(opened(), bound).when(order({ type: 'UnbindWeChat' }, SELF)).then({ type: 'WeChatUnbound', data: { ...at, by: SELF } })
    given(opened()).when(order({ type: 'UnbindWeChat' }, SELF)).thenNothing()
  })
})

describe('a suspended account', () => {
  const suspended = [...opened(), { type: 'AccountSuspended', data: { ...bySecurity, reason: 'misuse' } } as AccountEvent]
  it('is suspended by somebody else, or at its own request; its sessions end', () => {
    const done = given(opened()).when(order({ type: 'SuspendAccount', reason: 'misuse' }))
    expect(done.events.map(({ type }) => type)).toEqual(['AccountSuspended', 'SignedOut'])
    given(opened()).when(order({ type: 'SuspendAccount', reason: 'misuse' }, SELF)).thenRefused('own-account')
    expect(given(opened()).when(order({ type: 'SuspendAccount', reason: 'own-request' }, SELF)).state.phase).toBe('suspended')
    given(suspended).when(order({ type: 'SuspendAccount', reason: 'security' })).thenNothing()
  })
  it('is not suspended for having left office once more, told again after who left was taken on anew', () => {
    given(opened()).when({ ...order({ type: 'SuspendAccount', reason: 'left-office' }), isBack: true } as never).thenNothing()
  })
  it('has no way in', () => {
    for (const command of [
      order({ type: 'RecordSignIn', session: 'a'.repeat(16) as never, method: 'password', secondFactor: true }, SELF),
      order({ type: 'ChangePassword', credential: CREDENTIAL }, SELF), order({ type: 'IssueLink', link: CREDENTIAL }),
      order({ type: 'EnrolSecondFactor', credential: CREDENTIAL }, SELF),
      order({ type: 'BindWeChat', openid: sealed('w') }, SELF),
    ]) given(suspended).when(command).thenRefused('account-suspended')
  })
  it('is reinstated by somebody else', () => {
    given(suspended).when(order({ type: 'ReinstateAccount' }, SELF)).thenRefused('own-account')
    given(suspended).when(order({ type: 'ReinstateAccount' })).then({ type: 'AccountReinstated', data: bySecurity })
    given(opened()).when(order({ type: 'ReinstateAccount' })).thenNothing()
  })
})

it('an account that is not there refuses everything but being opened', () => {
  for (const command of [order({ type: 'GrantRole', grant: grant('desk') }), order({ type: 'SuspendAccount', reason: 'misuse' }),
    order({ type: 'IssueLink', link: CREDENTIAL })]) {
    given().when(command).thenRefused('no-such-account')
  }
})

it('I1 I2 hold whatever is asked for, by whomever, in any order', () => {
  const role = fc.constantFrom('system-admin', 'security-admin', 'auditor', 'desk', 'lawyer') as fc.Arbitrary<'desk'>
  const command = fc.oneof(
    fc.record({ type: fc.constant('GrantRole' as const), grant: role.map((each) => grant(each)) }),
    fc.record({ type: fc.constant('RevokeRole' as const), role }),
    fc.record({ type: fc.constant('LinkLawyer' as const), lawyerId: fc.constant(LAWYER) }),
    fc.record({ type: fc.constant('SuspendAccount' as const), reason: fc.constant('misuse' as const) }),
    fc.record({ type: fc.constant('ReinstateAccount' as const) }),
  )
  fc.assert(fc.property(fc.array(fc.tuple(command, fc.boolean()), { maxLength: 12 }), (asked) => {
    let state = fold(account, opened() as AccountEvent[])
    for (const [each, own] of asked) {
      const decision = account.decide(order(each, own ? SELF : SECURITY), state)
      if (decision.kind !== 'accepted') continue
      const before = state
      state = fold(account, decision.events, state)
      expect(state.grants.filter((held) => ['system-admin', 'security-admin',
        'auditor'].includes(held.role)).length).toBeLessThan(2)
      if (own) expect({ grants: state.grants, phase: state.phase }).toEqual({ grants: before.grants, phase: before.phase })
    }
  }), { seed: 20261123, numRuns: 500 })
})

describe('stored samples', () => {
  const folder = new URL('../../../packages/contracts/golden/account/', import.meta.url)
  const samples = readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))] as const)
  it('there is one of every event and version', () => {
    expect(samples.map(([file]) => file).sort()).toEqual(accountEvents.names.map((name) =>
      `${accountEvents.storedType(name)}.json`).sort())
  })
  it.each(samples)('%s is read and folds', (_file, { type, data }) => {
    const event = accountEvents.read(type, data) as AccountEvent
    expect(accountEvents.schemaOf(event.type).parse(event)).toEqual(event)
    expect(() => account.evolve(account.initial(), event)).not.toThrow()
  })
})
