// Where one can go, for whom. A block for each part of the bureau's work; pages are in pages.ts.
import type { Language } from '@zhijian/web-kit'

export type Group = 'promise' | 'desk' | 'correction' | 'oversight' | 'bureau' | 'platform'
export interface MenuEntry {
  /** As in pages.ts, without parameters. */
  readonly path: string
  readonly group: Group
  readonly word: Readonly<Record<Language, string>>
  /** Who finds it in the menu; what each may do there is the gateway's to say. */
  readonly roles: readonly string[]
  /** It shows the whole county: none of it is for an office of a township or a village. */
  readonly isOfCounty: boolean
}

/** As their routes lie in the county. */
const OF_COUNTY = new Set(['promise', 'desk/callbacks', 'desk/dangers', 'desk/reviews', 'watch', 'staff', 'organisations', 'policies', 'notifications', 'erasures', 'retention'])

const entry = (group: Group, path: string, zh: string, en: string, ...roles: string[]): MenuEntry => ({ path, group, word: { 'zh-CN': zh, en }, roles, isOfCounty: OF_COUNTY.has(path) })

export const MENU: readonly MenuEntry[] = [
  // the promise
  entry('promise', 'promise', '承诺看板', 'Promise board', 'desk', 'duty-officer', 'bureau-head', 'policy-admin', 'auditor'),
  entry('promise', 'deadlines', '未来十分钟', 'The next ten minutes', 'desk', 'duty-officer', 'bureau-head', 'system-admin', 'auditor'),
  entry('promise', 'story', '一事一经过', 'One case, one story', 'desk', 'duty-officer', 'bureau-head', 'auditor'),
  // the desk
  entry('desk', 'desk/ask', '代为提问', 'Ask for a caller', 'desk'),
  entry('desk', 'desk/callbacks', '回呼', 'Call-backs', 'desk', 'duty-officer', 'bureau-head'),
  entry('desk', 'desk/dangers', '危急', 'Dangers', 'duty-officer', 'bureau-head'),
  entry('desk', 'desk/reviews', '解答审核', 'Answer review', 'reviewer', 'bureau-head'),
  entry('desk', 'desk/mandates', '代办授权', 'Mandates', 'desk'),
  entry('desk', 'erasures', '删除申请', 'Requests to be forgotten', 'desk', 'duty-officer', 'bureau-head', 'security-admin', 'auditor'),
  entry('desk', 'retention', '保存期清理', 'Retention', 'desk', 'duty-officer', 'bureau-head', 'security-admin', 'auditor'),
  // community correction
  entry('correction', 'correction/people', '社区矫正对象', 'People in correction', 'correction-officer', 'bureau-head', 'auditor'),
  entry('correction', 'correction/map', '定位地图', 'Map of positions', 'correction-officer', 'bureau-head', 'auditor'),
  entry('correction', 'correction/alarms', '报警', 'Alarms', 'correction-officer', 'bureau-head', 'auditor'),
  entry('correction', 'correction/requests', '待审批', 'To be decided', 'correction-officer', 'bureau-head', 'auditor'),
  entry('correction', 'correction/figures', '矫正统计', 'Figures', 'correction-officer', 'bureau-head', 'auditor'),
  // those who oversee it
  entry('oversight', 'correction/decisions', '决定与依据', 'Decisions and grounds', 'procurator', 'bureau-head', 'auditor'),
  entry('oversight', 'correction/looks', '查阅记录', 'Who looked', 'procurator', 'bureau-head', 'auditor'),
  entry('oversight', 'correction/people', '社区矫正对象', 'People in correction', 'procurator'),
  entry('oversight', 'correction/alarms', '报警与结论', 'Alarms and findings', 'procurator'),
  entry('oversight', 'correction/figures', '矫正统计', 'Figures', 'procurator'),
  // the bureau
  entry('bureau', 'lawyers', '律师', 'Lawyers', 'desk', 'reviewer', 'duty-officer', 'bureau-head', 'auditor'),
  entry('bureau', 'rosters', '值班表', 'Rosters', 'desk', 'duty-officer', 'bureau-head', 'auditor'),
  entry('bureau', 'watch', '值守', 'Watch', 'desk', 'duty-officer', 'bureau-head'),
  entry('bureau', 'staff', '人员与任职', 'Staff and offices', 'bureau-head', 'system-admin', 'security-admin', 'auditor'),
  entry('bureau', 'organisations', '机构', 'Institutions', 'bureau-head', 'system-admin'),
  entry('bureau', 'policies', '服务承诺方案', 'Policies', 'policy-admin', 'bureau-head', 'auditor'),
  entry('bureau', 'imports', '导入名册', 'Imports', 'desk', 'bureau-head', 'system-admin', 'security-admin'),
  // keeping it running
  entry('platform', 'services', '服务', 'Services', 'system-admin', 'auditor'),
  entry('platform', 'dead-letters', '死信', 'Dead letters', 'system-admin', 'auditor'),
  entry('platform', 'notifications', '通知', 'Notifications', 'desk', 'duty-officer', 'bureau-head', 'auditor'),
  entry('platform', 'audit-log', '审计日志', 'Audit log', 'auditor'),
  entry('platform', 'matrix', '权限矩阵', 'Policy matrix', 'bureau-head', 'system-admin', 'security-admin', 'auditor'),
  entry('platform', 'accounts', '账号与角色', 'Accounts and roles', 'system-admin', 'security-admin', 'auditor'),
]

/** What somebody finds in the menu. @param region of his role; null: everywhere */
export const menuOf = (role: string, region: string | null): readonly MenuEntry[] =>
  MENU.filter(({ roles, isOfCounty }) => roles.includes(role) && !(isOfCounty && region !== null && region.length > 6))
