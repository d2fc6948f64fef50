// What the set-up says to a person: on stderr, in plain words, and when it fails, what to do.

/** The set-up cannot go on; `advice` says what a person can do about it. */
export class SetupFailed extends Error {
  /** @param {string} message @param {readonly string[]} advice */
  constructor(message, advice) {
    super(message)
    this.advice = advice
  }
}

/** @param {string} text */
export const say = (text) => process.stderr.write(`zhijian: ${text}\n`)

/** @param {SetupFailed} error */
export const fail = (error) => {
  say(error.message)
  for (const line of error.advice) say(`  ${line}`)
}

/**
 * What to do about a failed tool, read from the end of what it printed.
 * @param {string} output
 * @returns {string[]} one line per cause recognised, never empty
 */
export const advise = (output) => {
  const known = [
    [/ENOSPC|no space left/i, 'The disk is full: an installation needs about 1 GB here and in the package store in your home folder.'],
    [/EDQUOT/, 'Your disk quota is used up: an installation needs about 1 GB.'],
    [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL|network|dns error|error sending request/i,
      'The package registry was not reached: check the network, the proxy (HTTPS_PROXY) and `npm config get registry`; then run it again.'],
    [/CERT_|certificate/i, 'The registry\'s certificate was refused: behind a company proxy set NODE_EXTRA_CA_CERTS (and `npm config set cafile`).'],
    [/ERR_PNPM_OUTDATED_LOCKFILE|frozen-lockfile/i, 'pnpm-lock.yaml does not fit the package.json files: run `npx pnpm install` and commit the lockfile.'],
    [/EACCES|EPERM|EROFS/, 'A folder may not be written: this folder and your home folder must belong to you (do not mix in sudo).'],
    [/E404|ERR_PNPM_FETCH_404|No matching version/i, 'The registry does not have one of the packages: `npm config get registry` may be a partial copy.'],
  ]
  const found = known.filter(([pattern]) => /** @type {RegExp} */ (pattern).test(output)).map(([, text]) => /** @type {string} */ (text))
  return found.length > 0 ? found : ['The lines above say why. Nothing is half done: the same command can be run again.']
}
