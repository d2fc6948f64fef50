import { runProgram } from './program.ts'

// Whoever reads along may go away (`… | head`): the work goes on to its exit code.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

process.exitCode = await runProgram(process.argv.slice(2), { out: process.stdout, err: process.stderr, in: process.stdin }, process.env)
// A terminal or pipe that was read from and is still open would keep the process.
process.stdin.destroy()
