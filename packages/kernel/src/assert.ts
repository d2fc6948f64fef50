/** A bug in this system: something that the code promised did not hold. Never caught to go on; the message is parked. */
export class AssertionFailed extends Error {
  override readonly name = 'AssertionFailed'
}

export function assert(holds: unknown, message: string): asserts holds {
  if (!holds) throw new AssertionFailed(message)
}

/** For the `default` of a switch that must be exhaustive: does not compile while a case is missing. */
export const unreachable = (value: never): never => {
  throw new AssertionFailed(`unreachable case: ${JSON.stringify(value)?.slice(0, 80)}`)
}
