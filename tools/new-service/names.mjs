// How one word is written in folders, types, streams and subjects.

/**
 * @typedef {{ readonly service: string, readonly Service: string, readonly category: string, readonly file: string, readonly Decider: string, readonly DECIDER: string }} Names
 *   service: `legal-aid` · Service: `LegalAid` · category, the decider and its stream: `legalAidCase` · file: `legal-aid-case` · Decider: `LegalAidCase` · DECIDER: `LEGAL_AID_CASE`
 */

/** @param {string} kebab */
const pascal = (kebab) => kebab.split('-').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')

/**
 * @param {string} service @param {string} decider
 * @returns {Names | string} a string says what is wrong
 */
export const namesOf = (service, decider) => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(service)) return 'a service is lower case with hyphens: legal-aid'
  if (!/^[a-z][A-Za-z0-9]*$/.test(decider)) return 'a decider is one lower-camel word, as its streams are: legalAidCase'
  const file = decider.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
  if (['common', 'events', 'index', 'asyncapi', 'service', 'commands', 'queries', 'main'].includes(file)) return `${decider} is taken: files have that name`
  return { service, Service: pascal(service), category: decider, file, Decider: pascal(file), DECIDER: file.replaceAll('-', '_').toUpperCase() }
}
