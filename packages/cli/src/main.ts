import { runProgram } from './program.ts'

process.exitCode = await runProgram(process.argv.slice(2), { out: process.stdout, err: process.stderr, in: process.stdin }, process.env)
// A terminal or pipe that was read from and is still open would keep the process.
process.stdin.destroy()
