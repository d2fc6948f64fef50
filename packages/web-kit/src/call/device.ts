// This tab, as calls know it: drawn at random, the same after a reload, gone with the tab. What its person chose to show is kept with it: a
// reload opens no camera that was closed.
const KEY = 'zhijian-tab'
const MEDIA_KEY = 'zhijian-call-media'
let known: string | null = null
let chosen: { readonly callId: string; readonly media: 'video' | 'audio' } | null = null

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

export const rememberMedia = (callId: string, media: 'video' | 'audio'): void => {
  chosen = { callId, media }
  try {
    sessionStorage.setItem(MEDIA_KEY, `${media} ${callId}`)
  } catch {
    // It holds until the page is left.
  }
}

/** Null: nothing was chosen in this call. */
export const rememberedMedia = (callId: string): 'video' | 'audio' | null => {
  if (chosen === null) {
    try {
      const [media, of] = (sessionStorage.getItem(MEDIA_KEY) ?? '').split(' ')
      if (of !== undefined && (media === 'video' || media === 'audio')) chosen = { callId: of, media }
    } catch {
      return null
    }
  }
  return chosen?.callId === callId ? chosen.media : null
}
