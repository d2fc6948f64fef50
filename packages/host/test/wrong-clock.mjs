// Loaded before a service: its machine's clock is so far ahead (WRONG_CLOCK_MS; below zero: behind), until it is set right (SIGUSR2).
const right = Date.now
let aheadMs = Number(process.env.WRONG_CLOCK_MS)
Date.now = () => right() + aheadMs
process.on('SIGUSR2', () => { aheadMs = 0 })
