// A list of staff and their offices as a plan of commands. Who has a telephone number already known to the platform is that
// person; else the number is reserved for somebody new, so the same file finds the same people. An id says nothing of the
// number: it stands in the log for ever, the reservation goes when the number changes or its owner is forgotten.
import { randomBytes } from 'node:crypto'
import { GivenOffice, Instant, RegionCode, type Office, type OfficeRole, type PersonId } from '@zhijian/contracts'
import { canonical, type Instant as At, type JsonObject } from '@zhijian/kernel'
import type { Lookup, Sealer } from '@zhijian/privacy'
import type { Collection } from '@zhijian/read-store'
import {
  bad, choice, day, describeError, digitsOf, endOfDay, good, importCommandId, phone, readTable, text,
  type CellError, type Column, type ImportPlan, type PlannedCommand, type PlannedRow, type Register, type ValuesOf,
} from '@zhijian/tabular'
import { whyNowhere, type MapOf } from '../places.ts'
import type { PersonDocument } from '../views/persons.ts'

const ROLE_WORDS: Readonly<Record<string, OfficeRole>> = {
  窗口: 'desk', 坐席: 'desk', 热线坐席: 'desk', 服务台: 'desk', 审核员: 'reviewer', 值班员: 'duty-officer', 值班长: 'duty-officer', 局长: 'bureau-head',
  局领导: 'bureau-head', 政策管理员: 'policy-admin', 司法所: 'justice-office',
  司法所人员: 'justice-office', 法援工作人员: 'legal-aid-clerk', 法援负责人: 'legal-aid-head', 调解员: 'mediator', 调委会主任: 'committee-chair', 公证员: 'notary',
  矫正工作人员: 'correction-officer', 编辑: 'editor',
}
const STAFF_MESSAGES_ZH: Readonly<Record<string, string>> = {
  'not-a-region': '范围应填行政区划代码：2、4、6、9 或 12 位。',
  'no-such-division': '没有这个行政区划，请对照平台的乡镇和村（社区）名录。',
  'county-not-served': '本平台没有该县（旗、市、区）的名录，请先导入名录。',
  'not-an-organisation': '单位编号只能由字母、数字、下划线和连字符组成。',
  'term-over': '日期已过。',
}

const columns = {
  name: { titles: ['姓名'], required: true, maxLength: 40, parse: text } satisfies Column<string>,
  phone: { titles: ['手机', '手机号', '联系电话'], required: true, parse: phone } satisfies Column<string>,
  organisationId: {
    titles: ['单位编号', '机构编号'], required: true, parse: (value) => (/^[A-Za-z0-9_-]{1,64}$/.test(value) ? good(value) : bad('not-an-organisation')),
  } satisfies Column<string>,
  role: { titles: ['岗位', '角色'], required: true, parse: choice<OfficeRole>({ ...ROLE_WORDS, ...Object.fromEntries(GivenOffice.options.map((role) => [role, role])) }) } satisfies Column<OfficeRole>,
  region: {
    titles: ['范围代码', '管辖范围'], required: true, parse: (value) => (RegionCode.safeParse(digitsOf(value)).success ? good(digitsOf(value)) : bad('not-a-region')),
  } satisfies Column<string>,
  until: { titles: ['任期至'], required: false, parse: day, whenEmpty: null } satisfies Column<string | null>,
}
export const staffRegister: Register<typeof columns> = {
  columns,
  messages: STAFF_MESSAGES_ZH,
  help: {
    name: { written: '至多 40 字；封存保存', example: '钱二' },
    phone: { written: '手机或带区号的固定电话；封存保存。按它认人：同一号码就是同一人', example: '13800000001' },
    organisationId: { written: '平台上单位的编号：字母、数字、下划线、连字符，至多 64 个', example: 'bureau' },
    role: { written: Object.keys(ROLE_WORDS).join('、'), example: '坐席' },
    region: { written: '行政区划代码：2、4、6、9 或 12 位；管到哪里', example: '150921' },
    until: { written: '日期，当天仍有效；不填为长期', example: '' },
  },
}
type Row = ValuesOf<typeof columns>
const PAGE = 200

/** Why a row that reads well still cannot be taken: column key and code. */
const whyRowIsBad = async ({ region, until }: Row, now: At, mapOf: MapOf): Promise<{ readonly column: keyof Row; readonly code: string } | null> => {
  const nowhere = await whyNowhere([region], 'served', mapOf)
  if (nowhere !== null) return { column: 'region', code: nowhere }
  return until !== null && endOfDay(until) <= now ? { column: 'until', code: 'term-over' } : null
}

export interface StaffImportPorts {
  readonly sealer: Sealer
  readonly lookup: Pick<Lookup, 'hmac' | 'ownerOf' | 'reserve'>
  readonly mapOf: MapOf
  readonly persons: () => Collection<PersonDocument>
}

export const createStaffImport = (ports: StaffImportPorts) => {
  const idOf = async (number: string): Promise<PersonId> => {
    const hmac = ports.lookup.hmac('phone', number)
    const known = await ports.lookup.ownerOf('phone', hmac)
    if (known !== null) return known as PersonId
    // Ids of the first release were made from the number and reserved nothing: theirs stays theirs while they have it.
    const older = `st-${hmac.slice(0, 22)}` as PersonId
    const stood = await ports.persons().get(older)
    const has = stood?.phone ? await ports.sealer.openOrNull(stood.phone) : null
    const id = has !== null && ports.lookup.hmac('phone', has) === hmac ? older : `st-${randomBytes(16).toString('base64url')}` as PersonId
    return await ports.lookup.reserve('phone', hmac, id) === 'taken' ? await ports.lookup.ownerOf('phone', hmac) as PersonId : id
  }

  const planRow = async (line: number, row: Row, now: At, added: Set<string>): Promise<PlannedRow> => {
    const personId = await idOf(row.phone)
    const known = await ports.persons().get(personId)
    const stood = known?.position ?? ''
    const commands: PlannedCommand[] = []
    const plan = (command: string, data: JsonObject, basis: unknown = data): void => void commands.push({
      service: 'directory', command, data: { personId, ...data }, commandId: importCommandId(command, { personId, stood, basis }),
    })
    const isNew = known?.phase !== 'present' && !added.has(personId)
    if (known?.phase === 'present') {
      const name = known.name && await ports.sealer.openOrNull(known.name)
      if (name !== row.name && !added.has(personId)) {
        plan('change-staff-details', { name: await ports.sealer.seal(personId, row.name), phone: known.phone } as unknown as JsonObject, 'details')
      }
    } else if (isNew) {
      plan('add-staff', { name: await ports.sealer.seal(personId, row.name), phone: await ports.sealer.seal(personId, row.phone) } as unknown as JsonObject, 'add')
    }
    added.add(personId)
    const until = row.until === null ? null : endOfDay(row.until)
    const terms = { role: row.role, organisationId: row.organisationId, region: row.region, until }
    const held = known?.phase === 'present' ? known.offices.find((each) => each.role === row.role && each.organisationId === row.organisationId && each.region === row.region) : undefined
    if (!held || canonical({ ...terms, until: held.until }) !== canonical(terms)) {
      if (held) plan('end-office', { officeId: held.officeId })
      const office = { officeId: `im-${importCommandId('office', { ...terms, personId, stood }).slice(0, 22)}`, ...terms, from: Instant.parse(now) } as Office
      plan('take-office', { office } as unknown as JsonObject, terms)
    }
    return { line, subject: personId, outcome: isNew ? 'new' : commands.length > 0 ? 'changed' : 'unchanged', commands }
  }

  /** @param from 0, then what the page before said */
  return async (bytes: Uint8Array, from: number, now: At): Promise<ImportPlan> => {
    const table = await readTable(bytes, { columns })
    if (table.kind === 'refused') return { kind: 'refused', code: table.code, detail: table.detail, message: describeError(table) }
    const errors: CellError[] = [...table.errors]
    const seen = new Map<string, number>()
    const rows: (typeof table.rows)[number][] = []
    for (const row of table.rows) {
      const { line, values } = row
      const key = canonical([values.phone, values.role, values.organisationId, values.region])
      const before = seen.get(key)
      if (before === undefined) seen.set(key, line)
      const why = before === undefined ? await whyRowIsBad(values, now, ports.mapOf) : { column: 'phone', code: 'row-twice', detail: { line: before } } as const
      if (why === null) rows.push(row)
      else errors.push({ line, column: columns[why.column].titles[0], code: why.code, detail: 'detail' in why ? why.detail : {} })
    }
    const added = new Set(await Promise.all(rows.slice(0, from).map(({ values }) => idOf(values.phone))))
    const planned: PlannedRow[] = []
    for (const { line, values } of rows.slice(from, from + PAGE)) planned.push(await planRow(line, values, now, added))
    return {
      kind: 'plan', total: rows.length, rows: planned, next: from + PAGE < rows.length ? from + PAGE : null,
      errors: errors.toSorted((a, b) => a.line - b.line).map((error) => ({ ...error, message: describeError(error, STAFF_MESSAGES_ZH) })),
    }
  }
}
