import { fileURLToPath } from 'node:url'
import { site } from '@zhijian/web-kit/site'

const OURS = JSON.stringify(fileURLToPath(new URL('src/antd/dynamic-css.ts', import.meta.url)))

/** antd and its icons write their styles while they run; src/antd/dynamic-css.ts says where to. */
const stylesWithoutElements = {
  name: 'styles-without-elements',
  enforce: 'pre' as const,
  load: (id: string): string | null => (/@rc-component\/util\/es\/Dom\/dynamicCSS\.js$/.test(id) ? `export * from ${OURS}` : null),
  // The icons carry a copy of their own, beside functions that stay.
  transform(code: string, id: string): string | null {
    if (!/@ant-design\/icons\/es\/cssUtils\.js$/.test(id)) return null
    const without = code.replace('export function updateCSS(', 'function theirs(')
    if (without === code) throw new Error('@ant-design/icons has no updateCSS any more: look where it writes its styles')
    return `${without}\nexport { updateCSS } from ${OURS}`
  },
}

export default site('console', { plugins: [stylesWithoutElements] })
