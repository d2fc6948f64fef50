import { createMetrics } from '@zhijian/runtime'
import { expect, it } from 'vitest'
import { reporter } from '../src/report.ts'

it('what the broker forbids is a line that names the subject, and is counted; what passes by itself is a line', async () => {
  const metrics = createMetrics()
  const lines: unknown[] = []
  const report = reporter({ warn: (code, fields) => void lines.push([code, fields]) }, metrics)
  report({ where: 'nats', code: 'bus-unavailable', message: 'the connection was lost' })
  const message = 'the broker does not permit this service to send to cmd.cellar.burn'
  report({ where: 'nats', code: 'bus-forbidden', message })
  expect(lines).toEqual([['bus-unavailable', { where: 'nats', message: 'the connection was lost' }], ['bus-forbidden', { where: 'nats', message }]])
  expect(await metrics.registry.getSingleMetricAsString('zhijian_bus_forbidden_total')).toMatch(/^zhijian_bus_forbidden_total 1$/m)
})
