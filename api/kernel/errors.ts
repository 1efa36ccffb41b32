/**
 * The closed list of everything that can go wrong in a way the caller should know about.
 * A use case fails with `fail(code, details)`; one mapper (http/problem.ts) turns it into RFC 9457 problem+json.
 * Each title says what happened, each advice what to do next; `{name}` is filled from the details.
 */
export const errorCodes = {
  /** The request does not fit its schema. Details: issues[] {path, message}. Mend the request; do not retry as it is. */
  'bad-input': {
    status: 400,
    title: { zh: '提交的内容有误', en: 'The request is not valid' },
    advice: { zh: '请按提示修改后重新提交。', en: 'Correct the fields listed in "issues" and send it again.' },
  },
  /** Larger, or longer, than the bound of this address. Details: bound (as people say it, in both languages where they differ). */
  'too-large': {
    status: 413,
    title: { zh: '内容过大', en: 'The content is too large' },
    advice: { zh: '上限为{bound}，请压缩或重新拍摄。', en: 'At most {bound} can be taken here.' },
  },
  /** The content is of a kind that is not accepted (an SVG, a text named .jpg ...). Details: accepted[]. */
  'unsupported-media': {
    status: 415,
    title: { zh: '不支持这种文件', en: 'This kind of file is not accepted' },
    advice: { zh: '这里只接受：{accepted}。', en: 'Send one of: {accepted}.' },
  },
  /** The bytes stored do not have the SHA-256 that was announced: the transfer was damaged. Upload again. */
  'hash-mismatch': {
    status: 422,
    title: { zh: '照片在传输中损坏', en: 'The upload was damaged in transfer' },
    advice: { zh: '照片仍在手机上，请重新上传。', en: 'The SHA-256 differs from the one announced. Upload it again.' },
  },
  /** The upload is not complete yet. Details: receivedBytes, expectedBytes. Resume it, then acknowledge. */
  'upload-incomplete': {
    status: 409,
    title: { zh: '照片还没有传完', en: 'The upload is not complete' },
    advice: { zh: '请稍候，网络恢复后会继续上传。', en: 'Resume the upload, then acknowledge it again.' },
  },
  /** Nobody is signed in, or the session has ended. */
  'not-signed-in': {
    status: 401,
    title: { zh: '请先登录', en: 'Sign in first' },
    advice: { zh: '登录已失效，请重新登录。', en: 'The session has ended or never began. Sign in and try again.' },
  },
  /** Wrong name, password, or one-time code. Deliberately does not say which. */
  'wrong-credentials': {
    status: 401,
    title: { zh: '登录信息不正确', en: 'These credentials are not right' },
    advice: {
      zh: '请核对后重试，多次错误将暂时锁定。',
      en: 'Check them; repeated errors lock the account for a while.',
    },
  },
  /** The password was right; a second factor is required. Details: enrolled. */
  'second-factor-required': {
    status: 401,
    title: { zh: '需要动态口令', en: 'A second factor is required' },
    advice: { zh: '请输入身份验证器上的 6 位动态口令。', en: 'Send the 6-digit code of your authenticator as well.' },
  },
  /** Too many wrong attempts. Details: until. */
  'locked-out': {
    status: 423,
    title: { zh: '账号已暂时锁定', en: 'The account is locked for a while' },
    advice: { zh: '请在 {until} 之后再试，或联系管理员。', en: 'Try again after {until}, or ask an administrator.' },
  },
  /** The request came from another site, or without the session header. */
  'cross-site': {
    status: 403,
    title: { zh: '请求来源不受信任', en: 'The request came from an untrusted place' },
    advice: { zh: '请从快处页面重新操作。', en: 'Send the Kuaichu-Session header, from the portal’s own origin.' },
  },
  /** The actor may never do this to this resource. Details: action, reason. */
  forbidden: {
    status: 403,
    title: { zh: '您无权进行此操作', en: 'You may not do this' },
    advice: { zh: '如需办理，请联系有权限的人员。', en: 'Reason: {reason}.' },
  },
  /** The surveyor's authorisation does not reach this far (insurer, district, mandate, time). Details: reason. */
  'mandate-exceeded': {
    status: 403,
    title: { zh: '超出您的授权范围', en: 'Your authorisation does not reach this far' },
    advice: { zh: '请转交民警或有授权的查勘员处理。', en: 'Reason: {reason}. Hand the case to an officer.' },
  },
  /** There is no such thing, or the actor may not know of it (the two are told apart to nobody). */
  'not-found': {
    status: 404,
    title: { zh: '没有找到', en: 'Not found' },
    advice: { zh: '请检查链接，或从列表重新进入。', en: 'Check the address, or start again from the list.' },
  },
  /** Somebody changed it first. Details: state, version as they are now. Read again, decide again. */
  conflict: {
    status: 409,
    title: { zh: '内容已被他人更新', en: 'Somebody changed this first' },
    advice: { zh: '当前状态：{state}。请刷新后再操作。', en: 'It is now {state}. Reload, and decide again.' },
  },
  /** The action does not exist in this state, or its conditions are not met. Details: action, state, reason. */
  'not-now': {
    status: 409,
    title: { zh: '现在还不能这样做', en: 'This cannot be done now' },
    advice: { zh: '{reason}', en: '{reason}' },
  },
  /** The same Idempotency-Key came with a different body, or while the first request still runs. */
  'idempotency-conflict': {
    status: 409,
    title: { zh: '重复的请求', en: 'This request repeats another one' },
    advice: {
      zh: '请刷新页面查看结果。',
      en: 'The key was used for a different request, or that one is still running.',
    },
  },
  /** The link or one-time code is used up, wrong, or too old. */
  'code-invalid': {
    status: 422,
    title: { zh: '验证码或链接无效', en: 'The code or link is not valid' },
    advice: {
      zh: '可能有误、已用过或已过期，请核对后重试，或重新获取。',
      en: 'It is wrong, used, or expired. Check it, or ask for a new one.',
    },
  },
  /** The proposed responsibility contradicts itself (DOMAIN.md 1.6). Details: problems[]. */
  'shares-inconsistent': {
    status: 422,
    title: { zh: '责任划分前后矛盾', en: 'The responsibility is not consistent' },
    advice: { zh: '请核对各方责任。', en: 'See "problems": each names the contact and the rule.' },
  },
  /** The document changed after it was shown: what would be signed is not what was seen. */
  'document-changed': {
    status: 409,
    title: { zh: '文书已更新', en: 'The document has changed' },
    advice: { zh: '请重新阅读后再签名。', en: 'Read the new version, then sign that.' },
  },
  /** Too many requests. Details: retryAfterS. */
  'slow-down': {
    status: 429,
    title: { zh: '操作过于频繁', en: 'Too many requests' },
    advice: { zh: '请在 {retryAfterS} 秒后再试。', en: 'Try again in {retryAfterS} seconds.' },
  },
  /** A part that this request needs cannot be reached. Details: part. Nothing was changed; try again. */
  unavailable: {
    status: 503,
    title: { zh: '服务暂时不可用', en: 'A part of the service is not reachable' },
    advice: { zh: '内容没有丢失，请稍后重试。', en: 'Nothing was lost. Try again shortly. Part: {part}.' },
  },
  /** A defect of ours. The log has the request id. */
  internal: {
    status: 500,
    title: { zh: '系统出错了', en: 'Something went wrong on our side' },
    advice: {
      zh: '请稍后重试；如仍出错，请告知编号 {requestId}。',
      en: 'Try again; if it persists, quote {requestId}.',
    },
  },
} as const

export type ErrorCode = keyof typeof errorCodes
export type ErrorDetails = Readonly<Record<string, unknown>>

export class Failure extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(code, { cause })
    this.name = 'Failure'
    this.code = code
    this.details = details
  }
}

/** Ends a use case with a code the caller can act on. */
export function fail(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown): never {
  throw new Failure(code, details, cause)
}

export function isFailure(error: unknown, code?: ErrorCode): error is Failure {
  return error instanceof Failure && (code === undefined || error.code === code)
}
