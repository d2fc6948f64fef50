/** Gives somebody a file to keep. Through the page and not by a link: it was asked for in her role, and a refusal is said where she asked. */
export const keepFile = (name: string, type: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  Object.assign(link, { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
