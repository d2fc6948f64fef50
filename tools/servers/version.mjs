// Which nats-server is good enough. Older ones drop settings they do not know without a word, and lose messages in ways
// that were mended later (2.12.15 and 2.14.5 are the first good ones of their lines).

/**
 * @param {string} text `nats-server: v2.12.15`, `2.15.1-RC.2`
 * @returns {readonly [number, number, number] | null} null when there is no version in it
 */
export const parseVersion = (text) => {
  const match = /(\d+)\.(\d+)\.(\d+)/.exec(text)
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])]
}

/**
 * @param {readonly number[]} a
 * @param {readonly number[]} b
 * @returns {number} negative when a is older
 */
export const compareVersions = (a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0)

/**
 * @param {string} text what a server says its version is
 * @returns {string | null} why it is refused; null when it is good
 */
export const whyRefused = (text) => {
  const version = parseVersion(text)
  if (version === null) return `no version in "${text.slice(0, 60)}"`
  const shown = version.join('.')
  if (compareVersions(version, [2, 12, 15]) < 0) return `version ${shown} is older than 2.12.15`
  if (version[0] === 2 && version[1] === 14 && compareVersions(version, [2, 14, 5]) < 0) return `version ${shown} has known faults; 2.14 is good from 2.14.5`
  return null
}
