// Things of others: what a role may do at all (policy.int.spec.ts) is not yet to what. Each of these was reached once from a county,
// or by a person, that it does not belong to.
import { callbackEvents, CommandEnvelope, lawyerCommands, personCommands } from '@zhijian/contracts'
import { eventId } from '@zhijian/event-store'
import { plus, type Json, type JsonObject } from '@zhijian/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorld, START, type World } from './world.ts'

let world: World
let sent: string[]
const scopes: Record<string, { role: string; organisationId: string; region: string; until: null }[]> = {}
beforeEach(async () => {
  world = await openWorld()
  sent = []
  const schemas = { 'lawyer-pool': lawyerCommands, directory: personCommands }
  for (const [service, commands] of Object.entries(schemas)) {
    for (const [name, schema] of Object.entries(commands)) {
      await world.bus.respond(`cmd.${service}.${name}`, async (body) => {
        schema.parse(CommandEnvelope.parse(body).data)
        sent.push(name)
        return { outcome: 'accepted', version: 0, position: '0000000000000042', repeated: false }
      })
    }
  }
  const appointments = [
    { appointmentId: 'here', county: '150921', villages: [], until: null }, { appointmentId: 'beside', county: '150922', villages: [], until: null },
  ]
  const lies: Readonly<Record<string, Json>> = {
    zhao: { region: '15', county: null, counselOf: appointments, appointments }, near: { region: '15', county: '150921', counselOf: [] }, beside: { region: '15', county: '150922', counselOf: [] },
    sixDigits: { region: '150922', county: null, counselOf: [] }, whole: { region: '1501', county: null, counselOf: [] }, far: { region: '11', county: null, counselOf: [] },
  }
  await world.bus.respond('qry.lawyer-pool.lawyer', async (body) => {
    const { lawyerId } = (body as { data: { lawyerId: string } }).data
    return {
      lawyerId, licence: '11501201010123456', name: '赵', firm: '所', kind: 'social', specialties: [], enterprise: false,
      languages: ['zh'], nationwide: true, isActive: true, isSimulated: false, ...lies[lawyerId] as JsonObject,
    }
  })
  await world.bus.respond('qry.directory.scope-of', async (body) => (scopes[(body as { data: { personId: string } }).data.personId] ?? []) as unknown as Json)
  await world.bus.respond('qry.directory.person', async () => ({ name: null }))
})
afterEach(() => world.close())

describe('an appointment of counsel', () => {
  const counsel = (county: string) => ({ counsel: { appointmentId: 'new', county, villages: [], until: null } })
  it('is given and ended from within its own county, though the lawyer is of the whole province', async () => {
    const token = await world.staff('desk-1', 'desk')
    const appoint = (county: string) => world.ask({ method: 'POST', path: 'lawyers/zhao/appointments', token, body: { ...counsel(county), because: '聘任' } })
    const end = (id: string) => world.ask({ method: 'DELETE', path: `lawyers/zhao/appointments/${id}`, token, body: { because: '任期调整' } })
    expect([(await appoint('150922')).status, (await appoint('150921')).status]).toEqual([404, 200])
    expect([(await end('beside')).status, (await end('here')).status, (await end('nothing')).status]).toEqual([404, 200, 200])
    expect(sent).toEqual(['appoint-counsel', 'end-counsel', 'end-counsel'])
  })
  it('is not made or ended elsewhere by a file either, nor is anything of a lawyer out of reach changed by one', async () => {
    const token = await world.staff('desk-1', 'desk')
    const bytes = Buffer.from('姓名,执业证号\n赵一,1\n')
    const upload = async () => {
      const { id } = (await world.ask({ method: 'POST', path: 'uploads', token, body: { kind: 'document', mediaType: 'text/csv', bytes: bytes.length } })).body
      await world.ask({ method: 'PATCH', path: `uploads/${id}`, token, raw: new Uint8Array(bytes),
        headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' } })
      return (await world.ask({ method: 'POST', path: `uploads/${id}/finish`, token })).body.file.digest as string
    }
    const command = (n: number, name: string, data: JsonObject) => ({ service: 'lawyer-pool', command: name, data: { lawyerId: 'zhao', ...data }, commandId: `command-0000000000000${n}` })
    await world.bus.respond('qry.lawyer-pool.plan-import', async () => ({
      kind: 'plan', total: 7, next: null, errors: [],
      rows: [
        { line: 2, subject: 'a', outcome: 'changed', commands: [command(1, 'end-counsel', { appointmentId: 'beside' })] },
        { line: 3, subject: 'b', outcome: 'changed', commands: [command(2, 'appoint-counsel', counsel('150922'))] },
        { line: 4, subject: 'c', outcome: 'changed', commands: [command(3, 'end-counsel', { appointmentId: 'here' }), command(4, 'appoint-counsel', counsel('150921'))] },
        { line: 5, subject: 'd', outcome: 'changed', commands: [command(5, 'fail-annual-check', { lawyerId: 'beside', reason: 'incompetent' })] },
        { line: 6, subject: 'e', outcome: 'changed', commands: [command(6, 'fail-annual-check', { lawyerId: 'far', reason: 'incompetent' })] },
        { line: 7, subject: 'f', outcome: 'changed', commands: [command(7, 'fail-annual-check', { lawyerId: 'near', reason: 'incompetent' })] },
        { line: 8, subject: 'g', outcome: 'new', commands: [command(8, 'register-lawyer', { lawyerId: 'new', profile: { region: '11', county: null } })] },
      ],
    }) as unknown as Json)
    const report = await world.ask({ method: 'POST', path: 'lawyers/imports', token, body: { file: await upload(), dryRun: false, because: '年度名册' } })
    const message = '您无权进行此项操作'
    const barred = [[2, 'end-counsel'], [3, 'appoint-counsel'], [5, 'fail-annual-check'], [6, 'fail-annual-check'], [8, 'register-lawyer']] as const
    expect(report.body.refused).toEqual(barred.map(([line, name]) => ({ line, command: name, code: 'not-permitted', message })))
    expect(sent).toEqual(['end-counsel', 'appoint-counsel', 'fail-annual-check'])
  })
})

it('a register that cannot be read says in words what is missing', async () => {
  const token = await world.staff('desk-1', 'desk')
  const bytes = Buffer.from('名字,证号\n赵一,1\n')
  const { id } = (await world.ask({ method: 'POST', path: 'uploads', token, body: { kind: 'document', mediaType: 'text/csv', bytes: bytes.length } })).body
  await world.ask({ method: 'PATCH', path: `uploads/${id}`, token, raw: new Uint8Array(bytes), headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' } })
  const file = (await world.ask({ method: 'POST', path: `uploads/${id}/finish`, token })).body.file.digest as string
  await world.bus.respond('qry.lawyer-pool.plan-import', async () => ({
    kind: 'refused', code: 'missing-columns', detail: {}, message: '缺少列：姓名。表头应包含：姓名、执业证号。',
  }) as unknown as Json)
  const reply = await world.ask({ method: 'POST', path: 'lawyers/imports', token, body: { file } })
  expect(reply).toMatchObject({ status: 422, body: { code: 'file-not-readable', detail: '缺少列：姓名。表头应包含：姓名、执业证号。' } })
})

describe('a lawyer’s standing', () => {
  it('is for the county that he is registered in; of one registered for a whole province, for every office within it', async () => {
    const token = await world.staff('desk-1', 'desk')
    const suspend = async (lawyer: string) => (await world.ask({ method: 'POST', path: `lawyers/${lawyer}/suspension`, token, body: { reason: 'other', because: '举报核实中' } })).status
    const tried = ['near', 'beside', 'sixDigits', 'whole', 'far']
    expect(Object.fromEntries(await Promise.all(tried.map(async (lawyer) => [lawyer, await suspend(lawyer)])))).toEqual({ near: 200, beside: 404, sixDigits: 404, whole: 200, far: 404 })
    expect(sent).toEqual(['suspend-lawyer', 'suspend-lawyer'])
    // Whoever lies elsewhere in the province may still be made counsel here.
    const counsel = { appointmentId: 'new', county: '150921', villages: [], until: null }
    const appoint = async (lawyer: string) => (await world.ask({ method: 'POST', path: `lawyers/${lawyer}/appointments`, token, body: { counsel, because: '聘任' } })).status
    expect([await appoint('beside'), await appoint('far')]).toEqual([200, 404])
  })
})

describe('a member of staff', () => {
  it('of another county is not looked up, added to or let go', async () => {
    scopes['far'] = [{ role: 'desk', organisationId: 'o', region: '150922', until: null }]
    const token = await world.staff('head-1', 'bureau-head')
    for (const ask of [{ path: 'staff/far' }, { method: 'DELETE', path: 'staff/far', body: { because: '离任' } }, { method: 'PUT', path: 'staff/far', body: { because: '新录用' } }]) {
      expect((await world.ask({ ...ask, token })).status).toBe(404)
    }
    expect((await world.ask({ path: 'staff/near', token })).status).toBe(200)
    expect(sent).toEqual([])
  })
  it('who answers for more than the county is not shut out by being added and let go', async () => {
    await world.gateway.provision({ id: 'auditor-1' as never, kind: 'staff', grants: [{ role: 'auditor', region: null, organisation: null }] })
    const token = await world.staff('head-1', 'bureau-head')
    expect((await world.ask({ method: 'PUT', path: 'staff/auditor-1', token, body: { because: '新录用' } })).status).toBe(404)
    expect((await world.ask({ method: 'DELETE', path: 'staff/auditor-1', token, body: { because: '离任' } })).status).toBe(404)
    expect(sent).toEqual([])
  })
})

it('a telephone number is shown to who took the call-back, until it is over', async () => {
  const asker = (await world.ask({ path: 'auth/session', token: await world.citizen('13947400001') })).body.accountId
  const append = async (n: number, type: string, data: JsonObject): Promise<void> => {
    const at = plus(START, n)
    await world.store.append('callback-b1', [{
      id: eventId(at, `test ${n}`, 0), type: callbackEvents.storedType(type), data: { callbackId: 'b1', ...data, at },
      meta: { source: '/test', time: at, recordedat: at, cause: 'command:Test', actorid: 'x', actorrole: 'system', correlationid: 'c', hashalg: 'sha256' },
    }], n === 0 ? 'no-stream' : n - 1)
  }
  await append(0, 'CallbackRequested', { consultationId: 'q1', countyCode: '150921', askerId: asker, cause: 'asked-for', takeMs: 1000, tries: 3, withinMs: 9000, takeDue: START, endsAt: START })
  const token = await world.staff('desk-1', 'desk')
  const number = async () => {
    const { status, body } = await world.ask({ path: 'callbacks/b1/phone', token })
    return [status, body.phone ?? body.code]
  }
  expect(await number()).toEqual([409, 'not-taken'])
  await append(1, 'CallbackTaken', { agentId: 'desk-1', waitMs: 0 })
  expect(await number()).toEqual([200, '13947400001'])
  await append(2, 'CallbackReached', { agentId: 'desk-1', connectedMs: 60_000 })
  expect(await number()).toEqual([409, 'not-taken'])
})
