// Temporal's replayer over generated histories of the same questions; and what it makes of histories that somebody changed.
//   node temporal.mjs COUNT
import { fileURLToPath } from 'node:url'
import { DefaultLogger, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker'
import { defaultPayloadConverter } from '@temporalio/common'

const count = Number(process.argv[2])
Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF', forward: {} } } })
const payload = (value) => {
  const { metadata, data } = defaultPayloadConverter.toPayload(value)
  const text = (bytes) => Buffer.from(bytes).toString('base64')
  return { metadata: Object.fromEntries(Object.entries(metadata).map(([name, bytes]) => [name, text(bytes)])), data: text(data) }
}
const drawn = (n, purpose) => {
  let t = (Math.imul(n + 1, 0x9e3779b1) + Math.imul(purpose + 1, 0x85ebca6b)) | 0
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const box = (chars) => 'kJ8sQ2pZ'.repeat(chars >> 3)

/** As the server would have recorded it: every signal wakes the workflow once. */
const historyOf = (n) => {
  const events = []
  const began = 1_772_000_000_000 + n * 500
  let now = began
  const add = (eventType, attributes) => {
    const eventId = String(events.length + 1)
    const name = eventType.replace('EVENT_TYPE_', '').toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase())
    events.push({ eventId, eventTime: new Date(now).toISOString(), eventType, taskId: eventId, [`${name}EventAttributes`]: attributes })
    return eventId
  }
  const wakes = (commands) => {
    const scheduledEventId = add('EVENT_TYPE_WORKFLOW_TASK_SCHEDULED', { taskQueue: { name: 'q', kind: 'TASK_QUEUE_KIND_NORMAL' }, startToCloseTimeout: '10s', attempt: 1 })
    const startedEventId = add('EVENT_TYPE_WORKFLOW_TASK_STARTED', { scheduledEventId, identity: 'w', requestId: `r${n}-${events.length}` })
    const completed = add('EVENT_TYPE_WORKFLOW_TASK_COMPLETED', { scheduledEventId, startedEventId, identity: 'w' })
    commands?.(completed)
  }
  const signal = (s, signalName, value) => {
    now = Math.max(now, began + s * 1000)
    add('EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED', { signalName, input: { payloads: [payload(value)] }, identity: 'c' })
  }
  const started = {}
  const startTimer = (timerId, seconds) => (completed) => {
    started[timerId] = add('EVENT_TYPE_TIMER_STARTED', { timerId, startToFireTimeout: `${seconds}s`, workflowTaskCompletedEventId: completed })
  }
  const cancelTimer = (timerId) => (completed) => void add('EVENT_TYPE_TIMER_CANCELED', { timerId, startedEventId: started[timerId], workflowTaskCompletedEventId: completed, identity: 'w' })
  const fireTimer = (s, timerId) => {
    now = Math.max(now, began + s * 1000)
    add('EVENT_TYPE_TIMER_FIRED', { timerId, startedEventId: started[timerId] })
  }
  const all = (...commands) => (completed) => commands.forEach((command) => command(completed))
  const answer = (s, place) => signal(s, 'answer', {
    answerId: `a_${String(n * 8 + place).padStart(20, '0')}`, lawyerId: `l_${String((n * 7 + place * 13) % 10_000).padStart(20, '0')}`, text: { person: `p_${n}`, box: box(400), commitment: 'b7Xk2'.repeat(8) },
    substance: { textChars: 214 }, statutes: [{ law: '劳动合同法', article: '第三十条' }],
  })

  add('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED', {
    workflowType: { name: 'consultation' }, taskQueue: { name: 'q', kind: 'TASK_QUEUE_KIND_NORMAL' }, input: { payloads: [payload({ quorum: 3, text: box(480), redacted: box(480), county: '150921', topic: '03' })] },
    originalExecutionRunId: `run-${n}`, firstExecutionRunId: `run-${n}`, identity: 'c', attempt: 1, firstWorkflowTaskBackoff: '0s', workflowTaskTimeout: '10s', workflowId: `consultation-${n}`,
  })
  wakes(all(startTimer('1', 600), startTimer('2', 180)))
  const way = drawn(n, 1)
  if (way < 0.5) {
    for (const place of [0, 1]) { answer(40 + 40 * place, place); wakes() }
    answer(130, 2)
    wakes(cancelTimer('2'))
  } else if (way < 0.85) {
    answer(120, 0)
    wakes()
    fireTimer(180, '2')
    wakes(startTimer('3', 180))
    answer(240, 1)
    wakes()
    answer(270, 2)
    wakes(cancelTimer('3'))
  } else {
    fireTimer(180, '2')
    wakes(startTimer('3', 180))
    fireTimer(360, '3')
    wakes()
  }
  fireTimer(600, '1')
  wakes()
  if (way >= 0.85) { answer(740, 0); wakes() }
  if (drawn(n, 2) < 0.6) {
    signal(1200, 'followUp', { lawyerId: `l_${(n * 7) % 10_000}`, text: box(160) })
    wakes()
    signal(1900, 'reply', { lawyerId: `l_${(n * 7) % 10_000}`, text: box(160) })
    wakes()
  }
  if (drawn(n, 3) < 0.8) {
    signal(4000, 'close', {})
    const result = { answers: way < 0.85 ? 3 : 1, promise: way < 0.85 ? 'kept' : 'broken', tier: way < 0.5 ? 0 : way < 0.85 ? 1 : 2 }
    wakes((completed) => add('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED', { result: { payloads: [payload(result)] }, workflowTaskCompletedEventId: completed }))
  }
  return { workflowId: `consultation-${n}`, history: { events } }
}

const workflowBundle = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('temporal/workflow.mjs', import.meta.url)), logger: new DefaultLogger('ERROR') })
const replay = async (histories) => {
  const errors = []
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, replayName: 'bench' }, histories)) if (error) errors.push({ workflowId, error: String(error.message).slice(0, 300) })
  return errors
}
const histories = Array.from({ length: count }, (_, n) => historyOf(n))
const events = histories.reduce((sum, { history }) => sum + history.events.length, 0)
// Once for what is loaded and compiled.
const warm = await replay(histories.slice(0, 5))
if (warm.length > 0) throw new Error(JSON.stringify(warm))

const [cpu, wall] = [process.cpuUsage(), performance.now()]
const errors = await replay(histories)
const { user, system } = process.cpuUsage(cpu)
const wallMs = performance.now() - wall
if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)))

// What somebody with the store in his hands might change in one history, and whether replay says so.
const renumber = (history) => {
  const to = new Map(history.events.map((event, place) => [event.eventId, String(place + 1)]))
  history.events.forEach((event) => {
    event.eventId = event.taskId = to.get(event.eventId)
    for (const attributes of Object.values(event)) {
      if (typeof attributes !== 'object') continue
      for (const name of ['scheduledEventId', 'startedEventId', 'workflowTaskCompletedEventId']) if (attributes[name]) attributes[name] = to.get(attributes[name])
    }
  })
}
const signalsOf = (history, name) => history.events.filter((event) => event.workflowExecutionSignaledEventAttributes?.signalName === name)
const edited = (event, change) => {
  const [input] = event.workflowExecutionSignaledEventAttributes.input.payloads
  const value = JSON.parse(Buffer.from(input.data, 'base64').toString())
  change(value)
  input.data = Buffer.from(JSON.stringify(value)).toString('base64')
}
const TAMPERED = {
  'the text of an answer is another': (history) => edited(signalsOf(history, 'answer')[0], (value) => { value.text.box = 'x'.repeat(400) }),
  'an answer is somebody else’s': (history) => edited(signalsOf(history, 'answer')[0], (value) => { value.lawyerId = 'l_another' }),
  'an answer came ten minutes earlier': (history) => { signalsOf(history, 'answer')[0].eventTime = new Date(Date.parse(signalsOf(history, 'answer')[0].eventTime) - 600_000).toISOString() },
  'a follow-up was never asked': (history) => {
    const at = history.events.indexOf(signalsOf(history, 'followUp')[0])
    history.events.splice(at, 4)
    renumber(history)
  },
  'a window never closed': (history) => {
    const at = history.events.findIndex(({ eventType, timerFiredEventAttributes }) => eventType === 'EVENT_TYPE_TIMER_FIRED' && timerFiredEventAttributes.timerId === '2')
    history.events.splice(at, 1)
    renumber(history)
  },
  'an answer that counted is gone': (history) => {
    const at = history.events.indexOf(signalsOf(history, 'answer').at(-1))
    history.events.splice(at, 1)
    renumber(history)
  },
}
const tamper = {}
const honest = histories.find((each, n) => drawn(n, 1) >= 0.5 && drawn(n, 1) < 0.85 && drawn(n, 2) < 0.6)
for (const [name, change] of Object.entries(TAMPERED)) {
  const copy = structuredClone(honest)
  change(copy.history)
  tamper[name] = (await replay([copy])).length > 0 ? 'refused' : 'accepted'
}
process.stdout.write(`${JSON.stringify({ cases: count, events, cpuMs: (user + system) / 1000, wallMs, tamper })}\n`)
process.exit(0)
