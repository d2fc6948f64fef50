// A question of the platform as a Temporal workflow: three windows of three minutes, a promise of ten, three answers, follow-ups, an end.
import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow'

export const answer = defineSignal('answer')
export const followUp = defineSignal('followUp')
export const reply = defineSignal('reply')
export const close = defineSignal('close')

export const consultation = async ({ quorum }) => {
  const state = { answers: new Map(), tier: 0, promise: 'pending', quorum: 'pending', isOver: false, waiting: new Set() }
  const isMet = () => state.answers.size >= quorum
  setHandler(answer, ({ answerId, lawyerId }) => {
    if (state.isOver || state.answers.has(lawyerId)) return
    state.answers.set(lawyerId, answerId)
    if (state.promise === 'pending') state.promise = 'kept'
  })
  setHandler(followUp, ({ lawyerId }) => void state.waiting.add(lawyerId))
  setHandler(reply, ({ lawyerId }) => void state.waiting.delete(lawyerId))
  setHandler(close, () => { state.isOver = true })
  const promise = sleep('600s').then(() => {
    if (state.promise === 'pending') state.promise = 'broken'
    if (!isMet()) state.quorum = 'overdue'
  })
  while (state.tier < 2 && !(await condition(() => isMet() || state.isOver, '180s'))) state.tier += 1
  await condition(() => state.isOver)
  await Promise.race([promise, Promise.resolve()])
  return { answers: state.answers.size, promise: state.promise, tier: state.tier }
}
