// Whether somebody is likely to be given legal aid, as far as a few answers tell. Decided by the county's legal-aid centre, never here.
// R1 Two exemptions, not one: matters for which hardship is no condition (第三十二条), and people of whom it is not checked (第四十二条).
// R2 Nobody is told that they will get it, or that they will not: who does not seem to qualify is sent to ask as well.
// @source 法律援助法 (2021-08-20)

export const MATTERS = [
  'pay', 'work-injury', 'injury', 'support', 'social', 'pension', 'violence', 'bravery', 'martyr', 'state-compensation', 'retrial', 'capacity', 'pollution',
  'accused', 'victim', 'other',
] as const
export type Matter = (typeof MATTERS)[number]
export const GROUPS = ['dependent', 'assisted', 'migrant', 'none'] as const
/** 没有固定收入的未成年人、老年人、残疾人等 · 社会救助、司法救助、优抚对象 · 进城务工人员 */
export type Group = (typeof GROUPS)[number]
export const GUARDED = ['guarded', 'not-guarded'] as const
/** Of the accused: is one for whom a lawyer must be assigned (第二十五条). */
export type Guarded = (typeof GUARDED)[number]
export const MEANS = ['low', 'enough', 'unsure'] as const
export type Means = (typeof MEANS)[number]
export const URGENCIES = ['soon', 'later'] as const
/** Less than seven days are left to sue, to go to arbitration or to ask for reconsideration. */
export type Urgency = (typeof URGENCIES)[number]

export interface Answers {
  readonly matter?: Matter
  readonly guarded?: Guarded
  readonly group?: Group
  readonly means?: Means
  readonly urgency?: Urgency
}
export type Step = keyof Answers

/** 第三十二条: hardship is no condition. */
const WITHOUT_HARDSHIP: readonly Matter[] = ['martyr', 'bravery', 'retrial', 'violence']
/** 第三十一条: with hardship; its item. */
const ITEM_OF_31: Partial<Readonly<Record<Matter, number>>> = {
  'state-compensation': 1, social: 2, pension: 3, support: 4, pay: 5, capacity: 6, 'work-injury': 7, injury: 7, pollution: 8,
}
/** 第四十二条（三）: only for these is a migrant worker's hardship not checked. */
const OF_MIGRANTS: readonly Matter[] = ['pay', 'work-injury']

const isUnchecked = ({ matter, group }: Answers): boolean =>
  group === 'dependent' || group === 'assisted' || (group === 'migrant' && matter !== undefined && OF_MIGRANTS.includes(matter))
const isCertain = ({ matter, guarded }: Answers): boolean =>
  matter !== undefined && (WITHOUT_HARDSHIP.includes(matter) || (matter === 'accused' && guarded === 'guarded'))

/** What has to be asked, in this order, given what was answered; no more than is needed. */
export const stepsFor = (answers: Answers): readonly Step[] => {
  const { matter } = answers
  const steps: Step[] = ['matter']
  if (matter === 'accused') steps.push('guarded')
  const isOpen = matter !== undefined && !isCertain(answers) && (matter !== 'accused' || answers.guarded !== undefined)
  if (isOpen) steps.push('group')
  if (isOpen && answers.group !== undefined && !isUnchecked(answers)) steps.push('means')
  // A criminal case has no period that would run out on the applicant.
  if (matter !== undefined && matter !== 'accused') steps.push('urgency')
  return steps
}

/** The next that is not answered; null: it can be said. */
export const nextStep = (answers: Answers): Step | null => stepsFor(answers).find((step) => answers[step] === undefined) ?? null

/** Only what was asked; an answer to what is no longer asked is dropped. */
export const answered = (answers: Answers, step: Step, value: string): Answers => {
  const next = { ...answers, [step]: value } as Answers
  return Object.fromEntries(Object.entries(next).filter(([name]) => stepsFor(next).includes(name as Step))) as Answers
}

export interface Assessment {
  /** Likely without regard to income · likely, income is not checked · likely · ask: something is not clear · doubtful: ask all the same. */
  readonly verdict: 'no-hardship' | 'no-check' | 'likely' | 'ask' | 'doubtful'
  /** Of the Legal Aid Act. */
  readonly sources: readonly string[]
  /** Aid may come before the formalities (第四十四条). */
  readonly isUrgent: boolean
}

const ITEMS = ['一', '二', '三', '四', '五', '六', '七', '八'] as const

const sourcesOf = ({ matter }: Answers): string[] => {
  const item = matter === undefined ? undefined : ITEM_OF_31[matter]
  if (item !== undefined) return [`第三十一条第${ITEMS[item - 1]!}项`]
  return matter === 'accused' ? ['第二十四条'] : matter === 'victim' ? ['第二十九条'] : []
}

const verdictOf = (answers: Answers): Pick<Assessment, 'verdict' | 'sources'> => {
  const { matter, group, means } = answers
  if (matter === 'accused' && isCertain(answers)) return { verdict: 'no-hardship', sources: ['第二十五条'] }
  if (isCertain(answers)) return { verdict: 'no-hardship', sources: ['第三十二条'] }
  const sources = sourcesOf(answers)
  // The list of matters is open (第三十一条第九项, and what provinces add): the centre knows.
  if (matter === 'other') return { verdict: 'ask', sources: ['第三十一条第九项'] }
  if (isUnchecked(answers)) return { verdict: 'no-check', sources: [...sources, `第四十二条第${group === 'dependent' ? '一' : group === 'assisted' ? '二' : '三'}项`] }
  if (means === 'low') return { verdict: 'likely', sources: [...sources, '第三十四条', '第四十一条'] }
  return { verdict: means === 'enough' ? 'doubtful' : 'ask', sources: [...sources, '第三十四条'] }
}

/** @throws RangeError while something has to be asked */
export const assess = (answers: Answers): Assessment => {
  if (nextStep(answers) !== null) throw new RangeError('not everything was answered')
  const isUrgent = answers.urgency === 'soon'
  const { verdict, sources } = verdictOf(answers)
  return { verdict, sources: [...sources, ...(isUrgent ? ['第四十四条'] : [])], isUrgent }
}
