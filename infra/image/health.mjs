// Whether the process of this container may be given work: asks its own /readyz, and says why not.
const port = process.env.ZHIJIAN_PAGES_PORT ?? process.env.PORT
try {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(4000) })
  process.stdout.write(`${await answer.text()}\n`)
  process.exit(answer.ok ? 0 : 1)
} catch (error) {
  process.stdout.write(`no answer: ${/** @type {Error} */ (error).message}\n`)
  process.exit(1)
}
