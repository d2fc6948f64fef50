// A photo as it is sent: turned upright, no larger than a contract needs to be read, and without where it was taken. An iPhone hands over JPEG,
// because JPEG and PNG is what the page takes; a file that lies there as HEIC is read where the browser can (Safari), and told apart where it
// cannot (ADR 0113).

/** Longest side of a photo that is sent: a contract is readable, and it goes over a slow line. */
const SIDE_PX = 2000

/** By its first bytes: names and types are what somebody says. */
const isHeic = async (file: Blob): Promise<boolean> => {
  const head = new TextDecoder('latin1').decode(await file.slice(4, 32).arrayBuffer())
  return head.startsWith('ftyp') && /hei[cxms]|hev[cxm]|mif1|msf1/.test(head.slice(4))
}

/** @returns `heic`: this browser cannot read it, and the platform does not take it */
export const readPhoto = async (file: File): Promise<Blob | 'heic'> => {
  try {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, SIDE_PX / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.width * scale)
    canvas.height = Math.round(image.height * scale)
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    const made = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.82) })
    return made !== null && (made.size < file.size || await isHeic(file)) ? made : file
  } catch {
    // What cannot be read here goes as it is: the platform says what it is.
    return await isHeic(file) ? 'heic' : file
  }
}
