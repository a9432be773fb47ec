/** What the table says of one problem: the status of the answer and one sentence in both languages. */
export type ProblemSpec = Readonly<{ status: number; zh: string; en: string }>;

const spec = (status: number, zh: string, en: string): ProblemSpec => ({ status, zh, en });

/**
 * Every refusal and failure the interface answers with, in one table; what is not here cannot be answered.
 * Sentences say what would be right and repeat nothing of the request.
 * @see RFC 9457; RFC 9110 §15; RFC 6585 (428, 431)
 */
export const PROBLEMS = {
  REQUEST_MALFORMED: spec(400, '请求不符合HTTP格式。', 'The request is not well-formed HTTP.'),
  BODY_NOT_JSON: spec(400, '请求正文不是有效的JSON。', 'The body is not valid JSON.'),
  BODY_TOO_DEEP: spec(400, '请求正文嵌套过深。', 'The body is nested too deeply.'),
  PARAMETER_INVALID: spec(400, '路径或地址参数不正确，请对照接口说明。',
    'A path or address parameter is not as the description says.'),
  HEADER_INVALID: spec(400, '请求头不正确，请对照接口说明。', 'A header is not as the description says.'),
  CURSOR_INVALID: spec(400, '翻页标记无效，请从第一页重新开始。',
    'The page cursor is not valid; start at the first page.'),
  IDEMPOTENCY_KEY_MISSING: spec(400, '缺少 Idempotency-Key 请求头。', 'The Idempotency-Key header is missing.'),
  IDEMPOTENCY_KEY_INVALID: spec(400, 'Idempotency-Key 应为16至128个可见字符。',
    'The Idempotency-Key must have 16 to 128 visible characters.'),
  UNAUTHENTICATED: spec(401, '未通过身份鉴别。', 'The sender is not authenticated.'),
  SIGNATURE_MISSING: spec(401, '消息没有签名。', 'The message is not signed.'),
  SIGNATURE_MALFORMED: spec(401, '签名请求头格式不正确。', 'The signature headers are not well-formed.'),
  SIGNATURE_COVERAGE: spec(401, '签名没有覆盖全部必需的内容。',
    'The signature does not cover everything that it must cover.'),
  SIGNATURE_EXPIRED: spec(401, '签名不在有效时间内，请校准时钟后重新签名。',
    'The signature is outside its time; set the clock and sign again.'),
  SIGNATURE_INVALID: spec(401, '签名验证未通过。', 'The signature does not verify.'),
  SIGNATURE_REPLAYED: spec(401, '该签名已经使用过，请重新签名。',
    'The signature was used before; sign the message again.'),
  DIGEST_MISMATCH: spec(401, '正文与 Content-Digest 不一致。', 'The body does not match its Content-Digest.'),
  FORBIDDEN: spec(403, '没有进行该操作的权限。', 'This act is not permitted.'),
  FOUR_EYES: spec(403, '提出的人不得自行批准或者否决。',
    'Whoever proposed it neither approves nor refuses it.'),
  SECOND_FACTOR_NEEDED: spec(403, '请先进行第二重验证。', 'Use a second factor first.'),
  SECOND_FACTOR_REFUSED: spec(403, '第二重验证未通过。', 'The second factor was not accepted.'),
  CROSS_SITE: spec(403, '请求不是由本系统的页面发出的。', 'The request does not come from a page of this service.'),
  SIGN_IN_AGAIN: spec(403, '请重新登录后再操作。', 'Sign in again to do this.'),
  CERTIFICATE_FOUR_EYES: spec(403, '提出调查核实或者查询结果的人不得自行批准。',
    'Whoever asked for the verification or proposed the finding does not approve it.'),
  IDENTITY_UNPROVEN: spec(403, '所填证件不是本账号本人的证件，请到受理窗口办理。',
    'The document is not that of the person behind this account; apply at a window.'),
  NOTHING_TO_TELL: spec(404, '未查询到可以提供的信息。', 'There is no information that can be provided.'),
  ROUTE_UNKNOWN: spec(404, '没有这个接口地址。', 'There is no such address.'),
  METHOD_NOT_ALLOWED: spec(405, '该地址不接受这种请求方法。', 'The address does not take this method.'),
  REQUEST_TIMEOUT: spec(408, '请求未在规定时间内送达。', 'The request did not arrive in time.'),
  IDEMPOTENCY_IN_PROGRESS: spec(409, '同一请求正在处理，请稍候。', 'The same request is being handled; wait.'),
  PROPOSAL_PENDING: spec(409, '已有待决定的解除封存提议。', 'A proposal to open waits to be decided.'),
  PROPOSAL_UNKNOWN: spec(409, '没有该项待决定的提议，请重新查看。',
    'No such proposal waits to be decided; look again.'),
  SEAL_STANDS_OTHERWISE: spec(409, '该记录目前的封存状态不允许此操作。',
    'The seal does not stand so that this can be done.'),
  CERTIFICATE_STANDS_OTHERWISE: spec(409, '该项申请目前的办理情况不允许此操作，请重新查看。',
    'The application does not stand so that this can be done; look again.'),
  STANDS_OTHERWISE: spec(409, '该事项目前的办理情况不允许此操作，请重新查看。',
    'It does not stand so that this can be done; look again.'),
  EXCEPTION_NOT_WAITING: spec(409, '该异常消息已经处理。', 'The exception has been dealt with already.'),
  UPLOAD_OFFSET: spec(409, '偏移量与已接收的字节数不符，请查询进度后从该处续传。',
    'The offset is not where the upload stands; ask, and go on from there.'),
  INQUIRY_AGAINST_LAW: spec(422, '依法不得如此决定：存在不许可的理由，或者没有不许可的理由。',
    'The law does not allow this decision: there is a ground against it, or none for it.'),
  STEP_INCOMPLETE: spec(422, '理由、依据、措施或者移送情况不完整，请补充后再提交。',
    'Reasons, grounds, measures or the referral are missing; add them.'),
  UPLOADS_TOO_MANY: spec(409, '该案件正在进行的上传过多。', 'Too many uploads to this case are under way.'),
  EXCEPTION_WITHOUT_MESSAGE: spec(409, '该异常没有可以重试的消息，请提交更正后的消息。',
    'There is no message in this exception to try again; send the corrected message.'),
  EXCEPTION_OTHER_REMEDY: spec(409, '记录互相矛盾，不能以重试处理，请确定以哪条记录为准。',
    'Records contradict each other: telling one again does not settle it; say which one stands.'),
  EXCEPTION_OTHER_ORGAN: spec(409, '更正后的消息应当来自该异常所属的机关。',
    'A corrected message has to come from the organ that the exception belongs to.'),
  SECOND_FACTOR_STANDS: spec(409, '已登记第二重验证，请先验证。',
    'There is a second factor already; use it first.'),
  JOINT_ACT_OVER: spec(409, '该事项已经结束。', 'This has ended already.'),
  VERSION_CHANGED: spec(412, '内容已经变更，请重新读取。', 'It has changed since it was read; read it again.'),
  BODY_TOO_LARGE: spec(413, '请求正文过大，请分批发送。', 'The body is too large; send it in parts.'),
  MEDIA_TYPE_UNSUPPORTED: spec(415, '不接受这种正文类型。', 'The address does not take this type of body.'),
  RANGE_UNSATISFIABLE: spec(416, '请求的范围超出内容长度。', 'The range lies outside of the content.'),
  UPLOAD_MEDIA_TYPE: spec(415, '内容与声明的文件类型不符，上传已取消。',
    'The content is not of the type that was announced; the upload has ended.'),
  UPLOAD_DIGEST: spec(422, '内容与声明的摘要不符，上传已取消，请重新上传。',
    'The content does not have the digest that was announced; the upload has ended, begin it again.'),
  BODY_INVALID: spec(422, '请求正文与接口说明不符。', 'The body is not as the description says.'),
  DOCUMENT_INVALID: spec(422, '证件号码与证件种类不符，请对照证件填写。',
    'The document number does not have the form of its type; compare it with the document.'),
  IDEMPOTENCY_KEY_REUSED: spec(422, '该 Idempotency-Key 已用于另一请求。',
    'The Idempotency-Key was used for another request.'),
  UPLOAD_BUSY: spec(423, '另一请求正在写入该上传，请稍候。', 'Another request writes to this upload; wait.'),
  VERSION_REQUIRED: spec(428, '缺少 If-Match 请求头。', 'The If-Match header is missing.'),
  LIMIT_REACHED: spec(429, '请求过于频繁，请稍后再试。', 'Too many requests; try again later.'),
  HEADERS_TOO_LARGE: spec(431, '请求头过大。', 'The headers are too large.'),
  INTERNAL: spec(500, '处理失败，已记录。', 'The request failed; it has been noted.'),
  SIGN_IN_CLOSED: spec(503, '没有配置登录服务。', 'No issuer is configured; nobody can sign in here.'),
  UNAVAILABLE: spec(503, '暂时无法处理，请稍后重试。', 'Not available for the moment; try again later.'),
} as const satisfies Readonly<Record<string, ProblemSpec>>;

/** Code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Every code, in the order of the table. */
export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

/** The row of a code. */
export const problemSpec = (code: ProblemCode): ProblemSpec => PROBLEMS[code];
