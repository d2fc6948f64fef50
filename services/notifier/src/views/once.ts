/**
 * One fold of an event, shared by all the documents it touches: a batch of 1,000 pushes is read once, not once a document.
 * @param read pure; what it gives is kept as long as the event is
 */
export const oncePer = <K extends object, V>(read: (key: K) => V): ((key: K) => V) => {
  const known = new WeakMap<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = read(key)
    known.set(key, made)
    return made
  }
}
