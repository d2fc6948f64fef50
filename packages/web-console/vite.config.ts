import { fileURLToPath } from 'node:url'
import { site } from '@zhijian/web-kit/site'

/** antd writes its styles while it runs; src/antd/dynamic-css.ts says where to. */
const stylesWithoutElements = {
  name: 'styles-without-elements',
  enforce: 'pre' as const,
  load: (id: string): string | null => (/@rc-component\/util\/es\/Dom\/dynamicCSS\.js$/.test(id)
    ? `export * from ${JSON.stringify(fileURLToPath(new URL('src/antd/dynamic-css.ts', import.meta.url)))}` : null),
}

export default site('console', { plugins: [stylesWithoutElements] })
