/** Shown in the page; everything else is handed over as a download. */
const shownInline = /^(image\/(jpeg|png|webp|heic|avif)|video\/mp4|application\/pdf)$/

/** Content-Disposition of an object that is opened as this type under this name, the name in ASCII and as it is (RFC 6266, RFC 8187). */
export function dispositionOf(contentType: string, fileName?: string): string {
  const kind = shownInline.test(contentType) ? 'inline' : 'attachment'
  if (fileName === undefined) return kind
  const ascii = fileName.replace(/[^ -~]|["\\%]/g, '_')
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`
}
