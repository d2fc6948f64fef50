// Loaded before a service: its machine's clock is two seconds ahead, until it is set right (SIGUSR2).
const right = Date.now
let aheadMs = 2000
Date.now = () => right() + aheadMs
process.on('SIGUSR2', () => { aheadMs = 0 })
