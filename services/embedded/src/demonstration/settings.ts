// What the demonstration's process is told besides what every process is.
import { takes } from '@zhijian/host'
import { z } from 'zod'

export const DEMONSTRATION_OPTIONS = {
  url: takes.text('ZHIJIAN_URL', z.url(), 'a URL without a path', 'how people reach the gateway; needed'),
  speed: takes.whole('ZHIJIAN_SPEED', 1, 10_000, 1, 'of the clock, to be said'),
  seed: takes.whole('ZHIJIAN_SEED', 0, 999_999_999, 1, 'of its people, lawyers and answers'),
  lawyers: takes.whole('ZHIJIAN_LAWYERS', 24, 10_000, 10_000, 'nationwide, when it is founded now'),
  answers: takes.oneOf('ZHIJIAN_ANSWERS', ['simulated', 'none'], 'simulated', 'whether its lawyers answer by themselves'),
}
