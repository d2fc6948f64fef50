// This tab, as calls know it: drawn at random, the same after a reload, gone with the tab.
const KEY = 'zhijian-tab'
let known: string | null = null

export const thisTab = (): string => {
  if (known !== null) return known
  try {
    known = sessionStorage.getItem(KEY)
    if (known === null) sessionStorage.setItem(KEY, known = crypto.randomUUID())
  } catch {
    // A browser that keeps nothing: a reload is another tab, and a call ends with it.
    known = crypto.randomUUID()
  }
  return known
}
