// Runs in a page: a call between two ends there, over relayed candidates alone.

/** @param {import('./relayed-call.mjs').IceServer} iceServer @returns {Promise<import('./relayed-call.mjs').RelayedCall>} */
export const relayedCall = async (iceServer) => {
  const ends = [0, 1].map(() => new RTCPeerConnection({ iceServers: [iceServer], iceTransportPolicy: 'relay' }))
  const [caller, called] = ends
  const candidates = new Set()
  const errors = new Set()
  const gathered = ends.map((end) => new Promise((resolve) => {
    end.onicecandidate = ({ candidate }) => {
      if (candidate === null) return resolve()
      candidates.add(candidate.type)
      void (end === caller ? called : caller).addIceCandidate(candidate)
    }
    end.onicecandidateerror = ({ errorCode }) => void errors.add(errorCode)
  }))
  const heard = new Promise((resolve) => {
    called.ondatachannel = ({ channel }) => {
      channel.onmessage = ({ data }) => resolve(data)
    }
  })
  const channel = caller.createDataChannel('call')
  channel.onopen = () => channel.send('听得见吗？')
  await caller.setLocalDescription()
  await called.setRemoteDescription(caller.localDescription)
  await called.setLocalDescription()
  await caller.setRemoteDescription(called.localDescription)
  await Promise.all(gathered)
  const message = candidates.size === 0 ? null : await heard
  const stats = await caller.getStats()
  const pair = [...stats.values()].find(({ type, nominated }) => type === 'candidate-pair' && nominated)
  const types = pair === undefined ? [] : [pair.localCandidateId, pair.remoteCandidateId].map((id) => stats.get(id).candidateType)
  for (const end of ends) end.close()
  return { candidates: [...candidates], errors: [...errors], message, types }
}
