// In place of the module with which antd puts style elements into the page (vite.config.ts): the gateway lets no page make any.
// What is built here are style sheets of the document's own, which is allowed to scripts of ours. The same four functions.
interface Options {
  readonly prepend?: boolean | 'queue'
  readonly priority?: number
  readonly mark?: string
}
interface Kept {
  /** Never in the document: callers keep marks on it. */
  readonly handle: HTMLStyleElement
  readonly sheet: CSSStyleSheet
  readonly rank: number
  css: string
}

const kept = new Map<string, Kept>()

/** Asked to be first, by their priority, before whatever is appended. */
const rankOf = ({ prepend, priority = 0 }: Options): number => (prepend ? priority - 10_000 : 0)
const keyOf = (key: string, { mark = '' }: Options): string => `${mark} ${key}`

const arrange = (): void => {
  document.adoptedStyleSheets = [...kept.values()].sort((one, other) => one.rank - other.rank).map(({ sheet }) => sheet)
}

export const updateCSS = (css: string, key: string, options: Options = {}): HTMLStyleElement => {
  const found = kept.get(keyOf(key, options))
  if (found !== undefined) {
    if (found.css !== css) found.sheet.replaceSync(css)
    found.css = css
    return found.handle
  }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const handle = document.createElement('style')
  kept.set(keyOf(key, options), { handle, sheet, rank: rankOf(options), css })
  arrange()
  return handle
}

let unnamed = 0
export const injectCSS = (css: string, options: Options = {}): HTMLStyleElement => updateCSS(css, `unnamed-${unnamed += 1}`, options)

export const removeCSS = (key: string, options: Options = {}): void => {
  if (kept.delete(keyOf(key, options))) arrange()
}

/** There is no container but the document. */
export const clearContainerCache = (): void => undefined

// What the icons bring besides: no part of a page is in a shadow, and warnings are for whoever builds it.
export const getShadowRoot = (): null => null
export const warningOnce = (): void => undefined
