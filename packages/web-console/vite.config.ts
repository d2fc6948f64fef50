import { fileURLToPath } from 'node:url'
import { site } from '@zhijian/web-kit/site'

/** antd and its icons write their styles while they run; src/antd/dynamic-css.ts says where to. */
const stylesWithoutElements = {
  name: 'styles-without-elements',
  enforce: 'pre' as const,
  load: (id: string): string | null => (/(@rc-component\/util\/es\/Dom\/dynamicCSS|@ant-design\/icons\/es\/cssUtils)\.js$/.test(id)
    ? `export * from ${JSON.stringify(fileURLToPath(new URL('src/antd/dynamic-css.ts', import.meta.url)))}` : null),
}

export default site('console', { plugins: [stylesWithoutElements] })
