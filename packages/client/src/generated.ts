// Made from openapi.json by `npm run generate`. Do not edit.
/* eslint-disable */
export interface paths {
    "/api/v1/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 平台时间
         * @description The time of the platform, for whoever counts down to it
         */
        get: operations["show-clock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 咨询类别（两级）
         * @description The topics a question can have, at two levels
         */
        get: operations["list-topics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/promise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 此刻提问的服务承诺
         * @description What is promised to a question asked now, in numbers and in words
         */
        get: operations["show-promise"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/hardship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 经济困难标准（仅供参考）
         * @description What counts as economic hardship there, for orientation: the legal-aid centre decides. Null: this platform was told nothing
         */
        get: operations["show-hardship"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/phone-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 发送手机验证码
         * @description Send a one-time code to a phone
         */
        post: operations["request-phone-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/phone-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 用手机验证码登录
         * @description Sign in with a one-time code; a citizen without an account gets one
         */
        post: operations["sign-in-by-phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 律师和工作人员登录
         * @description Lawyers and staff: password and second factor together; one answer for whatever of them is wrong or missing
         */
        post: operations["sign-in-by-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/link-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 使用一次性链接
         * @description Open an enrolment session with a one-time link
         */
        post: operations["redeem-link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/wechat-states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 开始微信授权
         * @description Where to send the browser for WeChat authorisation
         */
        post: operations["begin-wechat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/wechat-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 用微信登录
         * @description Sign in with WeChat; a ticket comes back when this WeChat belongs to no account yet
         */
        post: operations["sign-in-by-wechat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 当前登录
         * @description Who is signed in
         */
        get: operations["show-session"];
        put?: never;
        post?: never;
        /**
         * 退出登录
         * @description Sign out
         */
        delete: operations["sign-out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 在所有设备上退出
         * @description End all sessions of this account
         */
        delete: operations["sign-out-everywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 设置密码
         * @description Set the password; all other sessions end
         */
        put: operations["set-password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 确认绑定动态口令
         * @description Confirm it with a first code; the session becomes a full one
         */
        put: operations["confirm-second-factor"];
        /**
         * 开始绑定动态口令
         * @description Begin to enrol an authenticator app
         */
        post: operations["begin-second-factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 解除微信绑定
         * @description Unbind WeChat
         */
        delete: operations["unbind-wechat"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的咨询
         * @description One's own questions, newest first
         */
        get: operations["list-my-questions"];
        put?: never;
        /**
         * 提问
         * @description Ask. `corrected` is the asker's own version of what may leave the county; null: only topic and place
         */
        post: operations["ask-question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 根据所写内容建议类别（不保存）
         * @description Topics that a text seems to be about, best first, while it is written; nothing of it is kept
         */
        post: operations["suggest-topic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提问前预览：哪些内容会离开本县
         * @description What would leave the county, before anything is stored
         */
        post: operations["preview-question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查看一个咨询
         * @description One question, as far as the viewer may see it; counsel of the county first
         */
        get: operations["show-question"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/files/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查看附件
         * @description A file of a question, for those who may see it; Range is understood
         */
        get: operations["fetch-file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 同意把完整的问题给外地律师看
         * @description Let lawyers beyond the county who have answered see the whole question
         */
        post: operations["give-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/consents/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 撤回同意（监护人撤回的，咨询随即结束）
         * @description Take a consent back, at any time. A guardian's: the question is over and no lawyer sees it any more
         */
        post: operations["withdraw-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 追问（次数不限）
         * @description Ask one of the answering lawyers on; as often and as long as wanted
         */
        post: operations["ask-follow-up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/another-lawyer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 另请律师（原律师两小时未回复）
         * @description Another lawyer in the place of one who does not reply
         */
        post: operations["ask-another-lawyer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 继续征集解答
         * @description Look for more answers again, after reopening
         */
        post: operations["resume-search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/ratings/{lawyer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 评价律师
         * @description Rate an answer; the last rating counts
         */
        put: operations["rate-answer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 结束咨询（只有提问人可以）；追问会重新打开
         * @description Close it, with ratings; only the asker can. A follow-up reopens it
         */
        post: operations["close-question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/answers/{answer}/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 投诉解答或律师，或律师对隐藏提出异议
         * @description Complain about an answer or its lawyer, as its asker or for her; or, its author, about its hiding: a reviewer sees it
         */
        post: operations["complain-about-answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 12348 回呼办到哪一步
         * @description How far the last call-back for a question has come; null: none was asked for
         */
        get: operations["show-callback"];
        put?: never;
        /**
         * 请 12348 回呼（已有未结束的，就是那一项）
         * @description Ask the 12348 desk to call; while a call-back is not over, it is that one
         */
        post: operations["request-callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的代办授权
         * @description Mandates given in one's own name; for desk and counsel, those they act under. Newest first
         */
        get: operations["list-my-mandates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mandates/{mandate}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 撤销代办授权
         * @description Revoke a mandate: nothing more is done under it from then on
         */
        delete: operations["revoke-mandate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-notices/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 个人信息处理告知书
         * @description The privacy notice: the current one, or the one of a version. The text is Chinese
         */
        get: operations["show-privacy-notice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/privacy-notices/{version}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 已阅读告知书
         * @description One has been shown this version and has read it
         */
        put: operations["acknowledge-privacy-notice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我读过的告知书和我的同意
         * @description Notices one has read, and what one consented to, question by question, newest first
         */
        get: operations["list-my-consents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wake-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 有新解答时可以怎样提醒我
         * @description By which ways one can be told that an answer came, and what another one lacks; for the desk, what the platform is connected to: of the caller it knows the number
         */
        get: operations["list-wake-channels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-data/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 下载我的个人信息副本
         * @description A copy of one's own data (PIPL art. 45): a page to read, or JSON with every record
         */
        get: operations["copy-my-data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-data/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的删除申请办到哪一步
         * @description Where one's own request to be forgotten stands; null: there is none
         */
        get: operations["show-my-erasure"];
        put?: never;
        /**
         * 申请删除我的个人信息
         * @description Ask to be forgotten: two members of staff decide, and one is answered in time
         */
        post: operations["want-erasure"];
        /**
         * 撤回删除申请
         * @description Take the request back, while nobody has confirmed it
         */
        delete: operations["take-back-erasure"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-data/identity-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 向本人手机发送验证码，以核实身份
         * @description A one-time code to one's own telephone, to show that one is there
         */
        post: operations["send-identity-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 删除申请
         * @description Requests to be forgotten, the latest change first; ids alone
         */
        get: operations["list-erasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一项删除申请和本人的事项
         * @description One request, and the person's matters: when they began and ended, not what they say
         */
        get: operations["show-erasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{person}/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 受理删除申请（第一人）
         * @description The first of two: identity and rules were looked at, nothing keeps the data
         */
        post: operations["request-erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{person}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 确认删除（第二人）
         * @description The second, somebody else: the key is destroyed, for good
         */
        post: operations["confirm-erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{person}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 法定保存期未满，改为限制处理
         * @description A statutory period keeps the data: restricted instead, with the rule and its end; it comes up again then
         */
        post: operations["refuse-erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures/{person}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 不予删除并说明理由
         * @description Not now, for a reason that she is told; she may ask again
         */
        post: operations["decline-erasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 保存期清理：何时再查、待确认的名单和历次报告
         * @description The duty to look whose data nobody needs any more: when next, what waits to be confirmed, and the report of each look
         */
        get: operations["show-retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/retention/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 查一次保存期，列出到期的人（第一人）
         * @description Look now: those whose questions all ended longer ago than the rule says are proposed to be forgotten
         */
        post: operations["propose-retention-review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/retention/reviews/{review}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 确认清理（第二人）
         * @description The second, somebody else: all of them are forgotten, or kept where a rule says so
         */
        post: operations["confirm-retention-review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/retention/reviews/{review}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 不清理这份名单
         * @description Nobody of this list is forgotten by it
         */
        delete: operations["drop-retention-review"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 开始上传（可续传）
         * @description Begin a resumable upload. A file is sealed for whom it concerns: oneself, the asker of the named consultation, or who is to ask by a desk. A register that staff send has a key of its own.
         */
        post: operations["begin-upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 取消上传
         * @description Give an unfinished upload up, so that it no longer counts; again is harmless. A finished file stays.
         */
        delete: operations["abandon-upload"];
        options?: never;
        /**
         * 已上传多少
         * @description How far it has come: Upload-Offset, Upload-Length
         */
        head: operations["show-upload"];
        /**
         * 上传一段
         * @description Send the next piece; Upload-Offset says where it begins
         */
        patch: operations["append-upload"];
        trace?: never;
    };
    "/api/v1/uploads/{upload}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 上传完成
         * @description Check what it is, seal it, and get its reference; finishing again gives the same
         */
        post: operations["finish-upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 待解答的咨询
         * @description Questions that wait for this lawyer, as much of each as may leave its county. In the server's order: green channel, whether time runs, specialty, deadline
         */
        get: operations["list-open-questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/holdings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我占位的和等我回复的咨询
         * @description What this lawyer holds: live claims, then threads that wait for him, longest first, with the clocks of his silence
         */
        get: operations["list-holdings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/answered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我解答过的咨询
         * @description Questions this lawyer answered, last touched first, with what became of each answer
         */
        get: operations["list-answered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 续占
         * @description Keep the place a little longer
         */
        put: operations["renew-claim"];
        /**
         * 占位（90 秒）
         * @description Take a place: a short lease to write in
         */
        post: operations["claim-answer"];
        /**
         * 放弃占位
         * @description Give the place back
         */
        delete: operations["release-claim"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/recusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 回避（说明原因类别）
         * @description Step back for good, and say of which kind the reason is: the question is not shown again
         */
        post: operations["recuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 解答（文字，或语音、视频，或通话）
         * @description Answer: text, a clip, or both; or a call that is over, with its written summary. Counsel of the county need no place
         */
        post: operations["give-answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/answers/{answer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 撤回解答
         * @description Withdraw one's own answer
         */
        delete: operations["withdraw-answer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 回复追问
         * @description Reply to the asker's follow-up
         */
        post: operations["reply-follow-up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 接单开关
         * @description Be asked, or not, for now
         */
        put: operations["set-availability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/quiet-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 免打扰时段
         * @description Hours without pushes; minutes after midnight
         */
        put: operations["set-quiet-hours"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我申报的利益冲突
         * @description Declared conflicts, latest first. Names are not kept, so none are shown
         */
        get: operations["list-my-conflicts"];
        put?: never;
        /**
         * 申报利益冲突
         * @description Declare a party one may not act against; only a keyed hash of the name is kept
         */
        post: operations["declare-conflict"];
        /**
         * 撤销利益冲突申报
         * @description Take a declaration back
         */
        delete: operations["withdraw-conflict"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rosters/{roster}/shifts/{shift}/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 报名值班
         * @description Take a place in a shift
         */
        post: operations["take-shift"];
        /**
         * 退出值班
         * @description Give the place back
         */
        delete: operations["release-shift"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的执业状态
         * @description How this lawyer stands: availability, quiet hours, duty, what bars her, her burden
         */
        get: operations["show-my-standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的服务台账
         * @description Service by month, newest first, beside the median of those who are asked as she is
         */
        get: operations["show-my-service"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的值班与可报名的班次
         * @description Shifts she holds, those of her counties she may still take, those she served
         */
        get: operations["list-my-shifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyer/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 通知记录与未送达原因
         * @description What she was told, newest first, and what was held back, with the reason
         */
        get: operations["list-my-notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本县咨询
         * @description Questions of a county, newest first
         */
        get: operations["list-county-questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 首答承诺：即将到期的和未兑现的
         * @description Promises: pending ones, soonest first; broken ones
         */
        get: operations["list-promises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 待回呼
         * @description Call-backs, soonest due first
         */
        get: operations["list-callbacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/dangers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 危险警情
         * @description Alarms about words of danger
         */
        get: operations["list-dangers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 待审核的解答
         * @description Answers before a reviewer, with the complaints
         */
        get: operations["list-reviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{callback}/taking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 受理回呼
         * @description Take a call-back
         */
        post: operations["take-callback"];
        /**
         * 退回回呼
         * @description Give it back
         */
        delete: operations["release-callback"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{callback}/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 登记未接通
         * @description A try that failed
         */
        post: operations["report-failed-attempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{callback}/reached": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 登记已接通
         * @description The asker was reached
         */
        post: operations["report-reached"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{callback}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 取消回呼
         * @description The asker needs it no more
         */
        delete: operations["cancel-callback"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{callback}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 回呼号码（仅受理人可见）
         * @description The number to call; only for who took it
         */
        get: operations["show-callback-phone"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dangers/{danger}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 接手警情
         * @description Acknowledge an alarm
         */
        post: operations["acknowledge-danger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dangers/{danger}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 警情处置结果
         * @description How it ended
         */
        post: operations["resolve-danger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/taking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 受理审核
         * @description Take a review
         */
        post: operations["take-review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 审核结论
         * @description Hide the answer, or keep it
         */
        post: operations["decide-review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 服务承诺方案
         * @description What the county promises: the proposal, confirmed versions, the default
         */
        get: operations["show-policies"];
        put?: never;
        /**
         * 提出方案
         * @description Propose another policy; a second person confirms it; it reaches new questions only
         */
        post: operations["propose-policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/policy-trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 试算方案（换一套时限、人数、批次、律师，过去的咨询会怎样）
         * @description What a policy, other waves or another pool would have made of the county’s last questions: how the promise would have fared and who would have been asked, over many draws of what nobody can know. Takes up to a minute; changes nothing
         */
        post: operations["try-policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/policies/{version}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 确认方案（须另一人）
         * @description Confirm a proposal, naming the text that was read by its hash
         */
        post: operations["confirm-policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/policies/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 撤回方案
         * @description Take a proposal back
         */
        delete: operations["withdraw-policy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/reports/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 月报
         * @description A month in numbers
         */
        get: operations["show-report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查找律师
         * @description Lawyers of the register by whatever is given, all of it together; `words`: a part of name or firm, the beginning of a licence
         */
        get: operations["search-lawyers"];
        put?: never;
        /**
         * 登记律师
         * @description Register a lawyer
         */
        post: operations["register-lawyer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 律师名片
         * @description A lawyer: what is public, and more for the register and himself
         */
        get: operations["show-lawyer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 导入律师名册（CSV、XLSX）
         * @description Take in a register from an uploaded file; every row that cannot be taken is reported. Repeat it after a break: nothing is done twice
         */
        post: operations["import-lawyers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{register}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 名册的空表（CSV，含一行示例）
         * @description A table to fill in: headings and one invented row, as CSV
         */
        get: operations["show-import-template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 修改律师信息
         * @description Change what a lawyer is asked for
         */
        put: operations["change-lawyer-profile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 修改律师手机号
         * @description Another number at which a lawyer is told of questions; null: none
         */
        put: operations["change-lawyer-phone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 停止接单
         * @description Suspend a lawyer
         */
        post: operations["suspend-lawyer"];
        /**
         * 恢复接单
         * @description Reinstate him
         */
        delete: operations["reinstate-lawyer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 聘任法律顾问
         * @description Appoint him counsel of a county and its villages
         */
        post: operations["appoint-counsel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}/annual-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 年度考核合格
         * @description The annual check was passed
         */
        put: operations["pass-annual-check"];
        post?: never;
        /**
         * 年度考核不合格
         * @description It was not
         */
        delete: operations["fail-annual-check"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}/deregistration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 注销登记
         * @description Take him off the register
         */
        post: operations["deregister-lawyer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}/appointments/{appointment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 解聘法律顾问
         * @description End an appointment
         */
        delete: operations["end-counsel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/lawyers/{lawyer}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 为什么（没有）通知这名律师
         * @description Why this lawyer was, or was not, asked, tier by tier, from the record
         */
        get: operations["explain-audience"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rosters/{roster}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 值班表
         * @description A duty roster
         */
        get: operations["show-roster"];
        put?: never;
        /**
         * 开设值班表
         * @description Open a month's roster
         */
        post: operations["open-roster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/on-duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 此刻值班的律师
         * @description Shifts of a county that are being served now
         */
        get: operations["list-on-duty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rosters/{roster}/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 增加班次
         * @description Add a shift
         */
        post: operations["open-shift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rosters/{roster}/shifts/{shift}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 取消班次
         * @description Cancel a shift
         */
        delete: operations["cancel-shift"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rosters/{roster}/shifts/{shift}/no-shows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 登记缺岗
         * @description A lawyer did not come
         */
        post: operations["record-no-show"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本平台服务的县（旗、市、区）
         * @description The counties served here; `home` is where a question lies that names none
         */
        get: operations["list-counties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 县（旗、市、区）及乡镇
         * @description A county and its towns
         */
        get: operations["show-county"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/villages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 村和社区
         * @description Villages and communities
         */
        get: operations["list-villages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 公共法律服务机构
         * @description Institutions of a county
         */
        get: operations["list-organisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/villages/{village}/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 谁为这个村（社区）服务
         * @description Institutions that serve a village, the nearest first, and its counsel
         */
        get: operations["who-serves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/divisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 更新乡镇和村（社区）名录
         * @description The whole list of towns and villages, anew
         */
        put: operations["import-divisions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/divisions/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 导入乡镇和村（社区）名录（CSV、XLSX）
         * @description The whole list of towns and villages anew, from an uploaded file; with a bad row it is not taken at all
         */
        post: operations["import-villages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/organisations/{organisation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 登记机构
         * @description Register an institution
         */
        put: operations["found-organisation"];
        post?: never;
        /**
         * 撤销机构
         * @description Close an institution
         */
        delete: operations["close-organisation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/organisations/{organisation}/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 机构更名
         * @description Another name of an institution: from now on everywhere, also where it was named before
         */
        put: operations["rename-organisation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 此刻谁值守
         * @description Who is called now: officer, deputy, head
         */
        get: operations["show-watch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/watches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 值守安排
         * @description The standing line of a county's bureau, what is planned, who is called now; with names
         */
        get: operations["list-watches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/organisations/{organisation}/standing-watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 常设值守
         * @description Who is called when no watch covers the hour
         */
        put: operations["set-standing-watch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/organisations/{organisation}/watches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 安排值守
         * @description Plan a watch
         */
        post: operations["plan-watch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/organisations/{organisation}/watches/{watch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 取消值守
         * @description Remove a watch
         */
        delete: operations["remove-watch"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 工作人员及任职
         * @description A member of staff and the roles that follow from his offices
         */
        get: operations["show-staff"];
        /**
         * 登记工作人员
         * @description Add a member of staff
         */
        put: operations["add-staff"];
        post?: never;
        /**
         * 离任
         * @description He left: all offices end, the account is suspended
         */
        delete: operations["leave-staff"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{person}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 修改工作人员姓名、手机
         * @description Another name or number of a member of staff; what is left out stays, null takes it away
         */
        put: operations["change-staff-details"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本县工作人员
         * @description Who holds or held office in a county, and who holds none yet; in the order of ids
         */
        get: operations["list-staff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 导入工作人员及任职（CSV、XLSX）
         * @description Take in staff and their offices from an uploaded file. Whoever has an account with the same phone is that person
         */
        post: operations["import-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{person}/offices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 任职
         * @description Give an office
         */
        post: operations["take-office"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{person}/offices/{office}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 免职
         * @description End an office
         */
        delete: operations["end-office"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 律师和工作人员账号
         * @description Accounts of lawyers or staff
         */
        get: operations["list-accounts"];
        put?: never;
        /**
         * 开立律师或工作人员账号
         * @description Open an account for a lawyer or a member of staff; its id is the login
         */
        post: operations["open-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 生成一次性登录链接
         * @description Make a one-time link, 15 minutes; to set a password and a second factor
         */
        post: operations["issue-link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 账号详情
         * @description An account, with what it may act as now: granted, or by an office
         */
        get: operations["show-account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 授予平台角色（岗位角色由任职给予）
         * @description Grant a role of the platform itself, or of a lawyer; replaces the role's earlier reach. Roles of staff come with offices
         */
        put: operations["grant-role"];
        post?: never;
        /**
         * 收回角色
         * @description Take a role back
         */
        delete: operations["revoke-role"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 解除动态口令（设备遗失）
         * @description Remove a lost second factor; a new link is needed to sign in
         */
        delete: operations["remove-second-factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 停用账号
         * @description Suspend an account; its sessions end at once
         */
        post: operations["suspend-account"];
        /**
         * 恢复账号
         * @description Reinstate a suspended account
         */
        delete: operations["reinstate-account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/promise-board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 承诺看板：三、六、十分钟内答复的比例与三人答复，按时、按日，按乡镇、渠道、类别
         * @description How the promise is kept: by hour of one day or by day, and by township, channel or topic; groups of fewer than five are not named
         */
        get: operations["show-promise-board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/divisions/{region}/promise-board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 承诺看板：各县对照
         * @description How the promise is kept by each county of a division
         */
        get: operations["compare-counties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 即将到期：全平台的期限，先到的在前，并说明到期后会发生什么
         * @description Every deadline of the platform up to so many minutes ahead, soonest first, with the facts that its passing would leave. `total` counts all, also those out of one’s reach
         */
        get: operations["list-deadlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deadlines/of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 指定事项的期限
         * @description The deadlines of things that are named; what has no clock that runs is left out
         */
        get: operations["look-at-deadlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/story-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 查阅一件事的全部经过（先写明目的，查阅本身记录在案）
         * @description Look into a case: everything that happened to it over all services. The purpose is recorded first, and holds for an hour
         */
        post: operations["look-into-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/story-views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 经过的最新内容
         * @description The story again, with what has happened since
         */
        get: operations["continue-story"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/story-views/{view}/moment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 某一时刻的状态：进行到哪一步、可询问谁、通知了谁
         * @description How the case stood at an instant: the state of each stream, who could be asked, who was told, and what was due next
         */
        get: operations["show-case-at"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/story-views/{view}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 核验：重新裁决本案的每一条命令、每一个期限
         * @description Strict replay of the case: every command decided again, every deadline passed again, each chain checked. The seals of the whole log are `zhijian replay verify`
         */
        get: operations["verify-case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 社区矫正对象入矫登记
         * @description Enrol somebody in community correction: known by the telephone, named under seal, with the term and the place where it is carried out
         */
        post: operations["enrol-supervisee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{region}/supervisees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 辖区社区矫正对象（不含姓名）
         * @description Those who are supervised in a county, a town or a village, the latest first; nobody is named
         */
        get: operations["list-supervisees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 查阅社区矫正对象档案（先写明目的，查阅本身记录在案）
         * @description Look into somebody's file. The purpose is recorded first
         */
        post: operations["look-at-supervisee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/office": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 指定司法所、工作人员；县内变更执行地
         * @description The office and officers who answer for somebody, and the town where it is carried out: also a transfer within the county
         */
        put: operations["assign-justice-office"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/checks-permitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 确定信息化核查期限（须已签承诺书）
         * @description Checks now and then, from then until then, on a signed letter
         */
        post: operations["permit-checks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/positioning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 批准使用电子定位装置（社区矫正法第二十九条，县司法局负责人）
         * @description Electronic positioning on one of five grounds, by the head of the county's bureau, three months at most; to go on is to approve anew
         */
        post: operations["approve-positioning"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/bases/{basis}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 解除核查或电子定位
         * @description End a basis before its time: all that stands on it stops at once
         */
        delete: operations["end-basis"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 绑定定位装置
         * @description A device that tells positions; `deviceId` is drawn here and told to the device alone
         */
        post: operations["bind-device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/devices/{device}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 解绑定位装置
         * @description A device is taken away; a track of it stops
         */
        delete: operations["unbind-device"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/tracking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 开始电子定位（须在批准期限内）
         * @description Begin a track under a live approval; it stops by itself at the very instant that the approval lapses
         */
        post: operations["start-tracking"];
        /**
         * 停止电子定位
         * @description Stop the track
         */
        delete: operations["stop-tracking"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/position-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 发起信息化核查
         * @description Ask somebody to show that she is there: few a day, for a few minutes each
         */
        post: operations["open-check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 终止社区矫正
         * @description The correction ends before its term: everything that stands on it stops, and the file takes no more
         */
        post: operations["end-correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 我的监管依据、期限和承诺书
         * @description On which ground, and until when, it may be known where one is; the letter to sign, or as it was signed
         */
        get: operations["show-my-supervision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision/{supervisee}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 签署承诺书（手机验证码核实身份）
         * @description Sign the letter: the words by their hash, who signs by a code to her own telephone, the time and the device
         */
        post: operations["sign-letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision/{supervisee}/letter.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 下载已签承诺书（PDF，带电子签名）
         * @description The letter as it was signed, as a PDF with a signature that a reader checks (PAdES)
         */
        get: operations["show-my-letter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/letter/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 导出已签承诺书（PDF，先写明目的）
         * @description The same for an officer, base64. The purpose is recorded first
         */
        post: operations["export-letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision/{supervisee}/position-checks/{check}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 回应信息化核查
         * @description Answer a check that is open
         */
        post: operations["answer-check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 划定区域（活动范围、须在场所、禁入区域）
         * @description An area somebody may not leave, has to be in, or may not enter: circle, polygon, corridor, the county, or a GeoJSON file
         */
        post: operations["set-zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/zones/{zone}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 变更区域（生成新版本，旧版本保留）
         * @description Another version of a zone; what was decided before stays decided on the one before
         */
        put: operations["change-zone"];
        post?: never;
        /**
         * 取消区域
         * @description A zone binds nobody any more; its versions stay for whoever looks back
         */
        delete: operations["retire-zone"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/zone-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提请批准超出辖区的区域
         * @description An area that reaches out of what one's office reaches, or another version of one: it binds nobody until somebody else approves it
         */
        post: operations["propose-zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/zone-proposals/{proposal}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 批准超出辖区的区域（须另一人；超出县界的，两人中须有县司法局负责人）
         * @description Approve it, as a second person who reaches the county; where it leaves the county one of the two is the head. It binds from now on
         */
        post: operations["approve-zone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/zone-proposals/{proposal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 不批准超出辖区的区域，或撤回自己的提请
         * @description Send it back with a reason, or take back one's own; nothing changes
         */
        delete: operations["reject-zone"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/zones/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 导出区域（GeoJSON，先写明目的）
         * @description All zones that bind now as GeoJSON. The purpose is recorded first
         */
        post: operations["export-zones"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/divisions/{region}/boundary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 县界、乡镇界
         * @description Where a county or a town ends, as the bureau set it, as GeoJSON
         */
        get: operations["show-boundary"];
        /**
         * 设定县界、乡镇界（GeoJSON）
         * @description Where the county ends, or a town of it, out of a GeoJSON file
         */
        put: operations["set-boundary"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision/{supervisee}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 申请请假外出
         * @description Ask for leave
         */
        post: operations["request-my-leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 代为登记请假申请
         * @description Leave that was asked for at the counter
         */
        post: operations["request-leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision/{supervisee}/leaves/{leave}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * 撤回请假申请
         * @description Take one's leave back, before it is decided on or begins
         */
        delete: operations["withdraw-my-leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/leaves/{leave}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 批准请假（批准后自动调整活动范围和期限）
         * @description Grant leave, by the level that its length takes. Meanwhile the area is allowed as well; without one she is bound to no place but the forbidden ones
         */
        post: operations["approve-leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/leaves/{leave}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 不批准请假（写明理由）
         * @description Refuse leave, with the reason, which she is told
         */
        post: operations["refuse-leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/leaves/{leave}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 销假
         * @description She is back, and said so
         */
        post: operations["report-back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 安排不定时报到（随机时间，拍摄含指定数字的照片，或改为回呼）
         * @description Check-ins at moments that are drawn, so many a day: by a photo that holds a number, or by being called back
         */
        put: operations["plan-check-ins"];
        post?: never;
        /**
         * 停止不定时报到
         * @description No more check-ins
         */
        delete: operations["stop-check-ins"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/check-ins/{checkIn}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 核对报到
         * @description Whether a check-in shows what it should
         */
        post: operations["judge-check-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/check-ins/{checkIn}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查看报到照片（查看记录在案）
         * @description The photo of a check-in; the look is recorded
         */
        get: operations["show-check-in-photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision/{supervisee}/check-ins/{checkIn}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 报到（上传照片，或请求回呼）
         * @description Answer a check-in: with a photo that was uploaded, or by asking to be called back
         */
        post: operations["answer-check-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{region}/supervision-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 辖区待审批的请假和区域（不含姓名）
         * @description Leave and zones that wait for a decision, by person, whoever waits longest first; or what was decided. Nobody is named
         */
        get: operations["list-supervision-requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{region}/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 辖区报警（不含姓名）
         * @description Alarms of a county, a town or a village, the latest first; nobody is named
         */
        get: operations["list-alarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 签收报警
         * @description Say that one heard and is on it
         */
        post: operations["acknowledge-alarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm}/finding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提出核查结论
         * @description What was found; another has to agree
         */
        post: operations["propose-finding"];
        /**
         * 退回核查结论
         * @description It is to be looked into again
         */
        delete: operations["decline-finding"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{alarm}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 复核并办结报警（须另一人）
         * @description Agree with what was found, as a second person, and close
         */
        post: operations["close-alarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision/{supervisee}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 谁查阅过我的档案
         * @description Who looked at one's file or track, when, and what for
         */
        get: operations["who-looked-at-me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 谁查阅过该档案（监督）
         * @description The same for whoever watches over correction
         */
        get: operations["who-looked-at-supervisee"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{region}/supervision-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 社区矫正统计（只有汇总数，不涉及个人）
         * @description Figures of community correction of a county, a town or a village over some months: people by ground and office, alarms, check-ins, leave, positions. Sums alone; nobody is named
         */
        get: operations["show-supervision-figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map-tiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 地图底图的来源
         * @description What maps are drawn on, as this installation has set it. Null: nothing; the county's boundary and what the bureau entered stand for themselves
         */
        get: operations["show-map-tiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{region}/supervision-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 辖区社区矫正决定、依据和不批准（不含姓名）
         * @description What was decided in correction, on people and on alarms, on which ground, and what was refused, of a county, a town or a village; nobody is named
         */
        get: operations["list-supervision-decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{region}/supervision-looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 谁查阅过辖区内的档案、轨迹和位置，目的是什么
         * @description Who looked at files, tracks and positions of a county, a town or a village, when, and what for. A page may hold fewer than it asks for
         */
        get: operations["list-supervision-looks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 定位装置批量上报位置
         * @description Positions of a device, at most 1,000 at once; `datum` says what the numbers are, times carry their zone. Kept when it is answered
         */
        post: operations["send-positions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/positions/osmand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 定位装置上报位置（OsmAnd 协议）
         * @description A position by the OsmAnd protocol in the query, as clients of Traccar up to 7.x send it; `id` is the device
         */
        get: operations["send-osmand-query"];
        put?: never;
        /**
         * 定位装置上报位置（OsmAnd 协议，查询、JSON 或表单）
         * @description The same by POST: in the query, as JSON (9.x) or as a form (10.1)
         */
        post: operations["send-osmand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/my-supervision/{supervisee}/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 信息化核查时上报我的位置
         * @description Where one is, while a check is open; anything else is counted and not kept
         */
        post: operations["send-my-positions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/devices/{device}/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 导入定位装置的轨迹文件（GPX 或 CSV）
         * @description A file out of a bound device: GPX, or a table with time, lng, lat; what no basis covers is counted and not kept
         */
        post: operations["import-positions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{region}/position-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 辖区当前位置（先写明目的，查阅本身记录在案）
         * @description Where those are now of whom it may be known now, in a county, a town or a village. The purpose is recorded first
         */
        post: operations["look-at-positions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/supervisees/{supervisee}/track-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 查阅轨迹（先写明目的，查阅本身记录在案）
         * @description What is kept of somebody's track, with what was noticed about each position. The purpose is recorded first
         */
        post: operations["look-at-track"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 实时更新（SSE），断线后用 Last-Event-ID 续传
         * @description Server-sent events: event names and ids, never text. Resume with Last-Event-ID; `reset` means: load anew; `signed-out`: sign in again.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/turn-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 取得通话的连接方式和中继临时凭证
         * @description How a call connects: what RTCPeerConnection takes as `iceServers` and `iceTransportPolicy`. `relay`: neither side learns the other's address
         */
        post: operations["issue-turn-credentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 正在呼叫或通话中的
         * @description Whether calls are offered here, and which ring for the viewer or are talked in now
         */
        get: operations["list-calls-on"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一个咨询的通话记录
         * @description Calls about a question, newest first, missed ones too; to a lawyer his own
         */
        get: operations["list-calls"];
        put?: never;
        /**
         * 拨打通话
         * @description Ring: the asker one of those who answered, a lawyer who answers or has answered the asker. It rings for 45 seconds
         */
        post: operations["ring-call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查看一次通话
         * @description One call, for the two who are in it
         */
        get: operations["show-call"];
        put?: never;
        post?: never;
        /**
         * 挂断、拒接或取消
         * @description Hang up; while it rings: decline, or cancel what one rang oneself
         */
        delete: operations["end-call"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 接听
         * @description Take a call that rings; in this tab and no other
         */
        put: operations["take-call"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 确认通话仍在继续
         * @description This side sees and hears the other. Only while both say so is time counted; not said for a minute: the call is lost
         */
        put: operations["confirm-call"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 通话信令
         * @description To the other side of a call that was taken, over its live stream (`call-signal`). Kept nowhere; may be lost: say again what is not answered
         */
        post: operations["send-call-signal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 存证回执（证明数据）
         * @description Receipt of a question and its answers: inclusion proofs to a signed seal of the log, and what opens the sealed texts; checked offline
         */
        get: operations["show-receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/receipt/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 存证回执（打印用网页，二维码即证明）
         * @description The same as one HTML page to print; its QR codes hold the proof itself
         */
        get: operations["print-receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 代为打印存证回执（写明理由，记录在案）
         * @description Her receipt as the page to print, for an office that hands it to her; why is recorded first
         */
        post: operations["give-receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/bundles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 导出证据包（写明理由，记录在案）
         * @description The case as one file of evidence, checked offline without the platform: its events as stored, with their way to the newest seal; personal values stay sealed. Why is recorded first
         */
        post: operations["export-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 微信核对推送地址
         * @description WeChat asks whether this address is ours
         */
        get: operations["greet-wechat"];
        put?: never;
        /**
         * 微信推送（模板消息、订阅通知的送达结果）
         * @description What WeChat pushes, sealed and signed; outcomes of our messages are taken in
         */
        post: operations["wechat-reports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/sms/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 短信状态报告
         * @description Status reports of short messages; the address ends in a secret
         */
        post: operations["sms-reports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 各服务运行情况
         * @description Every instance of every service: ready or why not, views, consumers, deadlines and how late they were
         */
        get: operations["list-services"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{service}/views/{name}/rebuilds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 重建视图
         * @description Make a view anew beside the live one, compare both, and put it in its place: goes on without whoever asked
         */
        post: operations["rebuild-view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 死信与停放的时限
         * @description Events that a consumer could not take, and streams whose deadlines could not be settled, with what people miss
         */
        get: operations["list-dead-letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{consumer}/{event}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 重放死信
         * @description Deliver a dead letter again, and then what waits behind it
         */
        post: operations["replay-dead-letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{consumer}/{event}/discards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 放弃死信
         * @description Pass a dead letter over for good; what waits behind it goes on
         */
        post: operations["discard-dead-letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parked-streams/{stream}/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 重试停放的时限
         * @description Try once more to settle a stream whose deadline could not be
         */
        post: operations["settle-stream-again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/counties/{county}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 本县通知
         * @description What was to be told in a county, newest first: how many were told, how many held back and why
         */
        get: operations["list-notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一件咨询的通知
         * @description Everything that was told, or held back, about one question
         */
        get: operations["list-question-notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consultations/{consultation}/notifications/{delivery}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一次通知的收件人
         * @description Who of one notification was told by which channel, what became of it, and who was not told and why
         */
        get: operations["list-recipients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lawyers/{lawyer}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 一名律师的通知
         * @description What one lawyer was told, newest first, and what was held back and why
         */
        get: operations["list-lawyer-notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 审计日志
         * @description Who did what, who looked at what, who came in: newest first. Looking at it is recorded too
         */
        get: operations["list-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy-matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 权限矩阵
         * @description Every route with every role: how far it reaches, made from the table that decides
         */
        get: operations["show-policy-matrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /** @description /api/docs#<code> */
            type: string;
            title: string;
            status: number;
            /** @description Stable; programs decide on it. */
            code: string;
            detail?: string;
            params?: {
                [key: string]: string | number;
            };
            errors?: {
                /** @enum {string} */
                in: "path" | "query" | "body" | "header";
                field: string;
                rule: string;
                text: string;
            }[];
            requestId: string;
        };
    };
    responses: {
        /** @description `malformed-request` 请求格式不正确 · `no-such-position` 请求的数据版本不存在 */
        Problem400_1: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "malformed-request" | "no-such-position";
                };
            };
        };
        /** @description `too-many-requests` 操作过于频繁，请稍后再试 */
        Problem429_2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "too-many-requests";
                };
            };
        };
        /** @description `bus-forbidden` 平台的部署有误，这项暂时不能办理 · `internal` 系统出错，已记录 */
        Problem500_3: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bus-forbidden" | "internal";
                };
            };
        };
        /** @description `busy` 现在办理的人多，请稍等几秒再试 · `no-responder` 服务暂时不可用，请稍后再试 · `not-yet` 数据正在更新，请稍后再试 */
        Problem503_4: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "busy" | "no-responder" | "not-yet";
                };
            };
        };
        /** @description `request-timeout` 处理超时 */
        Problem504_5: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "request-timeout";
                };
            };
        };
        /** @description `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `no-such-position` 请求的数据版本不存在 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_6: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "malformed-request" | "malformed-url" | "no-such-position" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `no-such-thing` 没有找到 */
        Problem404_7: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-thing";
                };
            };
        };
        /** @description `address-too-long` 网址过长 */
        Problem414_8: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "address-too-long";
                };
            };
        };
        /** @description `body-missing` 缺少请求内容 · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_9: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-missing" | "malformed-json" | "malformed-request" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 */
        Problem403_10: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request";
                };
            };
        };
        /** @description `body-too-large` 内容过大 */
        Problem413_11: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-too-large";
                };
            };
        };
        /** @description `encoding-not-supported` 不接受压缩过的请求内容 · `media-type-not-supported` 不支持这种内容类型 */
        Problem415_12: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "encoding-not-supported" | "media-type-not-supported";
                };
            };
        };
        /** @description `busy` 现在办理的人多，请稍等几秒再试 · `code-not-sent` 验证码暂时无法发送，请稍后再试 · `no-responder` 服务暂时不可用，请稍后再试 · `no-sms-provider` 本平台尚未接通短信，不能发送验证码 */
        Problem503_13: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "busy" | "code-not-sent" | "no-responder" | "no-sms-provider";
                };
            };
        };
        /** @description `code-not-accepted` 验证码不正确或已过期 · `ticket-not-accepted` 微信授权已过期，请重新授权 */
        Problem401_14: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "code-not-accepted" | "ticket-not-accepted";
                };
            };
        };
        /** @description `account-suspended` 账号已停用 · `cross-site-request` 请求来自其他网站，已拒绝 · `use-own-site` 这个网址不供您的账号使用 · `use-password` 工作人员和律师请用密码和动态口令登录 */
        Problem403_15: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account-suspended" | "cross-site-request" | "use-own-site" | "use-password";
                };
            };
        };
        /** @description `wechat-bound-already` 微信号或账号已绑定 */
        Problem409_16: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "wechat-bound-already";
                };
            };
        };
        /** @description `busy` 现在办理的人多，请稍等几秒再试 · `no-responder` 服务暂时不可用，请稍后再试 */
        Problem503_17: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "busy" | "no-responder";
                };
            };
        };
        /** @description `credentials-not-accepted` 账号、密码或动态口令不正确 */
        Problem401_18: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "credentials-not-accepted";
                };
            };
        };
        /** @description `account-suspended` 账号已停用 · `cross-site-request` 请求来自其他网站，已拒绝 · `use-own-site` 这个网址不供您的账号使用 */
        Problem403_19: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account-suspended" | "cross-site-request" | "use-own-site";
                };
            };
        };
        /** @description `sign-in-blocked` 失败次数过多，暂时不能登录 · `too-many-requests` 操作过于频繁，请稍后再试 */
        Problem429_20: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "sign-in-blocked" | "too-many-requests";
                };
            };
        };
        /** @description `link-not-accepted` 链接无效、已使用或已过期 */
        Problem401_21: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "link-not-accepted";
                };
            };
        };
        /** @description `malformed-request` 请求格式不正确 */
        Problem400_22: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "malformed-request";
                };
            };
        };
        /** @description `wechat-not-offered` 本平台未开通微信登录 */
        Problem404_23: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "wechat-not-offered";
                };
            };
        };
        /** @description `bus-forbidden` 平台的部署有误，这项暂时不能办理 · `internal` 系统出错，已记录 · `wechat-misconfigured` 微信登录未正确配置 */
        Problem500_24: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bus-forbidden" | "internal" | "wechat-misconfigured";
                };
            };
        };
        /** @description `ticket-not-accepted` 微信授权已过期，请重新授权 · `wechat-code-not-accepted` 微信授权码无效或已过期，请重新授权 */
        Problem401_25: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "ticket-not-accepted" | "wechat-code-not-accepted";
                };
            };
        };
        /** @description `busy` 现在办理的人多，请稍等几秒再试 · `no-responder` 服务暂时不可用，请稍后再试 · `wechat-unavailable` 微信暂时无法连接，请稍后再试或改用手机验证码 */
        Problem503_26: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "busy" | "no-responder" | "wechat-unavailable";
                };
            };
        };
        /** @description `not-signed-in` 请先登录 · `session-ended` 登录已失效，请重新登录 */
        Problem401_27: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not-signed-in" | "session-ended";
                };
            };
        };
        /** @description `person-restricted` 此人的个人信息已依法限制处理 */
        Problem403_28: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "person-restricted";
                };
            };
        };
        /** @description `person-erased` 此人的个人信息已依法删除 */
        Problem410_29: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "person-erased";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `person-restricted` 此人的个人信息已依法限制处理 */
        Problem403_30: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "person-restricted";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_31: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `credentials-not-accepted` 账号、密码或动态口令不正确 · `not-signed-in` 请先登录 · `session-ended` 登录已失效，请重新登录 */
        Problem401_32: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "credentials-not-accepted" | "not-signed-in" | "session-ended";
                };
            };
        };
        /** @description `account-suspended` 账号已停用 · `cross-site-request` 请求来自其他网站，已拒绝 · `person-restricted` 此人的个人信息已依法限制处理 */
        Problem403_33: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account-suspended" | "cross-site-request" | "person-restricted";
                };
            };
        };
        /** @description `password-too-common` 密码过于常见，请换一个 · `password-too-long` 密码最多 128 个字符 · `password-too-short` 密码至少 12 个字符 */
        Problem422_34: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "password-too-common" | "password-too-long" | "password-too-short";
                };
            };
        };
        /** @description `second-factor-enrolled` 已绑定动态口令 */
        Problem409_35: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "second-factor-enrolled";
                };
            };
        };
        /** @description `code-not-accepted` 验证码不正确或已过期 · `not-signed-in` 请先登录 · `session-ended` 登录已失效，请重新登录 · `ticket-not-accepted` 微信授权已过期，请重新授权 */
        Problem401_36: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "code-not-accepted" | "not-signed-in" | "session-ended" | "ticket-not-accepted";
                };
            };
        };
        /** @description `account-suspended` 账号已停用 · `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `person-restricted` 此人的个人信息已依法限制处理 */
        Problem403_37: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account-suspended" | "cross-site-request" | "enrolment-unfinished" | "person-restricted";
                };
            };
        };
        /** @description `bad-cursor` 翻页位置无效，请从第一页开始 · `malformed-request` 请求格式不正确 · `no-such-position` 请求的数据版本不存在 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_38: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad-cursor" | "malformed-request" | "no-such-position" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_39: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "enrolment-unfinished" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `body-missing` 缺少请求内容 · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `not-valid` 填写的内容不符合要求 · `text-has-nul` 内容中含有不能保存的字符 · `text-malformed` 文字中含有不完整的字符 · `unknown-field` 请求中有不认识的字段 */
        Problem400_40: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-missing" | "malformed-json" | "malformed-request" | "not-valid" | "text-has-nul" | "text-malformed" | "unknown-field";
                };
            };
        };
        /** @description `body-too-large` 内容过大 · `text-too-long` 文字过长 */
        Problem413_41: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-too-large" | "text-too-long";
                };
            };
        };
        /** @description `text-empty` 请填写内容 */
        Problem422_42: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "text-empty";
                };
            };
        };
        /** @description `body-missing` 缺少请求内容 · `idempotency-key-malformed` Idempotency-Key 格式不正确 · `idempotency-key-missing` 缺少 Idempotency-Key · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `not-valid` 填写的内容不符合要求 · `text-has-nul` 内容中含有不能保存的字符 · `text-malformed` 文字中含有不完整的字符 · `unknown-field` 请求中有不认识的字段 */
        Problem400_43: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-missing" | "idempotency-key-malformed" | "idempotency-key-missing" | "malformed-json" | "malformed-request" | "not-valid" | "text-has-nul" | "text-malformed" | "unknown-field";
                };
            };
        };
        /** @description `agent-out-of-reach` 提问人所在地不在您的任职或聘任范围内 · `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `guardian-consent-missing` 不满十四周岁的孩子，须由监护人提问并同意 · `mandate-expired` 授权已到期 · `mandate-for-another-matter` 这份授权不是用于此咨询的 · `mandate-not-begun` 授权尚未生效 · `mandate-of-another` 这份授权不是该提问人给您的 · `mandate-revoked` 授权已撤销 · `no-mandate` 没有代办授权记录 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_44: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "agent-out-of-reach" | "cross-site-request" | "enrolment-unfinished" | "guardian-consent-missing" | "mandate-expired" | "mandate-for-another-matter" | "mandate-not-begun" | "mandate-of-another" | "mandate-revoked" | "no-mandate" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-blob` 没有这个文件 · `no-such-mandate` 没有这份代办授权 · `no-such-thing` 没有找到 */
        Problem404_45: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-blob" | "no-such-mandate" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `notice-outdated` 个人信息处理告知书已有新版本 · `own-mandate` 自己的咨询不需要授权 */
        Problem409_46: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "notice-outdated" | "own-mandate";
                };
            };
        };
        /** @description `county-not-served` 本平台不服务该县（旗、市、区） · `lookup-value-empty` 姓名或号码中没有可用的内容 · `mandate-until-past` 授权的截止时间不对 · `no-such-division` 没有这个行政区划 · `term-too-long` 授权期限过长 · `text-empty` 请填写内容 · `witness-missing` 授权缺少可查证的凭据 */
        Problem422_47: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "county-not-served" | "lookup-value-empty" | "mandate-until-past" | "no-such-division" | "term-too-long" | "text-empty" | "witness-missing";
                };
            };
        };
        /** @description `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_48: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "malformed-request" | "malformed-url" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `no-such-blob` 没有这个文件 · `no-such-thing` 没有找到 */
        Problem404_49: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-blob" | "no-such-thing";
                };
            };
        };
        /** @description `range-not-satisfiable` 请求的范围超出文件大小 */
        Problem416_50: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "range-not-satisfiable";
                };
            };
        };
        /** @description `blob-damaged` 文件损坏，无法读取 · `bus-forbidden` 平台的部署有误，这项暂时不能办理 · `internal` 系统出错，已记录 */
        Problem500_51: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "blob-damaged" | "bus-forbidden" | "internal";
                };
            };
        };
        /** @description `body-missing` 缺少请求内容 · `idempotency-key-malformed` Idempotency-Key 格式不正确 · `idempotency-key-missing` 缺少 Idempotency-Key · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_52: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-missing" | "idempotency-key-malformed" | "idempotency-key-missing" | "malformed-json" | "malformed-request" | "malformed-url" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `agent-out-of-reach` 提问人所在地不在您的任职或聘任范围内 · `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `guardian-consent-missing` 不满十四周岁的孩子，须由监护人提问并同意 · `mandate-expired` 授权已到期 · `mandate-for-another-matter` 这份授权不是用于此咨询的 · `mandate-not-begun` 授权尚未生效 · `mandate-of-another` 这份授权不是该提问人给您的 · `mandate-revoked` 授权已撤销 · `no-mandate` 没有代办授权记录 · `not-asker` 只有提问人可以进行此项操作 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_53: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "agent-out-of-reach" | "cross-site-request" | "enrolment-unfinished" | "guardian-consent-missing" | "mandate-expired" | "mandate-for-another-matter" | "mandate-not-begun" | "mandate-of-another" | "mandate-revoked" | "no-mandate" | "not-asker" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-consultation` 没有这个咨询 · `no-such-mandate` 没有这份代办授权 · `no-such-thing` 没有找到 */
        Problem404_54: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-consultation" | "no-such-mandate" | "no-such-thing";
                };
            };
        };
        /** @description `guardian-consent-withdrawn` 监护人已撤回同意，此咨询已经结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `own-mandate` 自己的咨询不需要授权 */
        Problem409_55: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "guardian-consent-withdrawn" | "idempotency-key-reused" | "own-mandate";
                };
            };
        };
        /** @description `mandate-until-past` 授权的截止时间不对 · `term-too-long` 授权期限过长 · `witness-missing` 授权缺少可查证的凭据 */
        Problem422_56: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "mandate-until-past" | "term-too-long" | "witness-missing";
                };
            };
        };
        /** @description `agent-out-of-reach` 提问人所在地不在您的任职或聘任范围内 · `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `mandate-expired` 授权已到期 · `mandate-for-another-matter` 这份授权不是用于此咨询的 · `mandate-not-begun` 授权尚未生效 · `mandate-of-another` 这份授权不是该提问人给您的 · `mandate-revoked` 授权已撤销 · `no-mandate` 没有代办授权记录 · `not-asker` 只有提问人可以进行此项操作 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_57: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "agent-out-of-reach" | "cross-site-request" | "enrolment-unfinished" | "mandate-expired" | "mandate-for-another-matter" | "mandate-not-begun" | "mandate-of-another" | "mandate-revoked" | "no-mandate" | "not-asker" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-such-consent` 此咨询没有这项同意可以撤回 · `own-mandate` 自己的咨询不需要授权 */
        Problem409_58: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "no-such-consent" | "own-mandate";
                };
            };
        };
        /** @description `body-missing` 缺少请求内容 · `idempotency-key-malformed` Idempotency-Key 格式不正确 · `idempotency-key-missing` 缺少 Idempotency-Key · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `text-has-nul` 内容中含有不能保存的字符 · `text-malformed` 文字中含有不完整的字符 · `unknown-field` 请求中有不认识的字段 */
        Problem400_59: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-missing" | "idempotency-key-malformed" | "idempotency-key-missing" | "malformed-json" | "malformed-request" | "malformed-url" | "not-valid" | "text-has-nul" | "text-malformed" | "unknown-field";
                };
            };
        };
        /** @description `no-such-blob` 没有这个文件 · `no-such-consultation` 没有这个咨询 · `no-such-mandate` 没有这份代办授权 · `no-such-thing` 没有找到 */
        Problem404_60: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-blob" | "no-such-consultation" | "no-such-mandate" | "no-such-thing";
                };
            };
        };
        /** @description `guardian-consent-withdrawn` 监护人已撤回同意，此咨询已经结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-such-thread` 该律师没有可追问的解答 · `own-mandate` 自己的咨询不需要授权 */
        Problem409_61: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "guardian-consent-withdrawn" | "idempotency-key-reused" | "no-such-thread" | "own-mandate";
                };
            };
        };
        /** @description `mandate-until-past` 授权的截止时间不对 · `term-too-long` 授权期限过长 · `text-empty` 请填写内容 · `witness-missing` 授权缺少可查证的凭据 */
        Problem422_62: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "mandate-until-past" | "term-too-long" | "text-empty" | "witness-missing";
                };
            };
        };
        /** @description `consultation-closed` 咨询已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-such-thread` 该律师没有可追问的解答 · `not-offered` 目前不能另请律师 · `own-mandate` 自己的咨询不需要授权 */
        Problem409_63: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "consultation-closed" | "idempotency-key-reused" | "no-such-thread" | "not-offered" | "own-mandate";
                };
            };
        };
        /** @description `consultation-closed` 咨询已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `own-mandate` 自己的咨询不需要授权 · `quorum-met` 解答人数已满 */
        Problem409_64: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "consultation-closed" | "idempotency-key-reused" | "own-mandate" | "quorum-met";
                };
            };
        };
        /** @description `no-such-answer` 没有这条解答 · `no-such-consultation` 没有这个咨询 · `no-such-mandate` 没有这份代办授权 · `no-such-thing` 没有找到 */
        Problem404_65: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-answer" | "no-such-consultation" | "no-such-mandate" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `own-mandate` 自己的咨询不需要授权 */
        Problem409_66: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "own-mandate";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-asker` 只有提问人可以进行此项操作 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_67: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-asker" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-answer` 没有这条解答 · `no-such-consultation` 没有这个咨询 · `no-such-thing` 没有找到 */
        Problem404_68: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-answer" | "no-such-consultation" | "no-such-thing";
                };
            };
        };
        /** @description `answer-not-hidden` 您的解答没有被隐藏 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_69: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "answer-not-hidden" | "idempotency-key-reused";
                };
            };
        };
        /** @description `idempotency-key-malformed` Idempotency-Key 格式不正确 · `idempotency-key-missing` 缺少 Idempotency-Key · `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_70: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-malformed" | "idempotency-key-missing" | "malformed-request" | "malformed-url" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `no-such-consultation` 没有这个咨询 · `no-such-thing` 没有找到 */
        Problem404_71: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-consultation" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_72: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused";
                };
            };
        };
        /** @description `because-missing` 请写明办理理由 · `body-missing` 缺少请求内容 · `idempotency-key-malformed` Idempotency-Key 格式不正确 · `idempotency-key-missing` 缺少 Idempotency-Key · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_73: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "because-missing" | "body-missing" | "idempotency-key-malformed" | "idempotency-key-missing" | "malformed-json" | "malformed-request" | "malformed-url" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `not-principal` 只有授权人、受托人或当地窗口可以撤销授权 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_74: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "not-principal" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-mandate` 没有这份代办授权 · `no-such-thing` 没有找到 */
        Problem404_75: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-mandate" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `notice-outdated` 个人信息处理告知书已有新版本 */
        Problem409_76: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "notice-outdated";
                };
            };
        };
        /** @description `malformed-request` 请求格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_77: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "malformed-request" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `no-phone-on-account` 账号没有可用的手机号，不能在线核实身份 */
        Problem409_78: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-phone-on-account";
                };
            };
        };
        /** @description `body-missing` 缺少请求内容 · `idempotency-key-malformed` Idempotency-Key 格式不正确 · `idempotency-key-missing` 缺少 Idempotency-Key · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_79: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-missing" | "idempotency-key-malformed" | "idempotency-key-missing" | "malformed-json" | "malformed-request" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `identity-not-shown` 验证码不正确或已过期，未能核实是您本人 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_80: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "identity-not-shown" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-person` 没有这名人员 */
        Problem404_81: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-person";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-phone-on-account` 账号没有可用的手机号，不能在线核实身份 · `retention-running` 法定保存期限未满，已改为限制处理 */
        Problem409_82: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "no-phone-on-account" | "retention-running";
                };
            };
        };
        /** @description `idempotency-key-malformed` Idempotency-Key 格式不正确 · `idempotency-key-missing` 缺少 Idempotency-Key · `malformed-request` 请求格式不正确 */
        Problem400_83: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-malformed" | "idempotency-key-missing" | "malformed-request";
                };
            };
        };
        /** @description `no-such-request` 没有这项删除申请 */
        Problem404_84: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-request";
                };
            };
        };
        /** @description `already-confirmed` 删除申请已经确认，不能再改 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_85: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already-confirmed" | "idempotency-key-reused";
                };
            };
        };
        /** @description `no-such-request` 没有这项删除申请 · `no-such-thing` 没有找到 */
        Problem404_86: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-request" | "no-such-thing";
                };
            };
        };
        /** @description `no-such-person` 没有这名人员 · `no-such-thing` 没有找到 */
        Problem404_87: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-person" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `retention-running` 法定保存期限未满，已改为限制处理 */
        Problem409_88: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "retention-running";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `identity-not-shown` 验证码不正确或已过期，未能核实是您本人 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 · `same-person` 须由另一人确认 */
        Problem403_89: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "identity-not-shown" | "not-permitted" | "person-restricted" | "role-not-held" | "same-person";
                };
            };
        };
        /** @description `period-over` 所填的保存期已经届满 */
        Problem422_90: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "period-over";
                };
            };
        };
        /** @description `bad-cursor` 翻页位置无效，请从第一页开始 · `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `no-such-position` 请求的数据版本不存在 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_91: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad-cursor" | "malformed-request" | "malformed-url" | "no-such-position" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `another-proposal-waits` 已有一项待确认 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `retention-not-set` 尚未设定保存期 */
        Problem409_92: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "another-proposal-waits" | "idempotency-key-reused" | "retention-not-set";
                };
            };
        };
        /** @description `no-such-proposal` 没有待确认的这一项 · `no-such-thing` 没有找到 */
        Problem404_93: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-proposal" | "no-such-thing";
                };
            };
        };
        /** @description `blob-too-large` 文件过大 · `body-too-large` 内容过大 */
        Problem413_94: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "blob-too-large" | "body-too-large";
                };
            };
        };
        /** @description `encoding-not-supported` 不接受压缩过的请求内容 · `media-type-not-supported` 不支持这种内容类型 · `type-not-allowed` 不支持这种文件类型 */
        Problem415_95: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "encoding-not-supported" | "media-type-not-supported" | "type-not-allowed";
                };
            };
        };
        /** @description `lookup-value-empty` 姓名或号码中没有可用的内容 */
        Problem422_96: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "lookup-value-empty";
                };
            };
        };
        /** @description `too-many-requests` 操作过于频繁，请稍后再试 · `too-many-uploads` 未完成的上传过多 */
        Problem429_97: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "too-many-requests" | "too-many-uploads";
                };
            };
        };
        /** @description `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 · `upload-offset-missing` 缺少 Upload-Offset */
        Problem400_98: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "malformed-request" | "malformed-url" | "not-valid" | "unknown-field" | "upload-offset-missing";
                };
            };
        };
        /** @description `no-such-upload` 没有这次上传，或已过期 */
        Problem404_99: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-upload";
                };
            };
        };
        /** @description `upload-offset` 续传位置不符 */
        Problem409_100: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "upload-offset";
                };
            };
        };
        /** @description `body-too-large` 内容过大 · `upload-too-long` 上传的内容超过声明的大小 */
        Problem413_101: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-too-large" | "upload-too-long";
                };
            };
        };
        /** @description `blob-too-large` 文件过大 */
        Problem413_102: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "blob-too-large";
                };
            };
        };
        /** @description `type-not-allowed` 不支持这种文件类型 */
        Problem415_103: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "type-not-allowed";
                };
            };
        };
        /** @description `file-infected` 文件含有病毒，没有收下 */
        Problem422_104: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "file-infected";
                };
            };
        };
        /** @description `busy` 现在办理的人多，请稍等几秒再试 · `file-not-scanned` 暂时不能检查文件是否带病毒，文件还没有发出 · `no-responder` 服务暂时不可用，请稍后再试 */
        Problem503_105: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "busy" | "file-not-scanned" | "no-responder";
                };
            };
        };
        /** @description `store-full` 存储空间不足，暂时不能办理 */
        Problem507_106: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "store-full";
                };
            };
        };
        /** @description `lawyer-not-linked` 账号尚未关联律师 */
        Problem409_107: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "lawyer-not-linked";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `enterprise-only` 企业咨询只由有企业服务经验的律师解答 · `lawyer-inactive` 律师目前不能执业或接受咨询 · `not-eligible` 此咨询尚未向您开放 · `not-permitted` 您无权进行此项操作 · `not-this-lawyer` 账号与律师不符 · `own-question` 不能解答自己的咨询 · `person-restricted` 此人的个人信息已依法限制处理 · `recused` 已回避此咨询，或与对方有利益冲突 · `role-not-held` 您没有这一身份 */
        Problem403_108: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "enterprise-only" | "lawyer-inactive" | "not-eligible" | "not-permitted" | "not-this-lawyer" | "own-question" | "person-restricted" | "recused" | "role-not-held";
                };
            };
        };
        /** @description `already-answered` 您已解答过此咨询 · `claim-exhausted` 占位次数或时间已用完 · `claim-not-needed` 本县法律顾问无须占位，可直接解答 · `consultation-closed` 咨询已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-free-claim` 目前没有空余的解答名额 · `quorum-met` 解答人数已满 · `too-many-claims` 您同时占位的咨询过多 */
        Problem409_109: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already-answered" | "claim-exhausted" | "claim-not-needed" | "consultation-closed" | "idempotency-key-reused" | "no-free-claim" | "quorum-met" | "too-many-claims";
                };
            };
        };
        /** @description `claim-exhausted` 占位次数或时间已用完 · `consultation-closed` 咨询已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-claim` 没有有效的占位 */
        Problem409_110: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "claim-exhausted" | "consultation-closed" | "idempotency-key-reused" | "no-claim";
                };
            };
        };
        /** @description `consultation-closed` 咨询已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_111: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "consultation-closed" | "idempotency-key-reused";
                };
            };
        };
        /** @description `no-such-blob` 没有这个文件 · `no-such-call` 没有这次通话 · `no-such-consultation` 没有这个咨询 · `no-such-thing` 没有找到 */
        Problem404_112: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-blob" | "no-such-call" | "no-such-consultation" | "no-such-thing";
                };
            };
        };
        /** @description `already-answered` 您已解答过此咨询 · `answer-hidden` 您的解答已被隐藏，待审核 · `call-not-over` 通话尚未结束 · `consultation-closed` 咨询已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-free-claim` 目前没有空余的解答名额 · `quorum-met` 解答人数已满 */
        Problem409_113: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already-answered" | "answer-hidden" | "call-not-over" | "consultation-closed" | "idempotency-key-reused" | "no-free-claim" | "quorum-met";
                };
            };
        };
        /** @description `not-substantive` 解答内容过少 · `text-empty` 请填写内容 */
        Problem422_114: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not-substantive" | "text-empty";
                };
            };
        };
        /** @description `call-not-over` 通话尚未结束 · `consultation-closed` 咨询已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-such-thread` 该律师没有可追问的解答 */
        Problem409_115: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "call-not-over" | "consultation-closed" | "idempotency-key-reused" | "no-such-thread";
                };
            };
        };
        /** @description `no-such-lawyer` 没有这名律师 */
        Problem404_116: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-lawyer";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-deregistered` 律师已注销登记 · `lawyer-not-linked` 账号尚未关联律师 */
        Problem409_117: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "lawyer-deregistered" | "lawyer-not-linked";
                };
            };
        };
        /** @description `quiet-hours-empty` 免打扰时段不能为空 */
        Problem422_118: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "quiet-hours-empty";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-deregistered` 律师已注销登记 · `lawyer-not-linked` 账号尚未关联律师 · `too-many-conflicts` 申报的利益冲突过多 */
        Problem409_119: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "lawyer-deregistered" | "lawyer-not-linked" | "too-many-conflicts";
                };
            };
        };
        /** @description `barred-after-no-show` 因缺岗，暂不能报名值班 · `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `language-needed` 此班次需要相应的语言能力 · `lawyer-inactive` 律师目前不能执业或接受咨询 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_120: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "barred-after-no-show" | "cross-site-request" | "enrolment-unfinished" | "language-needed" | "lawyer-inactive" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-roster` 没有这个值班表 · `no-such-shift` 没有这个班次 */
        Problem404_121: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-roster" | "no-such-shift";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-not-linked` 账号尚未关联律师 · `not-open-yet` 尚未开放报名 · `shift-begun` 班次已开始 · `shift-cancelled` 班次已取消 · `shift-full` 班次已满 · `shift-overlaps` 与您已有的班次时间重叠 · `too-many-shifts-held` 本月班次已达上限 */
        Problem409_122: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "lawyer-not-linked" | "not-open-yet" | "shift-begun" | "shift-cancelled" | "shift-full" | "shift-overlaps" | "too-many-shifts-held";
                };
            };
        };
        /** @description `malformed-request` 请求格式不正确 · `no-such-position` 请求的数据版本不存在 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_123: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "malformed-request" | "no-such-position" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `no-such-callback` 没有这项回呼 · `no-such-thing` 没有找到 */
        Problem404_124: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-callback" | "no-such-thing";
                };
            };
        };
        /** @description `callback-over` 回呼已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `taken-by-another` 已由他人受理 */
        Problem409_125: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "callback-over" | "idempotency-key-reused" | "taken-by-another";
                };
            };
        };
        /** @description `callback-over` 回呼已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `not-taken` 尚未受理 · `taken-by-another` 已由他人受理 */
        Problem409_126: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "callback-over" | "idempotency-key-reused" | "not-taken" | "taken-by-another";
                };
            };
        };
        /** @description `attempt-out-of-order` 呼叫次序不符 · `callback-over` 回呼已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `not-taken` 尚未受理 · `taken-by-another` 已由他人受理 */
        Problem409_127: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "attempt-out-of-order" | "callback-over" | "idempotency-key-reused" | "not-taken" | "taken-by-another";
                };
            };
        };
        /** @description `callback-over` 回呼已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_128: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "callback-over" | "idempotency-key-reused";
                };
            };
        };
        /** @description `not-taken` 尚未受理 */
        Problem409_129: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not-taken";
                };
            };
        };
        /** @description `no-such-danger` 没有这项警情 · `no-such-thing` 没有找到 */
        Problem404_130: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-danger" | "no-such-thing";
                };
            };
        };
        /** @description `already-acknowledged` 警情已有人接手 · `danger-resolved` 警情已处置完毕 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_131: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already-acknowledged" | "danger-resolved" | "idempotency-key-reused";
                };
            };
        };
        /** @description `danger-resolved` 警情已处置完毕 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `not-acknowledged` 警情尚无人接手 */
        Problem409_132: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "danger-resolved" | "idempotency-key-reused" | "not-acknowledged";
                };
            };
        };
        /** @description `no-such-review` 没有这项审核 · `no-such-thing` 没有找到 */
        Problem404_133: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-review" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `review-decided` 审核已有结论 · `taken-by-another` 已由他人受理 */
        Problem409_134: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "review-decided" | "taken-by-another";
                };
            };
        };
        /** @description `reason-missing` 隐藏解答须说明理由 */
        Problem422_135: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "reason-missing";
                };
            };
        };
        /** @description `another-proposal-waits` 已有一项待确认 · `begins-before-the-last` 生效时间早于上一方案 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `tiers-narrow` 逐级范围只能由小到大 · `wrong-county` 方案不属于本县 */
        Problem409_136: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "another-proposal-waits" | "begins-before-the-last" | "idempotency-key-reused" | "tiers-narrow" | "wrong-county";
                };
            };
        };
        /** @description `county-not-served` 本平台不服务该县（旗、市、区） · `no-such-division` 没有这个行政区划 */
        Problem422_137: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "county-not-served" | "no-such-division";
                };
            };
        };
        /** @description `body-missing` 缺少请求内容 · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_138: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "body-missing" | "malformed-json" | "malformed-request" | "malformed-url" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 · `same-person` 须由另一人确认 */
        Problem403_139: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "person-restricted" | "role-not-held" | "same-person";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `other-text` 确认的内容与提出的不一致 · `tiers-narrow` 逐级范围只能由小到大 */
        Problem409_140: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "other-text" | "tiers-narrow";
                };
            };
        };
        /** @description `already-in-force` 方案已生效 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_141: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already-in-force" | "idempotency-key-reused";
                };
            };
        };
        /** @description `because-missing` 请写明办理理由 · `body-missing` 缺少请求内容 · `idempotency-key-malformed` Idempotency-Key 格式不正确 · `idempotency-key-missing` 缺少 Idempotency-Key · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_142: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "because-missing" | "body-missing" | "idempotency-key-malformed" | "idempotency-key-missing" | "malformed-json" | "malformed-request" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-exists` 律师已登记 · `licence-taken` 执业证号已登记 · `simulated-in-live-store` 正式环境不得载入模拟律师 */
        Problem409_143: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "lawyer-exists" | "licence-taken" | "simulated-in-live-store";
                };
            };
        };
        /** @description `no-such-division` 没有这个行政区划 */
        Problem422_144: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-division";
                };
            };
        };
        /** @description `file-not-readable` 文件无法读取 */
        Problem422_145: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "file-not-readable";
                };
            };
        };
        /** @description `no-such-lawyer` 没有这名律师 · `no-such-thing` 没有找到 */
        Problem404_146: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-lawyer" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-deregistered` 律师已注销登记 */
        Problem409_147: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "lawyer-deregistered";
                };
            };
        };
        /** @description `appointment-exists` 聘任已登记 · `counsel-already` 已是该村（居）法律顾问 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-deregistered` 律师已注销登记 · `term-over` 任期已过 */
        Problem409_148: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "appointment-exists" | "counsel-already" | "idempotency-key-reused" | "lawyer-deregistered" | "term-over";
                };
            };
        };
        /** @description `county-not-served` 本平台不服务该县（旗、市、区） · `no-such-division` 没有这个行政区划 · `village-outside-county` 村（居）不在本县 */
        Problem422_149: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "county-not-served" | "no-such-division" | "village-outside-county";
                };
            };
        };
        /** @description `check-over` 年度考核已有结论 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-deregistered` 律师已注销登记 · `term-over` 任期已过 */
        Problem409_150: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "check-over" | "idempotency-key-reused" | "lawyer-deregistered" | "term-over";
                };
            };
        };
        /** @description `no-such-appointment` 没有这项聘任 · `no-such-lawyer` 没有这名律师 · `no-such-thing` 没有找到 */
        Problem404_151: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-appointment" | "no-such-lawyer" | "no-such-thing";
                };
            };
        };
        /** @description `appointment-ended` 聘任已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-deregistered` 律师已注销登记 */
        Problem409_152: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "appointment-ended" | "idempotency-key-reused" | "lawyer-deregistered";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `roster-exists` 值班表已存在 */
        Problem409_153: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "roster-exists";
                };
            };
        };
        /** @description `no-such-roster` 没有这个值班表 · `no-such-thing` 没有找到 */
        Problem404_154: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-roster" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `shift-begun` 班次已开始 · `shift-exists` 班次已存在 */
        Problem409_155: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "shift-begun" | "shift-exists";
                };
            };
        };
        /** @description `shift-without-length` 班次时间不正确 · `too-many-shifts` 班次过多 */
        Problem422_156: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "shift-without-length" | "too-many-shifts";
                };
            };
        };
        /** @description `no-such-roster` 没有这个值班表 · `no-such-shift` 没有这个班次 · `no-such-thing` 没有找到 */
        Problem404_157: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-roster" | "no-such-shift" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `shift-begun` 班次已开始 · `shift-over` 班次已结束 */
        Problem409_158: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "shift-begun" | "shift-over";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `shift-not-begun` 班次尚未开始 · `shift-not-held` 您不在这个班次 */
        Problem409_159: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "shift-not-begun" | "shift-not-held";
                };
            };
        };
        /** @description `code-outside-county` 区划代码不在本县 · `code-twice` 区划代码重复 · `no-such-division` 没有这个行政区划 · `village-without-town` 村（居）缺少所属乡镇 */
        Problem422_160: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "code-outside-county" | "code-twice" | "no-such-division" | "village-without-town";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `organisation-exists` 机构已登记 · `own-parent` 机构不能隶属于自己 */
        Problem409_161: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "organisation-exists" | "own-parent";
                };
            };
        };
        /** @description `area-outside-county` 辖区不在本县 · `county-not-served` 本平台不服务该县（旗、市、区） · `no-such-division` 没有这个行政区划 */
        Problem422_162: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "area-outside-county" | "county-not-served" | "no-such-division";
                };
            };
        };
        /** @description `no-such-organisation` 没有这个机构 · `no-such-thing` 没有找到 */
        Problem404_163: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-organisation" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `organisation-closed` 机构已撤销 */
        Problem409_164: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "organisation-closed";
                };
            };
        };
        /** @description `bureau-only` 只有司法局可以进行此项操作 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `organisation-closed` 机构已撤销 */
        Problem409_165: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bureau-only" | "idempotency-key-reused" | "organisation-closed";
                };
            };
        };
        /** @description `bureau-only` 只有司法局可以进行此项操作 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `organisation-closed` 机构已撤销 · `watch-exists` 值守时段已登记 · `watch-over` 值守时段已过 · `watch-overlaps` 值守时段重叠 */
        Problem409_166: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bureau-only" | "idempotency-key-reused" | "organisation-closed" | "watch-exists" | "watch-over" | "watch-overlaps";
                };
            };
        };
        /** @description `too-many-watches` 值守时段过多 · `watch-without-length` 值守时段不正确 */
        Problem422_167: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "too-many-watches" | "watch-without-length";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `person-left` 人员已离任 */
        Problem409_168: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "person-left";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `own-office` 不能给自己登记任职 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_169: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "own-office" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `office-ended` 任职已结束 · `office-exists` 任职已登记 · `person-left` 人员已离任 · `term-over` 任期已过 · `too-many-offices` 任职过多 */
        Problem409_170: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "office-ended" | "office-exists" | "person-left" | "term-over" | "too-many-offices";
                };
            };
        };
        /** @description `no-such-office` 没有这项任职 · `no-such-person` 没有这名人员 · `no-such-thing` 没有找到 */
        Problem404_171: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-office" | "no-such-person" | "no-such-thing";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `office-ended` 任职已结束 · `person-left` 人员已离任 */
        Problem409_172: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "office-ended" | "person-left";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `phone-taken` 该手机号已用于其他账号 */
        Problem409_173: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "phone-taken";
                };
            };
        };
        /** @description `because-missing` 请写明办理理由 · `body-missing` 缺少请求内容 · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_174: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "because-missing" | "body-missing" | "malformed-json" | "malformed-request" | "malformed-url" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `account-suspended` 账号已停用 · `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_175: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account-suspended" | "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-account` 没有这个账号 */
        Problem404_176: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-account";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `own-account` 不能对自己的账号进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_177: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "own-account" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `lawyer-not-linked` 账号尚未关联律师 · `region-needed` 检察监督须写明辖区 · `role-by-office` 岗位角色由任职给予，不能直接授予 · `roles-exclude-each-other` 系统管理员、安全管理员、审计员和检察监督人员须由不同的人担任 */
        Problem409_178: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "lawyer-not-linked" | "region-needed" | "role-by-office" | "roles-exclude-each-other";
                };
            };
        };
        /** @description `account-suspended` 账号已停用 · `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `own-account` 不能对自己的账号进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_179: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "account-suspended" | "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "own-account" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-second-factor` 未绑定动态口令 */
        Problem409_180: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "no-second-factor";
                };
            };
        };
        /** @description `enrolment-unfinished` 请先设置密码和动态口令 · `look-over` 本次查阅已结束 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_181: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "enrolment-unfinished" | "look-over" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `supervisee-exists` 该社区矫正对象已登记 */
        Problem409_182: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "supervisee-exists";
                };
            };
        };
        /** @description `correction-without-length` 矫正期限不对 */
        Problem422_183: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-without-length";
                };
            };
        };
        /** @description `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_184: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_185: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "idempotency-key-reused";
                };
            };
        };
        /** @description `region-outside-county` 执行地不在本县 */
        Problem422_186: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "region-outside-county";
                };
            };
        };
        /** @description `basis-exists` 该依据已经登记 · `basis-overlaps` 与已有的期限重叠 · `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `letter-not-signed` 本人尚未签署承诺书 */
        Problem409_187: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "basis-exists" | "basis-overlaps" | "correction-over" | "idempotency-key-reused" | "letter-not-signed";
                };
            };
        };
        /** @description `basis-beyond-correction` 期限超出社区矫正期限 · `basis-in-the-past` 期限已经过去 · `basis-without-length` 期限不对 */
        Problem422_188: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "basis-beyond-correction" | "basis-in-the-past" | "basis-without-length";
                };
            };
        };
        /** @description `basis-exists` 该依据已经登记 · `basis-overlaps` 与已有的期限重叠 · `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `phone-may-not-serve` 手机不能作为电子定位装置 */
        Problem409_189: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "basis-exists" | "basis-overlaps" | "correction-over" | "idempotency-key-reused" | "phone-may-not-serve";
                };
            };
        };
        /** @description `basis-beyond-correction` 期限超出社区矫正期限 · `basis-in-the-past` 期限已经过去 · `basis-too-long` 一次批准的电子定位期限过长 · `basis-without-length` 期限不对 */
        Problem422_190: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "basis-beyond-correction" | "basis-in-the-past" | "basis-too-long" | "basis-without-length";
                };
            };
        };
        /** @description `no-such-basis` 没有这项依据 · `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_191: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-basis" | "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `device-exists` 该装置已绑定过 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_192: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "device-exists" | "idempotency-key-reused";
                };
            };
        };
        /** @description `no-such-device` 没有绑定这个装置 · `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_193: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-device" | "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-basis` 目前没有有效的依据 · `wrong-device` 装置种类与批准的不符 */
        Problem409_194: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "idempotency-key-reused" | "no-basis" | "wrong-device";
                };
            };
        };
        /** @description `check-open` 上一次核查尚未结束 · `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `no-basis` 目前没有有效的依据 · `too-many-checks` 今日核查次数已满 */
        Problem409_195: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "check-open" | "correction-over" | "idempotency-key-reused" | "no-basis" | "too-many-checks";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `letter-changed` 承诺书内容已有变化 · `no-phone-on-account` 账号没有可用的手机号，不能在线核实身份 */
        Problem409_196: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "idempotency-key-reused" | "letter-changed" | "no-phone-on-account";
                };
            };
        };
        /** @description `letter-not-signed` 本人尚未签署承诺书 */
        Problem409_197: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "letter-not-signed";
                };
            };
        };
        /** @description `busy` 现在办理的人多，请稍等几秒再试 · `document-not-sealed` 文件暂时无法加盖电子签名 · `no-responder` 服务暂时不可用，请稍后再试 */
        Problem503_198: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "busy" | "document-not-sealed" | "no-responder";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `letter-not-signed` 本人尚未签署承诺书 */
        Problem409_199: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "letter-not-signed";
                };
            };
        };
        /** @description `no-such-check` 没有这次核查 · `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_200: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-check" | "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `check-closed` 核查时间已过 · `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_201: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "check-closed" | "correction-over" | "idempotency-key-reused";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 · `zone-beyond-county` 区域超出本县 · `zone-beyond-town` 区域超出您负责的乡镇 · `zone-county-unknown` 尚未设定县界，无法判断区域是否在本县 · `zone-town-unknown` 尚未设定本乡镇的界线，无法判断区域是否在您负责的范围 */
        Problem403_202: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "person-restricted" | "role-not-held" | "zone-beyond-county" | "zone-beyond-town" | "zone-county-unknown" | "zone-town-unknown";
                };
            };
        };
        /** @description `no-boundary` 尚未设定界线 · `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_203: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-boundary" | "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `too-many-zones` 区域过多 · `zone-kind-fixed` 区域的性质不能改变 */
        Problem409_204: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "idempotency-key-reused" | "too-many-zones" | "zone-kind-fixed";
                };
            };
        };
        /** @description `zone-always-allowed` 活动范围始终有效，不设时段 · `zone-coordinates-swapped` 经纬度似乎写反了 · `zone-crosses-itself` 图形自相交 · `zone-datum-doubtful` 坐标系可能不对 · `zone-hole-outside` 图形中的空洞不在外圈以内 · `zone-no-area` 图形没有面积 · `zone-not-closed` 图形没有闭合 · `zone-not-geojson` 文件不是可用的 GeoJSON · `zone-out-of-bounds` 区域不在国内 · `zone-out-of-range` 坐标不在地球上 · `zone-parts-overlap` 图形的几个部分互相重叠或共用一段边线 · `zone-too-few-points` 区域的点太少 · `zone-too-many-points` 区域的顶点过多 · `zone-wrong-size` 半径或宽度不对 */
        Problem422_205: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "zone-always-allowed" | "zone-coordinates-swapped" | "zone-crosses-itself" | "zone-datum-doubtful" | "zone-hole-outside" | "zone-no-area" | "zone-not-closed" | "zone-not-geojson" | "zone-out-of-bounds" | "zone-out-of-range" | "zone-parts-overlap" | "zone-too-few-points" | "zone-too-many-points" | "zone-wrong-size";
                };
            };
        };
        /** @description `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 · `no-such-zone` 没有这个区域 */
        Problem404_206: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-supervisee" | "no-such-thing" | "no-such-zone";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `too-many-zones` 区域过多 · `zone-kind-fixed` 区域的性质不能改变 · `zone-within-scope` 区域在您负责的范围以内 */
        Problem409_207: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "idempotency-key-reused" | "too-many-zones" | "zone-kind-fixed" | "zone-within-scope";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 · `zone-needs-county` 须由县级批准 · `zone-needs-head` 超出本县的区域须由县司法局负责人批准 · `zone-proposal-own` 不能批准自己提请的区域 */
        Problem403_208: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "person-restricted" | "role-not-held" | "zone-needs-county" | "zone-needs-head" | "zone-proposal-own";
                };
            };
        };
        /** @description `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 · `no-such-zone-proposal` 没有待批准的这个区域 */
        Problem404_209: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-supervisee" | "no-such-thing" | "no-such-zone-proposal";
                };
            };
        };
        /** @description `zone-always-allowed` 活动范围始终有效，不设时段 */
        Problem422_210: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "zone-always-allowed";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 · `zone-needs-county` 须由县级批准 · `zone-needs-head` 超出本县的区域须由县司法局负责人批准 */
        Problem403_211: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "person-restricted" | "role-not-held" | "zone-needs-county" | "zone-needs-head";
                };
            };
        };
        /** @description `no-boundary` 尚未设定界线 */
        Problem404_212: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-boundary";
                };
            };
        };
        /** @description `no-boundary` 尚未设定界线 · `no-such-thing` 没有找到 */
        Problem404_213: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-boundary" | "no-such-thing";
                };
            };
        };
        /** @description `boundary-outside-county` 界线超出本县 · `no-such-division` 没有这个行政区划 · `zone-coordinates-swapped` 经纬度似乎写反了 · `zone-crosses-itself` 图形自相交 · `zone-hole-outside` 图形中的空洞不在外圈以内 · `zone-no-area` 图形没有面积 · `zone-not-closed` 图形没有闭合 · `zone-not-geojson` 文件不是可用的 GeoJSON · `zone-out-of-bounds` 区域不在国内 · `zone-out-of-range` 坐标不在地球上 · `zone-parts-overlap` 图形的几个部分互相重叠或共用一段边线 · `zone-too-few-points` 区域的点太少 · `zone-too-many-points` 区域的顶点过多 · `zone-wrong-size` 半径或宽度不对 */
        Problem422_214: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "boundary-outside-county" | "no-such-division" | "zone-coordinates-swapped" | "zone-crosses-itself" | "zone-hole-outside" | "zone-no-area" | "zone-not-closed" | "zone-not-geojson" | "zone-out-of-bounds" | "zone-out-of-range" | "zone-parts-overlap" | "zone-too-few-points" | "zone-too-many-points" | "zone-wrong-size";
                };
            };
        };
        /** @description `no-such-blob` 没有这个文件 · `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_215: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-blob" | "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `leave-exists` 这份请假申请已经提交 */
        Problem409_216: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "idempotency-key-reused" | "leave-exists";
                };
            };
        };
        /** @description `leave-in-the-past` 请假时间已经过去 · `leave-without-length` 请假时间不对 */
        Problem422_217: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "leave-in-the-past" | "leave-without-length";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-permitted` 您无权进行此项操作 · `not-supervisee` 须由社区矫正对象本人办理 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_218: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-permitted" | "not-supervisee" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-leave` 没有这份请假申请 · `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_219: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-leave" | "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `leave-decided` 这份请假申请已经办结 */
        Problem409_220: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "idempotency-key-reused" | "leave-decided";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `leave-needs-head` 须由县司法局负责人批准 · `not-permitted` 您无权进行此项操作 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_221: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "leave-needs-head" | "not-permitted" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-boundary` 尚未设定界线 · `no-such-leave` 没有这份请假申请 · `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_222: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-boundary" | "no-such-leave" | "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `leave-decided` 这份请假申请已经办结 · `leave-needs-superior` 须报上一级批准 · `leave-overlaps` 与已批准的请假时间重叠 */
        Problem409_223: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "correction-over" | "idempotency-key-reused" | "leave-decided" | "leave-needs-superior" | "leave-overlaps";
                };
            };
        };
        /** @description `leave-in-the-past` 请假时间已经过去 · `zone-coordinates-swapped` 经纬度似乎写反了 · `zone-crosses-itself` 图形自相交 · `zone-datum-doubtful` 坐标系可能不对 · `zone-hole-outside` 图形中的空洞不在外圈以内 · `zone-no-area` 图形没有面积 · `zone-not-closed` 图形没有闭合 · `zone-not-geojson` 文件不是可用的 GeoJSON · `zone-out-of-bounds` 区域不在国内 · `zone-out-of-range` 坐标不在地球上 · `zone-parts-overlap` 图形的几个部分互相重叠或共用一段边线 · `zone-too-few-points` 区域的点太少 · `zone-too-many-points` 区域的顶点过多 · `zone-wrong-size` 半径或宽度不对 */
        Problem422_224: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "leave-in-the-past" | "zone-coordinates-swapped" | "zone-crosses-itself" | "zone-datum-doubtful" | "zone-hole-outside" | "zone-no-area" | "zone-not-closed" | "zone-not-geojson" | "zone-out-of-bounds" | "zone-out-of-range" | "zone-parts-overlap" | "zone-too-few-points" | "zone-too-many-points" | "zone-wrong-size";
                };
            };
        };
        /** @description `check-ins-without-length` 报到时段过短 */
        Problem422_225: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "check-ins-without-length";
                };
            };
        };
        /** @description `no-such-check-in` 没有这次报到 · `no-such-supervisee` 没有这名社区矫正对象 · `no-such-thing` 没有找到 */
        Problem404_226: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-check-in" | "no-such-supervisee" | "no-such-thing";
                };
            };
        };
        /** @description `check-in-not-answered` 本人尚未回应这次报到 · `check-in-over` 这次报到已经结束 · `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_227: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "check-in-not-answered" | "check-in-over" | "correction-over" | "idempotency-key-reused";
                };
            };
        };
        /** @description `no-such-check-in` 没有这次报到 · `no-such-thing` 没有找到 */
        Problem404_228: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-check-in" | "no-such-thing";
                };
            };
        };
        /** @description `check-in-over` 这次报到已经结束 · `correction-over` 社区矫正已经结束，档案不再变更 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_229: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "check-in-over" | "correction-over" | "idempotency-key-reused";
                };
            };
        };
        /** @description `no-such-alarm` 没有这条报警 · `no-such-thing` 没有找到 */
        Problem404_230: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-alarm" | "no-such-thing";
                };
            };
        };
        /** @description `alarm-closed` 这条报警已经办结 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_231: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "alarm-closed" | "idempotency-key-reused";
                };
            };
        };
        /** @description `alarm-closed` 这条报警已经办结 · `alarm-not-acknowledged` 请先签收报警 · `finding-proposed` 已有待复核的结论 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_232: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "alarm-closed" | "alarm-not-acknowledged" | "finding-proposed" | "idempotency-key-reused";
                };
            };
        };
        /** @description `alarm-closed` 这条报警已经办结 · `finding-not-proposed` 还没有核查结论 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 */
        Problem409_233: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "alarm-closed" | "finding-not-proposed" | "idempotency-key-reused";
                };
            };
        };
        /** @description `no-such-device` 没有绑定这个装置 · `no-such-supervisee` 没有这名社区矫正对象 */
        Problem404_234: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-device" | "no-such-supervisee";
                };
            };
        };
        /** @description `no-positions` 没有收到位置 · `too-many-positions` 一次上报的位置过多 · `unknown-datum` 坐标系不认识 */
        Problem422_235: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-positions" | "too-many-positions" | "unknown-datum";
                };
            };
        };
        /** @description `busy` 现在办理的人多，请稍等几秒再试 · `no-responder` 服务暂时不可用，请稍后再试 · `positions-not-taken` 暂时不能接收位置 */
        Problem503_236: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "busy" | "no-responder" | "positions-not-taken";
                };
            };
        };
        /** @description `busy` 现在办理的人多，请稍等几秒再试 · `no-responder` 服务暂时不可用，请稍后再试 · `not-yet` 数据正在更新，请稍后再试 · `positions-not-taken` 暂时不能接收位置 */
        Problem503_237: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "busy" | "no-responder" | "not-yet" | "positions-not-taken";
                };
            };
        };
        /** @description `file-not-readable` 文件无法读取 · `no-positions` 没有收到位置 · `too-many-positions` 一次上报的位置过多 · `unknown-datum` 坐标系不认识 */
        Problem422_238: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "file-not-readable" | "no-positions" | "too-many-positions" | "unknown-datum";
                };
            };
        };
        /** @description `bad-cursor` 翻页位置无效，请从第一页开始 · `body-missing` 缺少请求内容 · `malformed-json` 请求内容不是有效的 JSON · `malformed-request` 请求格式不正确 · `malformed-url` 网址格式不正确 · `not-valid` 填写的内容不符合要求 · `unknown-field` 请求中有不认识的字段 */
        Problem400_239: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad-cursor" | "body-missing" | "malformed-json" | "malformed-request" | "malformed-url" | "not-valid" | "unknown-field";
                };
            };
        };
        /** @description `track-too-long` 查阅的时间过长 */
        Problem422_240: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "track-too-long";
                };
            };
        };
        /** @description `too-many-requests` 操作过于频繁，请稍后再试 · `too-many-streams` 同时打开的页面过多 */
        Problem429_241: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "too-many-requests" | "too-many-streams";
                };
            };
        };
        /** @description `calls-not-offered` 本平台未开通音视频通话 */
        Problem404_242: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "calls-not-offered";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `enterprise-only` 企业咨询只由有企业服务经验的律师解答 · `lawyer-inactive` 律师目前不能执业或接受咨询 · `not-asker` 只有提问人可以进行此项操作 · `not-eligible` 此咨询尚未向您开放 · `not-permitted` 您无权进行此项操作 · `not-this-lawyer` 账号与律师不符 · `own-question` 不能解答自己的咨询 · `person-restricted` 此人的个人信息已依法限制处理 · `recused` 已回避此咨询，或与对方有利益冲突 · `role-not-held` 您没有这一身份 */
        Problem403_243: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "enterprise-only" | "lawyer-inactive" | "not-asker" | "not-eligible" | "not-permitted" | "not-this-lawyer" | "own-question" | "person-restricted" | "recused" | "role-not-held";
                };
            };
        };
        /** @description `calls-not-offered` 本平台未开通音视频通话 · `no-such-consultation` 没有这个咨询 · `no-such-lawyer` 没有这名律师 · `no-such-thing` 没有找到 */
        Problem404_244: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "calls-not-offered" | "no-such-consultation" | "no-such-lawyer" | "no-such-thing";
                };
            };
        };
        /** @description `answer-hidden` 您的解答已被隐藏，待审核 · `consultation-closed` 咨询已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `in-another-call` 您正在另一通话中 · `lawyer-not-linked` 账号尚未关联律师 · `line-busy` 对方正在通话 · `no-claim` 没有有效的占位 · `no-such-thread` 该律师没有可追问的解答 · `quorum-met` 解答人数已满 */
        Problem409_245: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "answer-hidden" | "consultation-closed" | "idempotency-key-reused" | "in-another-call" | "lawyer-not-linked" | "line-busy" | "no-claim" | "no-such-thread" | "quorum-met";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `enrolment-unfinished` 请先设置密码和动态口令 · `not-in-call` 您不在这次通话中 · `not-permitted` 您无权进行此项操作 · `not-this-lawyer` 账号与律师不符 · `person-restricted` 此人的个人信息已依法限制处理 · `role-not-held` 您没有这一身份 */
        Problem403_246: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "enrolment-unfinished" | "not-in-call" | "not-permitted" | "not-this-lawyer" | "person-restricted" | "role-not-held";
                };
            };
        };
        /** @description `no-such-call` 没有这次通话 · `no-such-thing` 没有找到 */
        Problem404_247: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-call" | "no-such-thing";
                };
            };
        };
        /** @description `call-over` 通话已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `in-another-call` 您正在另一通话中 · `not-rung` 这次通话是您拨打的 · `taken-elsewhere` 通话已在另一个页面或设备上接听 */
        Problem409_248: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "call-over" | "idempotency-key-reused" | "in-another-call" | "not-rung" | "taken-elsewhere";
                };
            };
        };
        /** @description `call-over` 通话已结束 · `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `not-taken-yet` 对方尚未接听 · `taken-elsewhere` 通话已在另一个页面或设备上接听 */
        Problem409_249: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "call-over" | "idempotency-key-reused" | "not-taken-yet" | "taken-elsewhere";
                };
            };
        };
        /** @description `call-over` 通话已结束 · `not-taken-yet` 对方尚未接听 · `taken-elsewhere` 通话已在另一个页面或设备上接听 */
        Problem409_250: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "call-over" | "not-taken-yet" | "taken-elsewhere";
                };
            };
        };
        /** @description `receipt-not-yet` 回执还没有准备好 */
        Problem409_251: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "receipt-not-yet";
                };
            };
        };
        /** @description `bundles-not-offered` 此处不能导出证据包 · `no-such-consultation` 没有这个咨询 · `no-such-thing` 没有找到 */
        Problem404_252: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bundles-not-offered" | "no-such-consultation" | "no-such-thing";
                };
            };
        };
        /** @description `report-not-accepted` 不能确认这是服务商发来的，未予受理 */
        Problem403_253: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "report-not-accepted";
                };
            };
        };
        /** @description `no-such-route` 没有这个页面或接口 */
        Problem404_254: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-route";
                };
            };
        };
        /** @description `cross-site-request` 请求来自其他网站，已拒绝 · `report-not-accepted` 不能确认这是服务商发来的，未予受理 */
        Problem403_255: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "cross-site-request" | "report-not-accepted";
                };
            };
        };
        /** @description `no-such-view` 该服务没有这个视图 */
        Problem404_256: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-view";
                };
            };
        };
        /** @description `idempotency-key-reused` 同一个 Idempotency-Key 用于了不同的内容 · `rebuild-runs-already` 这个视图正在重建 */
        Problem409_257: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency-key-reused" | "rebuild-runs-already";
                };
            };
        };
        /** @description `no-such-dead-letter` 这封死信已经不在了，可能刚被处理 */
        Problem404_258: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-dead-letter";
                };
            };
        };
        /** @description `no-such-parked-stream` 这个时限已经不再停放，可能刚被处理 */
        Problem404_259: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "no-such-parked-stream";
                };
            };
        };
    };
    parameters: {
        /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
        IdempotencyKey: string;
        /** @description Which of the account's roles to act in. */
        Role: string;
        /** @description A receipt's position: wait until the answer includes it. */
        AtLeast: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "show-clock": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: string;
                        /** @description How many times faster than the wall; 1 on every live platform */
                        speed: number;
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-topics": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            /** @description zh-CN */
                            name: string;
                            nameEn: string;
                            seconds: {
                                code: string;
                                /** @description zh-CN */
                                name: string;
                                nameEn: string;
                            }[];
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-promise": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        countyCode: string;
                        at: string;
                        hourRule: string | null;
                        /** @description of which hours this promise is */
                        hours: {
                            rule: {
                                name: string;
                                isoWeekdays: number[];
                                fromMinute: number;
                                toMinute: number;
                            } | null;
                            vary: boolean;
                        };
                        text: string;
                        terms: {
                            quorum: number;
                            promiseMs: number;
                            quorumMs: number;
                            tiers: {
                                scope: string;
                                windowMs: number | null;
                            }[];
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            404: components["responses"]["Problem404_7"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-hardship": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        standard: {
                            /** @description Income per head of the household, a month, up to so many times the subsistence line */
                            timesSubsistenceLine?: number;
                            /** @description Or up to this, in fen of yuan */
                            incomeFenPerMonth?: number;
                            source: string;
                            /** @description The day from which that text says so */
                            since: string;
                            /** @description Who compared it with what is in force; absent: nobody */
                            verified?: {
                                by: string;
                                on: string;
                            };
                        } | null;
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "request-phone-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "13900000000"
                 *     }
                 */
                "application/json": {
                    /** @description Mainland mobile number, 11 digits */
                    phone: string;
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        livesMs: number;
                        digits: number;
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            403: components["responses"]["Problem403_10"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_13"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "sign-in-by-phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "13900000000",
                 *       "code": "123456",
                 *       "client": "app"
                 *     }
                 */
                "application/json": {
                    /** @description Mainland mobile number, 11 digits */
                    phone: string;
                    code: string;
                    /**
                     * @description browser: the session is in an HttpOnly cookie; app: a bearer token is returned
                     * @enum {string}
                     */
                    client: "browser" | "app";
                    wechatTicket?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** @enum {string} */
                        kind: "citizen" | "lawyer" | "staff";
                        /** @description What this account may act as; name one in the header Zhijian-Role */
                        roles: ("citizen" | "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe" | "system")[];
                        /** @description Role by role, how far: from the offices in force now and the platform's own roles */
                        grants: {
                            /** @enum {string} */
                            role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
                            region: string | null;
                            organisation: string | null;
                        }[];
                        lawyerId: string | null;
                        /**
                         * @description enrolment: only a password and a second factor may be set
                         * @enum {string}
                         */
                        reach: "full" | "enrolment";
                        endsAt: string;
                        hasPassword: boolean;
                        hasSecondFactor: boolean;
                        /** @description For apps. Browsers get it as an HttpOnly cookie and never see it. */
                        token?: string;
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            401: components["responses"]["Problem401_14"];
            403: components["responses"]["Problem403_15"];
            409: components["responses"]["Problem409_16"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "sign-in-by-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "desk-01",
                 *       "password": "…",
                 *       "totp": "123456",
                 *       "client": "browser"
                 *     }
                 */
                "application/json": {
                    login: string;
                    password: string;
                    totp?: string;
                    /**
                     * @description browser: the session is in an HttpOnly cookie; app: a bearer token is returned
                     * @enum {string}
                     */
                    client: "browser" | "app";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** @enum {string} */
                        kind: "citizen" | "lawyer" | "staff";
                        /** @description What this account may act as; name one in the header Zhijian-Role */
                        roles: ("citizen" | "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe" | "system")[];
                        /** @description Role by role, how far: from the offices in force now and the platform's own roles */
                        grants: {
                            /** @enum {string} */
                            role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
                            region: string | null;
                            organisation: string | null;
                        }[];
                        lawyerId: string | null;
                        /**
                         * @description enrolment: only a password and a second factor may be set
                         * @enum {string}
                         */
                        reach: "full" | "enrolment";
                        endsAt: string;
                        hasPassword: boolean;
                        hasSecondFactor: boolean;
                        /** @description For apps. Browsers get it as an HttpOnly cookie and never see it. */
                        token?: string;
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            401: components["responses"]["Problem401_18"];
            403: components["responses"]["Problem403_19"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_20"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "redeem-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    /**
                     * @description browser: the session is in an HttpOnly cookie; app: a bearer token is returned
                     * @enum {string}
                     */
                    client: "browser" | "app";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** @enum {string} */
                        kind: "citizen" | "lawyer" | "staff";
                        /** @description What this account may act as; name one in the header Zhijian-Role */
                        roles: ("citizen" | "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe" | "system")[];
                        /** @description Role by role, how far: from the offices in force now and the platform's own roles */
                        grants: {
                            /** @enum {string} */
                            role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
                            region: string | null;
                            organisation: string | null;
                        }[];
                        lawyerId: string | null;
                        /**
                         * @description enrolment: only a password and a second factor may be set
                         * @enum {string}
                         */
                        reach: "full" | "enrolment";
                        endsAt: string;
                        hasPassword: boolean;
                        hasSecondFactor: boolean;
                        /** @description For apps. Browsers get it as an HttpOnly cookie and never see it. */
                        token?: string;
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            401: components["responses"]["Problem401_21"];
            403: components["responses"]["Problem403_19"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "begin-wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                        state: string;
                    };
                };
            };
            400: components["responses"]["Problem400_22"];
            403: components["responses"]["Problem403_10"];
            404: components["responses"]["Problem404_23"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_24"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "sign-in-by-wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    state: string;
                    /**
                     * @description browser: the session is in an HttpOnly cookie; app: a bearer token is returned
                     * @enum {string}
                     */
                    client: "browser" | "app";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** @enum {string} */
                        kind: "citizen" | "lawyer" | "staff";
                        /** @description What this account may act as; name one in the header Zhijian-Role */
                        roles: ("citizen" | "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe" | "system")[];
                        /** @description Role by role, how far: from the offices in force now and the platform's own roles */
                        grants: {
                            /** @enum {string} */
                            role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
                            region: string | null;
                            organisation: string | null;
                        }[];
                        lawyerId: string | null;
                        /**
                         * @description enrolment: only a password and a second factor may be set
                         * @enum {string}
                         */
                        reach: "full" | "enrolment";
                        endsAt: string;
                        hasPassword: boolean;
                        hasSecondFactor: boolean;
                        /** @description For apps. Browsers get it as an HttpOnly cookie and never see it. */
                        token?: string;
                    } | {
                        ticket: string;
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            401: components["responses"]["Problem401_25"];
            403: components["responses"]["Problem403_15"];
            404: components["responses"]["Problem404_23"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_24"];
            503: components["responses"]["Problem503_26"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-session": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** @enum {string} */
                        kind: "citizen" | "lawyer" | "staff";
                        /** @description What this account may act as; name one in the header Zhijian-Role */
                        roles: ("citizen" | "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe" | "system")[];
                        /** @description Role by role, how far: from the offices in force now and the platform's own roles */
                        grants: {
                            /** @enum {string} */
                            role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
                            region: string | null;
                            organisation: string | null;
                        }[];
                        lawyerId: string | null;
                        /**
                         * @description enrolment: only a password and a second factor may be set
                         * @enum {string}
                         */
                        reach: "full" | "enrolment";
                        endsAt: string;
                        hasPassword: boolean;
                        hasSecondFactor: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_28"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "sign-out": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_22"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_30"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "sign-out-everywhere": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_22"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "set-password": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    current?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_9"];
            401: components["responses"]["Problem401_32"];
            403: components["responses"]["Problem403_33"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_34"];
            429: components["responses"]["Problem429_20"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "confirm-second-factor": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accountId: string;
                        /** @enum {string} */
                        kind: "citizen" | "lawyer" | "staff";
                        /** @description What this account may act as; name one in the header Zhijian-Role */
                        roles: ("citizen" | "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe" | "system")[];
                        /** @description Role by role, how far: from the offices in force now and the platform's own roles */
                        grants: {
                            /** @enum {string} */
                            role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
                            region: string | null;
                            organisation: string | null;
                        }[];
                        lawyerId: string | null;
                        /**
                         * @description enrolment: only a password and a second factor may be set
                         * @enum {string}
                         */
                        reach: "full" | "enrolment";
                        endsAt: string;
                        hasPassword: boolean;
                        hasSecondFactor: boolean;
                        /** @description For apps. Browsers get it as an HttpOnly cookie and never see it. */
                        token?: string;
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            401: components["responses"]["Problem401_36"];
            403: components["responses"]["Problem403_37"];
            409: components["responses"]["Problem409_35"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "begin-second-factor": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        /** @description otpauth:// */
                        uri: string;
                        /** @description The uri as a QR code, SVG */
                        qr: string;
                    };
                };
            };
            400: components["responses"]["Problem400_22"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_30"];
            409: components["responses"]["Problem409_35"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "unbind-wechat": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_22"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-my-questions": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            consultationId: string;
                            countyCode: string;
                            villageCode: string | null;
                            channel: string;
                            via: string;
                            topic: {
                                code: string;
                                alternative?: string;
                                asked?: string;
                                second?: string;
                                alternativeSecond?: string;
                                askedSecond?: string;
                                model?: string;
                                /** @description zh-CN: the topics by which lawyers are looked for, and whose word each is */
                                text: string;
                            };
                            openedAt: string;
                            /** @enum {string} */
                            phase: "open" | "resting" | "closed";
                            /** @enum {string} */
                            promise: "pending" | "kept" | "broken" | "voided" | "waived";
                            promiseDue: string;
                            isOverdue: boolean;
                            answerCount: number;
                            target: number;
                            waitingThreads: number;
                            /** @description answers, follow-ups and replies: more than somebody saw are new */
                            said: number;
                            isDangerous: boolean;
                            /** @description the first 80 characters; null: erased, or not for this list */
                            opening: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "ask-question": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "老板拖欠三个月工资，没有签劳动合同，怎么要回来？",
                 *       "countyCode": "150921",
                 *       "wake": [
                 *         "in-app"
                 *       ]
                 *     }
                 */
                "application/json": {
                    text: string;
                    corrected?: string | null;
                    /**
                     * @default citizen
                     * @enum {string}
                     */
                    channel?: "citizen" | "enterprise";
                    countyCode?: string;
                    villageCode?: string;
                    topic?: string;
                    topicSecond?: string;
                    /** @enum {string} */
                    language?: "zh" | "mn" | "bo" | "ug" | "kk" | "ko" | "za" | "ii" | "ky" | "en" | "ru" | "sgn";
                    /** @default [] */
                    files?: string[];
                    /** @default [] */
                    ownNames?: string[];
                    /** @default [] */
                    opponents?: string[];
                    /**
                     * @description asked apart from everything else
                     * @default false
                     */
                    consentBeyondCounty?: boolean;
                    /** @description the question tells of a child under fourteen: its guardian asks; without one only in danger, and then only topic and place leave the county */
                    child?: {
                        /** @enum {string} */
                        relation?: "parent" | "grandparent" | "sibling" | "relative" | "institution";
                        /**
                         * @description declares to be its guardian, and consents
                         * @default false
                         */
                        consents?: boolean;
                    };
                    /** @description the version of the privacy notice that the asker was shown and has read */
                    notice?: number;
                    /**
                     * @default [
                     *       "in-app"
                     *     ]
                     */
                    wake?: ("in-app" | "wechat" | "sms" | "email")[];
                    /** @enum {string} */
                    via?: "window" | "hotline" | "village-counsel";
                    onBehalf?: {
                        /** @description Mainland mobile number, 11 digits */
                        phone: string;
                        mandate?: {
                            /** @enum {string} */
                            kind: "in-person" | "recorded-call" | "written";
                            recordRef: string;
                            /**
                             * @description left out: the recording of a call, otherwise a signature
                             * @enum {string}
                             */
                            witness?: "signature" | "colleague" | "recording";
                            /** @description the colleague who was there */
                            witnessId?: string;
                            /** @description how the two stand to each other */
                            relation?: string;
                            /**
                             * Format: date-time
                             * @description exclusive; left out: 180 days; at most a year
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            until?: string;
                        };
                        mandateId?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        consultationId: string;
                        mandateId: string | null;
                        topic: {
                            code: string;
                            alternative?: string;
                            asked?: string;
                            second?: string;
                            alternativeSecond?: string;
                            askedSecond?: string;
                            model?: string;
                        };
                        /** @description zh-CN: by which topics lawyers are looked for, and why */
                        topicText: string;
                        dangerNumbers: string[];
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_43"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_44"];
            404: components["responses"]["Problem404_45"];
            409: components["responses"]["Problem409_46"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_41"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_47"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "suggest-topic": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "老板拖欠三个月工资，没有签劳动合同，怎么要回来？"
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        topics: {
                            code: string;
                            name: string;
                            second: {
                                code: string;
                                name: string;
                            } | null;
                            /** @description for their order; no promise to be right so often */
                            confidence: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "preview-question": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "我叫王小明，在卓资县，老板拖欠工资三个月，电话13800000000。",
                 *       "names": [
                 *         "王小明"
                 *       ]
                 *     }
                 */
                "application/json": {
                    text: string;
                    /** @default [] */
                    names?: string[];
                    topic?: string;
                    topicSecond?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        text: string;
                        /** @description null: only topic and place would leave */
                        redacted: {
                            text: string;
                            spans: {
                                kind: string;
                                start: number;
                                end: number;
                            }[];
                        } | null;
                        topics: {
                            code: string;
                            name: string;
                            second: {
                                code: string;
                                name: string;
                            } | null;
                            /** @description for their order; no promise to be right so often */
                            confidence: number;
                        }[];
                        /** @description as it would travel with the question */
                        topic: {
                            code: string;
                            alternative?: string;
                            asked?: string;
                            second?: string;
                            alternativeSecond?: string;
                            askedSecond?: string;
                            model?: string;
                        };
                        /** @description zh-CN: by which topics lawyers will be looked for, and why */
                        topicText: string;
                        /** @enum {string} */
                        language: "zh" | "mn" | "bo" | "ug" | "kk" | "ko" | "za" | "ii" | "ky" | "en" | "ru" | "sgn";
                        dangerCodes: ("suicide" | "violence" | "child-abuse" | "domestic-violence" | "wage-riot")[];
                        dangerNumbers: string[];
                    };
                };
            };
            400: components["responses"]["Problem400_40"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_41"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_42"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-question": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        consultationId: string;
                        /** @enum {string} */
                        channel: "citizen" | "enterprise";
                        countyCode: string;
                        villageCode: string | null;
                        topic: {
                            code: string;
                            alternative?: string;
                            asked?: string;
                            second?: string;
                            alternativeSecond?: string;
                            askedSecond?: string;
                            model?: string;
                            /** @description zh-CN: the topics by which lawyers are looked for, and whose word each is */
                            text: string;
                        };
                        language: string;
                        /**
                         * @description redacted: what the asker let leave the county; topic: only topic and place
                         * @enum {string}
                         */
                        shown: "whole" | "redacted" | "topic";
                        text: string | null;
                        files: {
                            digest: string;
                            bytes: number;
                            mediaType: string;
                            /** @enum {string} */
                            kind: "photo" | "document" | "audio" | "video" | "clip";
                        }[];
                        openedAt: string;
                        /** @enum {string} */
                        phase: "open" | "resting" | "closed";
                        tiers: {
                            /** @enum {string} */
                            scope: "county" | "region" | "nation";
                            openedAt: string;
                            closesAt: string | null;
                            /** @description how many lawyers it asks; null: not known yet */
                            audience: number | null;
                            /** @description how many of them were told so far: the best fitting first, the others while answers are missing */
                            told: number;
                            /** @description its window is over, or it had nobody; who was asked may answer all the same */
                            end: ("closed" | "skipped") | null;
                        }[];
                        /** @description more answers are looked for */
                        isSearching: boolean;
                        /** @description so many are */
                        target: number;
                        /** @description every tier was asked */
                        isExhausted: boolean;
                        /** @description a lawyer writes, each until then unless the place is renewed; for the asker and offices */
                        writingUntil: string[];
                        /** @enum {string} */
                        promise: "pending" | "kept" | "broken" | "voided" | "waived";
                        promiseDue: string;
                        isQuorumMet: boolean;
                        quorum: number;
                        /** @description of which hours the promise is: those in which it was asked */
                        hours: {
                            rule: {
                                name: string;
                                isoWeekdays: number[];
                                fromMinute: number;
                                toMinute: number;
                            } | null;
                            vary: boolean;
                        };
                        answerCount: number;
                        answers: {
                            answerId: string;
                            lawyer: {
                                lawyerId: string;
                                name: string | null;
                                firm: string | null;
                                licence: string | null;
                            };
                            /** @enum {string} */
                            form: "text" | "clip" | "call";
                            text: string | null;
                            files: {
                                digest: string;
                                bytes: number;
                                mediaType: string;
                                /** @enum {string} */
                                kind: "photo" | "document" | "audio" | "video" | "clip";
                            }[];
                            statutes: {
                                law: string;
                                article: string;
                            }[];
                            isLocal: boolean;
                            givenAt: string;
                            /** @enum {string} */
                            status: "given" | "hidden" | "withdrawn";
                            stars: number | null;
                            /** @description why a reviewer hid it, for its author and for offices */
                            hiddenFor: ("contact" | "link" | "fee" | "solicitation" | "empty" | "abusive" | "wrong-in-law" | "unlawful" | "other") | null;
                        }[];
                        threads: {
                            lawyerId: string;
                            isWaiting: boolean;
                            isAnotherOffered: boolean;
                            isAnotherAsked: boolean;
                            waitingSince: string | null;
                            /** @description the lawyer is reminded */
                            reminderDue: string | null;
                            /** @description the asker is offered another lawyer */
                            offerDue: string | null;
                            turns: {
                                /** @enum {string} */
                                kind: "follow-up" | "reply";
                                id: string;
                                text: string | null;
                                files: {
                                    digest: string;
                                    bytes: number;
                                    mediaType: string;
                                    /** @enum {string} */
                                    kind: "photo" | "document" | "audio" | "video" | "clip";
                                }[];
                                statutes: {
                                    law: string;
                                    article: string;
                                }[];
                                at: string;
                            }[];
                        }[];
                        /** @description the viewer's own */
                        claim: {
                            takenAt: string;
                            expiresAt: string;
                            /** @description it can be renewed up to then */
                            lastsUntil: string;
                        } | null;
                        /** @description the viewer is counsel of its county: answers without a place */
                        isLocalViewer: boolean;
                        /** @description for the asker: what became of her complaints */
                        complaints: {
                            answerId: string;
                            about: ("answer" | "lawyer")[];
                            /** @description decided before this; null: decided, or late */
                            decideDue: string | null;
                            /** @description hide: taken down; keep: it stays; null: not decided yet */
                            outcome: ("hide" | "keep") | null;
                            decidedAt: string | null;
                        }[];
                        /** @description for the asker: whether the whole question may leave the county */
                        isShared: boolean | null;
                        /** @description shown at once when the question speaks of danger */
                        dangerNumbers: string[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "fetch-file": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_49"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            416: components["responses"]["Problem416_50"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_51"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "give-consent": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    purpose: "beyond-county";
                    onBehalf?: {
                        mandate?: {
                            /** @enum {string} */
                            kind: "in-person" | "recorded-call" | "written";
                            recordRef: string;
                            /**
                             * @description left out: the recording of a call, otherwise a signature
                             * @enum {string}
                             */
                            witness?: "signature" | "colleague" | "recording";
                            /** @description the colleague who was there */
                            witnessId?: string;
                            /** @description how the two stand to each other */
                            relation?: string;
                            /**
                             * Format: date-time
                             * @description exclusive; left out: 180 days; at most a year
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            until?: string;
                        };
                        mandateId?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_53"];
            404: components["responses"]["Problem404_54"];
            409: components["responses"]["Problem409_55"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_56"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "withdraw-consent": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    purpose: "beyond-county" | "guardian";
                    onBehalf?: {
                        mandate?: {
                            /** @enum {string} */
                            kind: "in-person" | "recorded-call" | "written";
                            recordRef: string;
                            /**
                             * @description left out: the recording of a call, otherwise a signature
                             * @enum {string}
                             */
                            witness?: "signature" | "colleague" | "recording";
                            /** @description the colleague who was there */
                            witnessId?: string;
                            /** @description how the two stand to each other */
                            relation?: string;
                            /**
                             * Format: date-time
                             * @description exclusive; left out: 180 days; at most a year
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            until?: string;
                        };
                        mandateId?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_57"];
            404: components["responses"]["Problem404_54"];
            409: components["responses"]["Problem409_58"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_56"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "ask-follow-up": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    lawyerId: string;
                    text: string;
                    /** @default [] */
                    files?: string[];
                    onBehalf?: {
                        mandate?: {
                            /** @enum {string} */
                            kind: "in-person" | "recorded-call" | "written";
                            recordRef: string;
                            /**
                             * @description left out: the recording of a call, otherwise a signature
                             * @enum {string}
                             */
                            witness?: "signature" | "colleague" | "recording";
                            /** @description the colleague who was there */
                            witnessId?: string;
                            /** @description how the two stand to each other */
                            relation?: string;
                            /**
                             * Format: date-time
                             * @description exclusive; left out: 180 days; at most a year
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            until?: string;
                        };
                        mandateId?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        followUpId: string;
                        dangerNumbers: string[];
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_59"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_57"];
            404: components["responses"]["Problem404_60"];
            409: components["responses"]["Problem409_61"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_41"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_62"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "ask-another-lawyer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    lawyerId: string;
                    onBehalf?: {
                        mandate?: {
                            /** @enum {string} */
                            kind: "in-person" | "recorded-call" | "written";
                            recordRef: string;
                            /**
                             * @description left out: the recording of a call, otherwise a signature
                             * @enum {string}
                             */
                            witness?: "signature" | "colleague" | "recording";
                            /** @description the colleague who was there */
                            witnessId?: string;
                            /** @description how the two stand to each other */
                            relation?: string;
                            /**
                             * Format: date-time
                             * @description exclusive; left out: 180 days; at most a year
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            until?: string;
                        };
                        mandateId?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_57"];
            404: components["responses"]["Problem404_54"];
            409: components["responses"]["Problem409_63"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_56"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "resume-search": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    onBehalf?: {
                        mandate?: {
                            /** @enum {string} */
                            kind: "in-person" | "recorded-call" | "written";
                            recordRef: string;
                            /**
                             * @description left out: the recording of a call, otherwise a signature
                             * @enum {string}
                             */
                            witness?: "signature" | "colleague" | "recording";
                            /** @description the colleague who was there */
                            witnessId?: string;
                            /** @description how the two stand to each other */
                            relation?: string;
                            /**
                             * Format: date-time
                             * @description exclusive; left out: 180 days; at most a year
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            until?: string;
                        };
                        mandateId?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_57"];
            404: components["responses"]["Problem404_54"];
            409: components["responses"]["Problem409_64"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_56"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "rate-answer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    stars: number;
                    onBehalf?: {
                        mandate?: {
                            /** @enum {string} */
                            kind: "in-person" | "recorded-call" | "written";
                            recordRef: string;
                            /**
                             * @description left out: the recording of a call, otherwise a signature
                             * @enum {string}
                             */
                            witness?: "signature" | "colleague" | "recording";
                            /** @description the colleague who was there */
                            witnessId?: string;
                            /** @description how the two stand to each other */
                            relation?: string;
                            /**
                             * Format: date-time
                             * @description exclusive; left out: 180 days; at most a year
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            until?: string;
                        };
                        mandateId?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_57"];
            404: components["responses"]["Problem404_65"];
            409: components["responses"]["Problem409_66"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_56"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "close-question": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    ratings?: {
                        lawyerId: string;
                        stars: number;
                    }[];
                    onBehalf?: {
                        mandate?: {
                            /** @enum {string} */
                            kind: "in-person" | "recorded-call" | "written";
                            recordRef: string;
                            /**
                             * @description left out: the recording of a call, otherwise a signature
                             * @enum {string}
                             */
                            witness?: "signature" | "colleague" | "recording";
                            /** @description the colleague who was there */
                            witnessId?: string;
                            /** @description how the two stand to each other */
                            relation?: string;
                            /**
                             * Format: date-time
                             * @description exclusive; left out: 180 days; at most a year
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            until?: string;
                        };
                        mandateId?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_57"];
            404: components["responses"]["Problem404_65"];
            409: components["responses"]["Problem409_66"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_56"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "complain-about-answer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
                answer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    text?: string | null;
                    /**
                     * @description what the answer says, or how its lawyer behaves
                     * @default answer
                     * @enum {string}
                     */
                    about?: "answer" | "lawyer";
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        complaintId: string;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_59"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_67"];
            404: components["responses"]["Problem404_68"];
            409: components["responses"]["Problem409_69"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_41"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_42"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-callback": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        callback: {
                            callbackId: string;
                            /** @enum {string} */
                            phase: "waiting" | "taken" | "reached" | "failed" | "cancelled";
                            waitingSince: string;
                            /** @description somebody takes it before this; null: taken, or nobody did in time */
                            takeDue: string | null;
                            /** @description until when it is tried; null: it is over */
                            endsAt: string | null;
                            overAt: string | null;
                            attempts: number;
                            tries: number;
                        } | null;
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "request-callback": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        callbackId: string;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_67"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-my-mandates": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            mandateId: string;
                            consultationId: string;
                            via: string;
                            kind: string;
                            recordRef: string;
                            witness: string;
                            /** @description who acts, by the office or appointment under which it was recorded */
                            agent: {
                                kind: string;
                                role: string | null;
                                organisationId: string | null;
                                lawyerId: string | null;
                            };
                            /** @description for the person herself */
                            relation: string | null;
                            from: string;
                            until: string;
                            isInForce: boolean;
                            end: ("revoked" | "expired") | null;
                            endedAt: string | null;
                            recordedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "revoke-mandate": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                mandate: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_74"];
            404: components["responses"]["Problem404_75"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-privacy-notice": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                version: "current" | string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /** @description SHA-256 of the text, hex */
                        digest: string;
                        isCurrent: boolean;
                        title: string;
                        changes: string | null;
                        sections: {
                            heading: string;
                            paragraphs: string[];
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            404: components["responses"]["Problem404_7"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "acknowledge-privacy-notice": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                version: "current" | string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_76"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-my-consents": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notices: {
                            version: number;
                            digest: string;
                            at: string;
                            isCurrent: boolean;
                        }[];
                        currentNotice: number;
                        items: {
                            consultationId: string;
                            openedAt: string;
                            /** @enum {string} */
                            phase: "open" | "resting" | "closed";
                            topic: string;
                            /** @description the first 80 characters; null: erased */
                            opening: string | null;
                            /** @description null: never given */
                            beyondCounty: {
                                isGiven: boolean;
                                at: string;
                            } | null;
                            /** @description of a child's question */
                            guardian: {
                                isGiven: boolean;
                                at: string;
                                relation: ("parent" | "grandparent" | "sibling" | "relative" | "institution") | null;
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-wake-channels": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            channel: "in-app" | "wechat" | "sms";
                            isReady: boolean;
                            /** @description provider: this platform is not connected to it */
                            lacks: ("provider" | "binding" | "phone") | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "copy-my-data": {
        parameters: {
            query?: {
                form?: "html" | "json";
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["Problem400_77"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-my-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        erasure: {
                            /**
                             * @description kept: a statutory period runs, the data is restricted until then
                             * @enum {string}
                             */
                            phase: "wanted" | "requested" | "confirmed" | "kept" | "declined" | "taken-back" | "erased";
                            wantedAt: string | null;
                            /** @description she is answered by then */
                            answerBy: string | null;
                            isOverdue: boolean;
                            rule: string | null;
                            until: string | null;
                            changedAt: string;
                            declined: {
                                reason: string;
                                explanation: string | null;
                                at: string;
                            } | null;
                        } | null;
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "want-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_79"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_80"];
            404: components["responses"]["Problem404_81"];
            409: components["responses"]["Problem409_82"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "take-back-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_83"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_84"];
            409: components["responses"]["Problem409_85"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "send-identity-code": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        livesMs: number;
                        digits: number;
                    };
                };
            };
            400: components["responses"]["Problem400_22"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            409: components["responses"]["Problem409_78"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_13"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-erasures": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
                at?: "work" | "end";
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            personId: string;
                            /** @enum {string} */
                            phase: "wanted" | "requested" | "confirmed" | "kept" | "declined" | "taken-back" | "erased";
                            /** @description by herself; null: staff began it */
                            wantedAt: string | null;
                            identity: string | null;
                            answerBy: string | null;
                            isOverdue: boolean;
                            ground: string | null;
                            requestedBy: string | null;
                            requestedAt: string | null;
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            rule: string | null;
                            until: string | null;
                            changedAt: string;
                            declined: {
                                reason: string;
                                by: string;
                                at: string;
                            } | null;
                            certificate: {
                                keyDigest: string;
                                ground: string;
                                by: string[];
                                erasedAt: string;
                                copiesGoneAt?: string;
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        request: {
                            personId: string;
                            /** @enum {string} */
                            phase: "wanted" | "requested" | "confirmed" | "kept" | "declined" | "taken-back" | "erased";
                            /** @description by herself; null: staff began it */
                            wantedAt: string | null;
                            identity: string | null;
                            answerBy: string | null;
                            isOverdue: boolean;
                            ground: string | null;
                            requestedBy: string | null;
                            requestedAt: string | null;
                            confirmedBy: string | null;
                            confirmedAt: string | null;
                            rule: string | null;
                            until: string | null;
                            changedAt: string;
                            declined: {
                                reason: string;
                                by: string;
                                at: string;
                            } | null;
                            certificate: {
                                keyDigest: string;
                                ground: string;
                                by: string[];
                                erasedAt: string;
                                copiesGoneAt?: string;
                            } | null;
                        };
                        matters: {
                            consultationId: string;
                            openedAt: string;
                            closedAt: string | null;
                            phase: string;
                        }[];
                        /** @description of matters */
                        hasMore: boolean;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_86"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "request-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    ground: "purpose-over" | "period-over" | "consent-withdrawn" | "unlawful" | "law";
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_87"];
            409: components["responses"]["Problem409_88"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "confirm-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description of the second factor: what is confirmed cannot be undone */
                    code: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_89"];
            404: components["responses"]["Problem404_86"];
            409: components["responses"]["Problem409_88"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_20"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "refuse-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rule: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    until: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_86"];
            409: components["responses"]["Problem409_85"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_90"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "decline-erasure": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "identity-not-shown" | "matter-open" | "not-about-her";
                    explanation?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_86"];
            409: components["responses"]["Problem409_85"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-retention": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description when it is looked next; null: no rule says how often */
                        nextAt: string | null;
                        /** @description times that came, and nobody has looked since */
                        unlooked: number;
                        items: {
                            reviewId: string;
                            /** @enum {string} */
                            phase: "proposed" | "confirmed" | "dropped" | "nobody";
                            endedBefore: string;
                            /** @description while it waits to be confirmed */
                            persons: string[];
                            total: number;
                            hasMore: boolean;
                            proposedBy: string;
                            proposedAt: string;
                            decidedBy: string | null;
                            decidedAt: string | null;
                            erased: number;
                            /** @description by a rule: restricted */
                            kept: number;
                            atWork: number;
                            /** @description who came back meanwhile, or was forgotten before */
                            spared: number;
                            certificates: {
                                personId: string;
                                keyDigest: string;
                                erasedAt: string;
                            }[];
                        }[];
                        next: string | null;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "propose-retention-review": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reviewId: string;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_92"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "confirm-retention-review": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description of the second factor: what is confirmed cannot be undone */
                    code: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_89"];
            404: components["responses"]["Problem404_93"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_20"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "drop-retention-review": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_93"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "begin-upload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "photo",
                 *       "mediaType": "image/jpeg",
                 *       "bytes": 482113
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    kind: "photo" | "document" | "audio" | "video";
                    mediaType: string;
                    bytes: number;
                    consultationId?: string;
                    /** @description for desk and counsel: whose question it will belong to, when there is none yet */
                    phone?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        chunkBytes: number;
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_94"];
            415: components["responses"]["Problem415_95"];
            422: components["responses"]["Problem422_96"];
            429: components["responses"]["Problem429_97"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "abandon-upload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_99"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-upload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_99"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "append-upload": {
        parameters: {
            query?: never;
            header: {
                /** @description Bytes received so far: where this piece begins. */
                "Upload-Offset": string;
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_98"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_99"];
            409: components["responses"]["Problem409_100"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_101"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "finish-upload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        file: {
                            digest: string;
                            bytes: number;
                            mediaType: string;
                        };
                        /** @enum {string} */
                        kind: "photo" | "document" | "audio" | "video";
                        lengthMs: number;
                    };
                };
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_99"];
            409: components["responses"]["Problem409_100"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_102"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_103"];
            422: components["responses"]["Problem422_104"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_105"];
            504: components["responses"]["Problem504_5"];
            507: components["responses"]["Problem507_106"];
        };
    };
    "list-open-questions": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            consultationId: string;
                            countyCode: string;
                            regionCode: string;
                            topic: {
                                code: string;
                                alternative?: string;
                                asked?: string;
                                second?: string;
                                alternativeSecond?: string;
                                askedSecond?: string;
                                model?: string;
                                /** @description zh-CN: the topics by which lawyers are looked for, and whose word each is */
                                text: string;
                            };
                            channel: string;
                            language: string;
                            openedAt: string;
                            tiers: {
                                scope: string;
                                openedAt: string;
                                closesAt: string | null;
                            }[];
                            isLocal: boolean;
                            /** @description 2: its topic, predicted or chosen by the asker, is a specialty of this lawyer; 1: its second likely topic is */
                            specialty: number;
                            /** @description until when an answer is awaited: promise, then quorum; null: that time is over */
                            dueAt: string | null;
                            /** @enum {string} */
                            promise: "pending" | "kept" | "broken" | "voided" | "waived";
                            missing: number;
                            claims: number;
                            mine: {
                                claim: boolean;
                                claimUntil: string | null;
                                waits: boolean;
                                answer: string | null;
                            };
                            text: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-holdings": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            consultationId: string;
                            countyCode: string;
                            topic: {
                                code: string;
                                alternative?: string;
                                asked?: string;
                                second?: string;
                                alternativeSecond?: string;
                                askedSecond?: string;
                                model?: string;
                                /** @description zh-CN: the topics by which lawyers are looked for, and whose word each is */
                                text: string;
                            };
                            channel: string;
                            openedAt: string;
                            /** @enum {string} */
                            phase: "open" | "resting" | "closed";
                            claim: boolean;
                            claimUntil: string | null;
                            waits: boolean;
                            waitingSince: string | null;
                            /** @description he is reminded of the follow-up */
                            reminderDue: string | null;
                            /** @description the asker is offered another lawyer */
                            offerDue: string | null;
                            isAnotherOffered: boolean;
                        }[];
                        liveClaims: number;
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-answered": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            consultationId: string;
                            countyCode: string;
                            topic: {
                                code: string;
                                alternative?: string;
                                asked?: string;
                                second?: string;
                                alternativeSecond?: string;
                                askedSecond?: string;
                                model?: string;
                                /** @description zh-CN: the topics by which lawyers are looked for, and whose word each is */
                                text: string;
                            };
                            channel: string;
                            openedAt: string;
                            /** @enum {string} */
                            phase: "open" | "resting" | "closed";
                            lastAt: string;
                            givenAt: string;
                            /** @enum {string} */
                            form: "text" | "clip" | "call";
                            /** @enum {string} */
                            status: "given" | "hidden" | "withdrawn";
                            stars: number | null;
                            turns: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "renew-claim": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_108"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_110"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "claim-answer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_108"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_109"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "release-claim": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_108"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_111"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    recuse: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "acts-for-other-side" | "former-client" | "relative" | "same-firm" | "other";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_108"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_111"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "give-answer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    text?: string | null;
                    clip?: string;
                    /** @description That was the answer; how long it lasted is on record */
                    call?: string;
                    /** @default [] */
                    statutes?: {
                        /** @description the name of a law, regulation or judicial interpretation, with or without title marks */
                        law: string;
                        /** @description such as 第三十条 */
                        article: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answerId: string;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_59"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_108"];
            404: components["responses"]["Problem404_112"];
            409: components["responses"]["Problem409_113"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_41"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_114"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "withdraw-answer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
                answer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_108"];
            404: components["responses"]["Problem404_68"];
            409: components["responses"]["Problem409_111"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "reply-follow-up": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    text?: string | null;
                    clip?: string;
                    /** @description That was the reply, and that `text` sums up */
                    call?: string;
                    /** @default [] */
                    statutes?: {
                        /** @description the name of a law, regulation or judicial interpretation, with or without title marks */
                        law: string;
                        /** @description such as 第三十条 */
                        article: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replyId: string;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_59"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_108"];
            404: components["responses"]["Problem404_112"];
            409: components["responses"]["Problem409_115"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_41"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_42"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "set-availability": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    available: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_79"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_117"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "set-quiet-hours": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    quiet: {
                        from: number;
                        to: number;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_79"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_117"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_118"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-my-conflicts": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            kind: "client" | "opponent";
                            at: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "declare-conflict": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    kind: "client" | "opponent";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_79"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_119"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_96"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "withdraw-conflict": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    kind: "client" | "opponent";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_79"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_117"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_96"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "take-shift": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                roster: string;
                shift: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_120"];
            404: components["responses"]["Problem404_121"];
            409: components["responses"]["Problem409_122"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "release-shift": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                roster: string;
                shift: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_120"];
            404: components["responses"]["Problem404_121"];
            409: components["responses"]["Problem409_122"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-my-standing": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lawyerId: string;
                        licence: string;
                        name: string;
                        firm: string;
                        kind: string;
                        region: string;
                        county: string | null;
                        specialties: string[];
                        languages: string[];
                        enterprise: boolean;
                        nationwide: boolean;
                        counselOf: {
                            county: string;
                            villages: string[];
                            until: string | null;
                        }[];
                        /** @description the switch: off keeps her out of audiences and of messages, never from answering */
                        isAvailable: boolean;
                        quiet: {
                            from: number;
                            to: number;
                        } | null;
                        isQuietNow: boolean;
                        /** @description why she may not answer anything now, by code; null: she may */
                        inactive: string | null;
                        check: {
                            kind: string;
                            until?: string;
                        } & {
                            [key: string]: unknown;
                        };
                        suspendedUntil: string | null;
                        barredUntil: string | null;
                        /** @description the end of the shift she is in */
                        onDutyUntil: string | null;
                        /** @description how much she was asked and did lately, halved every midnight: who has less is asked earlier */
                        burden: number;
                        conflicts: number;
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-my-service": {
        parameters: {
            query?: {
                months?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        group: {
                            /**
                             * @description counsel of her county, or the lawyers of her province
                             * @enum {string}
                             */
                            kind: "county" | "province";
                            code: string;
                            members: number;
                        };
                        months: {
                            month: string;
                            asked: number;
                            answered: number;
                            hidden: number;
                            followUps: number;
                            clips: number;
                            calls: number;
                            callMs: number;
                            /** @description of shifts served, less those missed: the only hours there are */
                            dutyMinutes: number;
                            noShows: number;
                            /** @description how many of one star, two stars … five */
                            ratings: number[];
                            /** @description how many of the group were asked, answered or served in the month */
                            active: number;
                            /** @description of those; null: fewer than five */
                            median: {
                                asked: number;
                                answered: number;
                                dutyMinutes: number;
                            } | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_123"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-my-shifts": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        held: {
                            rosterId: string;
                            shiftId: string;
                            county: string;
                            /** @enum {string} */
                            post: "online" | "hotline" | "window" | "court" | "detention-centre";
                            startsAt: string;
                            endsAt: string;
                            capacity: number;
                            languages: string[];
                            /** @enum {string} */
                            phase: "open" | "ended" | "cancelled";
                            taken: number;
                            isMissed: boolean;
                            grabFrom: string | null;
                            maxShifts: number | null;
                            /** @description given back later than this before it begins, it counts as late */
                            releaseMs: number | null;
                        }[];
                        open: {
                            rosterId: string;
                            shiftId: string;
                            county: string;
                            /** @enum {string} */
                            post: "online" | "hotline" | "window" | "court" | "detention-centre";
                            startsAt: string;
                            endsAt: string;
                            capacity: number;
                            languages: string[];
                            /** @enum {string} */
                            phase: "open" | "ended" | "cancelled";
                            taken: number;
                            isMissed: boolean;
                            grabFrom: string | null;
                            maxShifts: number | null;
                            /** @description given back later than this before it begins, it counts as late */
                            releaseMs: number | null;
                        }[];
                        past: {
                            rosterId: string;
                            shiftId: string;
                            county: string;
                            /** @enum {string} */
                            post: "online" | "hotline" | "window" | "court" | "detention-centre";
                            startsAt: string;
                            endsAt: string;
                            capacity: number;
                            languages: string[];
                            /** @enum {string} */
                            phase: "open" | "ended" | "cancelled";
                            taken: number;
                            isMissed: boolean;
                            grabFrom: string | null;
                            maxShifts: number | null;
                            /** @description given back later than this before it begins, it counts as late */
                            releaseMs: number | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-my-notices": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            deliveryId: string;
                            at: string;
                            notice: ("question-waits" | "answer-arrived" | "follow-up-asked" | "follow-up-answered" | "thread-reminder" | "another-lawyer-offered" | "promise-broken" | "promise-voided" | "quorum-overdue" | "audience-missing" | "tiers-exhausted" | "danger-raised" | "danger-escalated" | "callback-requested" | "callback-overdue" | "review-opened" | "review-overdue" | "answer-hidden" | "call-missed" | "call-rings" | "complaint-decided" | "alarm-raised" | "alarm-escalated" | "alarm-withdrawn" | "separation-hint" | "position-check" | "check-in-due" | "leave-requested" | "leave-decided") | null;
                            consultationId: string | null;
                            topic: string | null;
                            /** @description of a hidden answer */
                            reason: ("contact" | "link" | "fee" | "solicitation" | "empty" | "abusive" | "wrong-in-law" | "unlawful" | "other") | null;
                            /** @description through which she was told */
                            channels: ("in-app" | "wechat" | "wecom" | "sms" | "email")[];
                            outcomes: {
                                [key: string]: "delivered" | "failed" | "unknown";
                            };
                            reports: {
                                [key: string]: "delivered" | "failed";
                            };
                            /** @description through which she was not, and why; no channel: not at all */
                            held: {
                                /** @enum {string} */
                                reason: "quiet-hours" | "off-duty" | "quota-of-recipient" | "quota-of-channel" | "no-channel" | "no-address" | "unknown-recipient" | "probe" | "erased";
                                channel: ("in-app" | "wechat" | "wecom" | "sms" | "email") | null;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_116"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-county-questions": {
        parameters: {
            query?: {
                listing?: "sought" | "listed" | "closed";
                overdue?: "true" | "false";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            consultationId: string;
                            countyCode: string;
                            villageCode: string | null;
                            channel: string;
                            via: string;
                            topic: {
                                code: string;
                                alternative?: string;
                                asked?: string;
                                second?: string;
                                alternativeSecond?: string;
                                askedSecond?: string;
                                model?: string;
                                /** @description zh-CN: the topics by which lawyers are looked for, and whose word each is */
                                text: string;
                            };
                            openedAt: string;
                            /** @enum {string} */
                            phase: "open" | "resting" | "closed";
                            /** @enum {string} */
                            promise: "pending" | "kept" | "broken" | "voided" | "waived";
                            promiseDue: string;
                            isOverdue: boolean;
                            answerCount: number;
                            target: number;
                            waitingThreads: number;
                            /** @description answers, follow-ups and replies: more than somebody saw are new */
                            said: number;
                            isDangerous: boolean;
                            /** @description the first 80 characters; null: erased, or not for this list */
                            opening: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-promises": {
        parameters: {
            query?: {
                promise?: "pending" | "broken" | "voided";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            consultationId: string;
                            countyCode: string;
                            villageCode: string | null;
                            channel: string;
                            via: string;
                            topic: {
                                code: string;
                                alternative?: string;
                                asked?: string;
                                second?: string;
                                alternativeSecond?: string;
                                askedSecond?: string;
                                model?: string;
                                /** @description zh-CN: the topics by which lawyers are looked for, and whose word each is */
                                text: string;
                            };
                            openedAt: string;
                            /** @enum {string} */
                            phase: "open" | "resting" | "closed";
                            /** @enum {string} */
                            promise: "pending" | "kept" | "broken" | "voided" | "waived";
                            promiseDue: string;
                            isOverdue: boolean;
                            answerCount: number;
                            target: number;
                            waitingThreads: number;
                            /** @description answers, follow-ups and replies: more than somebody saw are new */
                            said: number;
                            isDangerous: boolean;
                            /** @description the first 80 characters; null: erased, or not for this list */
                            opening: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-callbacks": {
        parameters: {
            query?: {
                open?: "true" | "false";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            callbackId: string;
                            consultationId: string;
                            cause: string;
                            isOpen: boolean;
                            phase: string;
                            dueAt: string | null;
                            isUntaken: boolean;
                            agentId: string | null;
                            attempts: {
                                attempt: number;
                                failure: string | null;
                                at: string;
                            }[];
                            requestedAt: string;
                            endsAt: string;
                        }[];
                        next: string | null;
                        total: number;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-dangers": {
        parameters: {
            query?: {
                open?: "true" | "false";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            dangerId: string;
                            consultationId: string;
                            followUpId: string | null;
                            codes: string[];
                            isOpen: boolean;
                            phase: string;
                            rank: string;
                            acknowledgeDue: string | null;
                            acknowledgedBy: string | null;
                            outcome: string | null;
                            raisedAt: string;
                        }[];
                        next: string | null;
                        total: number;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-reviews": {
        parameters: {
            query?: {
                open?: "true" | "false";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            reviewId: string;
                            consultationId: string;
                            answerId: string;
                            lawyerId: string;
                            isOpen: boolean;
                            flags: string[];
                            reviewerId: string | null;
                            decideDue: string | null;
                            isOverdue: boolean;
                            openedAt: string;
                            decisions: {
                                decision: string;
                                reason: string | null;
                                reviewerId: string;
                                at: string;
                            }[];
                            complaints: {
                                complaintId: string;
                                /** @enum {string} */
                                by: "asker" | "agent" | "author" | "office";
                                /** @enum {string} */
                                about: "answer" | "lawyer";
                                text: string | null;
                            }[];
                        }[];
                        next: string | null;
                        total: number;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "take-callback": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                callback: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_124"];
            409: components["responses"]["Problem409_125"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "release-callback": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                callback: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_124"];
            409: components["responses"]["Problem409_126"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "report-failed-attempt": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                callback: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    attempt: number;
                    /** @enum {string} */
                    failure: "no-reply" | "busy" | "switched-off" | "wrong-number" | "cut-off";
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_124"];
            409: components["responses"]["Problem409_127"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "report-reached": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                callback: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connectedMs: number;
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_124"];
            409: components["responses"]["Problem409_126"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "cancel-callback": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                callback: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_67"];
            404: components["responses"]["Problem404_124"];
            409: components["responses"]["Problem409_128"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-callback-phone": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                callback: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        phone: string;
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_129"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "acknowledge-danger": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                danger: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_130"];
            409: components["responses"]["Problem409_131"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "resolve-danger": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                danger: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "safe" | "police-informed" | "medical-help" | "handed-over" | "unreachable" | "false-alarm";
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_130"];
            409: components["responses"]["Problem409_132"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "take-review": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_133"];
            409: components["responses"]["Problem409_134"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "decide-review": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "hide" | "keep";
                    /** @default null */
                    reason?: ("contact" | "link" | "fee" | "solicitation" | "empty" | "abusive" | "wrong-in-law" | "unlawful" | "other") | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_133"];
            409: components["responses"]["Problem409_134"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_135"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-policies": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        countyCode: string;
                        proposal: unknown | null;
                        confirmed: unknown[];
                        withdrawn: unknown[];
                        default: unknown;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "propose-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    policy: {
                        countyCode: string;
                        terms: {
                            tiers: {
                                /** @enum {string} */
                                scope: "county" | "region" | "nation";
                                windowMs: number | null;
                            }[];
                            quorum: number;
                            promiseMs: number;
                            quorumMs: number;
                        };
                        hours: {
                            name: string;
                            isoWeekdays: number[];
                            fromMinute: number;
                            toMinute: number;
                            terms: {
                                tiers: {
                                    /** @enum {string} */
                                    scope: "county" | "region" | "nation";
                                    windowMs: number | null;
                                }[];
                                quorum: number;
                                promiseMs: number;
                                quorumMs: number;
                            };
                        }[];
                        utcOffsetMinutes: number;
                        audienceMs: number;
                        claimLeaseMs: number;
                        claimMaximumMs: number;
                        claimsPerMissing: number;
                        claimsElsewhere: number;
                        claimLapses: number;
                        substance: {
                            textChars: number;
                            clipMs: number;
                            callMs: number;
                            callSummaryChars: number;
                        };
                        followUpReminderMs: number;
                        followUpOfferMs: number;
                        restMs: number;
                        reviewMs: number;
                        callback: {
                            takeMs: number;
                            tries: number;
                            withinMs: number;
                        };
                        dangerAcknowledgeMs: number;
                    };
                    /** @default null */
                    effectiveFrom?: string | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_136"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_137"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "try-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    policy: {
                        countyCode: string;
                        terms: {
                            tiers: {
                                /** @enum {string} */
                                scope: "county" | "region" | "nation";
                                windowMs: number | null;
                            }[];
                            quorum: number;
                            promiseMs: number;
                            quorumMs: number;
                        };
                        hours: {
                            name: string;
                            isoWeekdays: number[];
                            fromMinute: number;
                            toMinute: number;
                            terms: {
                                tiers: {
                                    /** @enum {string} */
                                    scope: "county" | "region" | "nation";
                                    windowMs: number | null;
                                }[];
                                quorum: number;
                                promiseMs: number;
                                quorumMs: number;
                            };
                        }[];
                        utcOffsetMinutes: number;
                        audienceMs: number;
                        claimLeaseMs: number;
                        claimMaximumMs: number;
                        claimsPerMissing: number;
                        claimsElsewhere: number;
                        claimLapses: number;
                        substance: {
                            textChars: number;
                            clipMs: number;
                            callMs: number;
                            callSummaryChars: number;
                        };
                        followUpReminderMs: number;
                        followUpOfferMs: number;
                        restMs: number;
                        reviewMs: number;
                        callback: {
                            takeMs: number;
                            tries: number;
                            withinMs: number;
                        };
                        dangerAcknowledgeMs: number;
                    };
                    /**
                     * @description beyond the county: up to which rank, how long after the tier opened
                     * @default null
                     */
                    waves?: {
                        afterMs: number;
                        upTo: number;
                    }[] | null;
                    /** @default 100 */
                    poolPercent?: number;
                    /**
                     * @description questions of so many days back
                     * @default 30
                     */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cases: number;
                        /** @description draws */
                        seeds: number;
                        /** @description there were more questions than can be tried: only those since then were */
                        since: string | null;
                        was: {
                            keptPercent: number;
                            firstAnswerMs: number;
                            quorumPercent: number;
                            told: number;
                        };
                        would: {
                            /** @description 5th percentile, median, 95th percentile over the draws */
                            keptPercent: {
                                low: number;
                                median: number;
                                high: number;
                            };
                            /** @description 5th percentile, median, 95th percentile over the draws */
                            firstAnswerMs: {
                                low: number;
                                median: number;
                                high: number;
                            };
                            /** @description 5th percentile, median, 95th percentile over the draws */
                            quorumPercent: {
                                low: number;
                                median: number;
                                high: number;
                            };
                            /** @description 5th percentile, median, 95th percentile over the draws */
                            told: {
                                low: number;
                                median: number;
                                high: number;
                            };
                        };
                        /** @description questions whose promise fares otherwise in at least half of the draws */
                        turned: {
                            was: string;
                            would: string;
                        }[];
                        /** @description told per question */
                        asking: {
                            scope: string;
                            was: number;
                            /** @description 5th percentile, median, 95th percentile over the draws */
                            would: {
                                low: number;
                                median: number;
                                high: number;
                            };
                            /** @description 5th percentile, median, 95th percentile over the draws */
                            anew: {
                                low: number;
                                median: number;
                                high: number;
                            };
                            /** @description 5th percentile, median, 95th percentile over the draws */
                            imagined: {
                                low: number;
                                median: number;
                                high: number;
                            };
                        }[];
                        /** @description lawyers for whom it changes most: in how many questions they were told */
                        loads: {
                            lawyerId: string;
                            was: number;
                            would: number;
                        }[];
                        learnt: {
                            [key: string]: {
                                told: number;
                                answered: number;
                            };
                        };
                        unknownTiers: number;
                        /** @description questions that do not come out as they did even under their own rules */
                        unlike: number;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_138"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "confirm-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    policyHash: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_139"];
            404: components["responses"]["Problem404_93"];
            409: components["responses"]["Problem409_140"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "withdraw-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_93"];
            409: components["responses"]["Problem409_141"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-report": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        countyCode: string;
                        month: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "search-lawyers": {
        parameters: {
            query?: {
                words?: string;
                name?: string;
                licence?: string;
                firm?: string;
                region?: string;
                specialty?: string;
                county?: string;
                standing?: "active" | "suspended" | "check-missing" | "check-failed" | "check-expired" | "deregistered";
                sort?: "name" | "firm" | "licence" | "region";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            lawyerId: string;
                            licence: string;
                            name: string;
                            firm: string;
                            kind: string;
                            region: string;
                            county: string | null;
                            specialties: string[];
                            enterprise: boolean;
                            languages: string[];
                            nationwide: boolean;
                            isActive: boolean;
                            isSimulated: boolean;
                            counselOf: {
                                county: string;
                                villages: string[];
                                until: string | null;
                            }[];
                            phase?: string;
                            inactive?: string | null;
                            isAvailable?: boolean;
                            quiet?: {
                                from: number;
                                to: number;
                            } | null;
                            barredUntil?: string | null;
                            conflicts?: number;
                            hasPhone?: boolean;
                            registeredAt?: string;
                            check?: {
                                /** @enum {string} */
                                kind: "missing" | "valid" | "failed" | "expired";
                                until?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            suspended?: {
                                until: string | null;
                            } | null;
                            appointments?: {
                                appointmentId: string;
                                county: string;
                                villages: string[];
                                until: string | null;
                            }[];
                        }[];
                        next: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "register-lawyer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    lawyerId: string;
                    licence: string;
                    profile: {
                        name: string;
                        firm: string;
                        /** @enum {string} */
                        kind: "social" | "public" | "company" | "legal-aid";
                        region: string;
                        county: string | null;
                        specialties: string[];
                        enterprise: boolean;
                        languages: ("zh" | "mn" | "bo" | "ug" | "kk" | "ko" | "za" | "ii" | "ky" | "en" | "ru" | "sgn")[];
                        nationwide: boolean;
                    };
                    /** @description Mainland mobile number, 11 digits */
                    phone?: string;
                    /** @default null */
                    checkValidUntil?: string | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lawyerId: string;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_142"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_143"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_144"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-lawyer": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lawyerId: string;
                        licence: string;
                        name: string;
                        firm: string;
                        kind: string;
                        region: string;
                        county: string | null;
                        specialties: string[];
                        enterprise: boolean;
                        languages: string[];
                        nationwide: boolean;
                        isActive: boolean;
                        isSimulated: boolean;
                        counselOf: {
                            county: string;
                            villages: string[];
                            until: string | null;
                        }[];
                        phase?: string;
                        inactive?: string | null;
                        isAvailable?: boolean;
                        quiet?: {
                            from: number;
                            to: number;
                        } | null;
                        barredUntil?: string | null;
                        conflicts?: number;
                        hasPhone?: boolean;
                        registeredAt?: string;
                        check?: {
                            /** @enum {string} */
                            kind: "missing" | "valid" | "failed" | "expired";
                            until?: string;
                        } & {
                            [key: string]: unknown;
                        };
                        suspended?: {
                            until: string | null;
                        } | null;
                        appointments?: {
                            appointmentId: string;
                            county: string;
                            villages: string[];
                            until: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_116"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "import-lawyers": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    file: string;
                    /** @default true */
                    dryRun?: boolean;
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        new: number;
                        changed: number;
                        unchanged: number;
                        refused: {
                            line: number;
                            command: string;
                            code: string;
                            message: string;
                        }[];
                        errors: ({
                            line: number;
                            code: string;
                            message: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                    };
                };
            };
            400: components["responses"]["Problem400_142"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_49"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_145"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-import-template": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                register: "lawyers" | "staff" | "divisions";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "change-lawyer-profile": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    profile: {
                        name: string;
                        firm: string;
                        /** @enum {string} */
                        kind: "social" | "public" | "company" | "legal-aid";
                        region: string;
                        county: string | null;
                        specialties: string[];
                        enterprise: boolean;
                        languages: ("zh" | "mn" | "bo" | "ug" | "kk" | "ko" | "za" | "ii" | "ky" | "en" | "ru" | "sgn")[];
                        nationwide: boolean;
                    };
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_146"];
            409: components["responses"]["Problem409_147"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_144"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "change-lawyer-phone": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    phone: string | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_146"];
            409: components["responses"]["Problem409_147"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "suspend-lawyer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    until?: string | null;
                    /** @enum {string} */
                    reason: "penalty" | "under-investigation" | "complaint" | "own-request" | "left-firm" | "other";
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_146"];
            409: components["responses"]["Problem409_147"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "reinstate-lawyer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_146"];
            409: components["responses"]["Problem409_147"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "appoint-counsel": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    counsel: {
                        appointmentId: string;
                        county: string;
                        villages: string[];
                        until: string | null;
                    };
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_146"];
            409: components["responses"]["Problem409_148"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_149"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "pass-annual-check": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    validUntil: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_146"];
            409: components["responses"]["Problem409_150"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "fail-annual-check": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "incompetent" | "basically-competent" | "not-submitted" | "withdrawn";
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_146"];
            409: components["responses"]["Problem409_147"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "deregister-lawyer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "licence-revoked" | "licence-cancelled" | "moved-away" | "retired" | "died" | "own-request" | "mistake";
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_146"];
            409: components["responses"]["Problem409_147"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "end-counsel": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                lawyer: string;
                appointment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_151"];
            409: components["responses"]["Problem409_152"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "explain-audience": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                lawyer: string;
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ({
                        tier: number;
                        asked: boolean;
                        /** @description zh-CN: whose word made his specialty count; where the record says */
                        text?: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_71"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-roster": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                roster: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: ({
                            shiftId: string;
                            rosterId: string;
                            post: string;
                            startsAt: string;
                            endsAt: string;
                            capacity: number;
                            languages: string[];
                            /** @enum {string} */
                            phase: "open" | "ended" | "cancelled";
                            lawyers: string[];
                            missedBy: string[];
                        } & {
                            [key: string]: unknown;
                        })[];
                        next: string | null;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "open-roster": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                roster: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    grabFrom: string;
                    maxShiftsPerLawyer: number;
                    releaseMs: number;
                    barMs: number;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_153"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_137"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-on-duty": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: ({
                            shiftId: string;
                            rosterId: string;
                            post: string;
                            startsAt: string;
                            endsAt: string;
                            capacity: number;
                            languages: string[];
                            /** @enum {string} */
                            phase: "open" | "ended" | "cancelled";
                            lawyers: string[];
                            missedBy: string[];
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "open-shift": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                roster: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    shift: {
                        shiftId: string;
                        /** @enum {string} */
                        post: "online" | "hotline" | "window" | "court" | "detention-centre";
                        /**
                         * Format: date-time
                         * @example 2026-11-22T02:40:23.000Z
                         */
                        startsAt: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-22T02:40:23.000Z
                         */
                        endsAt: string;
                        capacity: number;
                        languages: ("zh" | "mn" | "bo" | "ug" | "kk" | "ko" | "za" | "ii" | "ky" | "en" | "ru" | "sgn")[];
                    };
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_154"];
            409: components["responses"]["Problem409_155"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_156"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "cancel-shift": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                roster: string;
                shift: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_157"];
            409: components["responses"]["Problem409_158"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "record-no-show": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                roster: string;
                shift: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    lawyerId: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_157"];
            409: components["responses"]["Problem409_159"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-counties": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        home: string;
                        items: {
                            county: string;
                            name: string;
                            cityName: string;
                            provinceName: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-county": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        county: string;
                        name: string;
                        cityName: string;
                        provinceName: string;
                        villageCount: number;
                        towns: {
                            code: string;
                            name: string;
                            kind: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            404: components["responses"]["Problem404_7"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-villages": {
        parameters: {
            query?: {
                town?: string;
            };
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            name: string;
                            kind: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-organisations": {
        parameters: {
            query?: {
                kind?: "bureau" | "legal-service-centre" | "legal-aid-centre" | "mediation-centre" | "mediation-committee" | "justice-office" | "village-office" | "corrections-agency" | "notary-office" | "law-firm" | "legal-service-firm";
            };
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            organisationId: string;
                            kind: string;
                            name: string;
                            county: string;
                            parentId: string | null;
                            serves: string[];
                            address: string | null;
                            officePhone: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "who-serves": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                village: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organisations: {
                            organisationId: string;
                            kind: string;
                            name: string;
                            county: string;
                            parentId: string | null;
                            serves: string[];
                            address: string | null;
                            officePhone: string | null;
                        }[];
                        counsel: {
                            lawyerId: string;
                            until: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "import-divisions": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    cityName: string;
                    provinceName: string;
                    towns: {
                        code: string;
                        name: string;
                        kind: string;
                    }[];
                    villages: {
                        code: string;
                        name: string;
                        kind: string;
                    }[];
                    source: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_160"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "import-villages": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    file: string;
                    /** @default true */
                    dryRun?: boolean;
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                    source: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        new: number;
                        changed: number;
                        unchanged: number;
                        refused: {
                            line: number;
                            command: string;
                            code: string;
                            message: string;
                        }[];
                        errors: ({
                            line: number;
                            code: string;
                            message: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_49"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_145"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "found-organisation": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "bureau" | "legal-service-centre" | "legal-aid-centre" | "mediation-centre" | "mediation-committee" | "justice-office" | "village-office" | "corrections-agency" | "notary-office" | "law-firm" | "legal-service-firm";
                    name: string;
                    /** @default null */
                    parentId?: string | null;
                    /** @default [] */
                    serves?: string[];
                    /** @default null */
                    address?: string | null;
                    /** @default null */
                    officePhone?: string | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_161"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_162"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "close-organisation": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_163"];
            409: components["responses"]["Problem409_164"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "rename-organisation": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "卓资县公共法律服务中心",
                 *       "because": "按三定方案更名"
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_163"];
            409: components["responses"]["Problem409_164"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-watch": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        officer: string | null;
                        deputy: string | null;
                        head: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-watches": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            organisationId: string;
                            name: string;
                            standing: {
                                officer: string | null;
                                deputy: string | null;
                                head: string | null;
                            } | null;
                            now: {
                                officer: string | null;
                                deputy: string | null;
                                head: string | null;
                            } | null;
                            watches: {
                                watchId: string;
                                from: string;
                                until: string;
                                line: {
                                    officer: string | null;
                                    deputy: string | null;
                                    head: string | null;
                                };
                            }[];
                        }[];
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "set-standing-watch": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    line: {
                        officer: string;
                        deputy: string | null;
                        head: string | null;
                    };
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_163"];
            409: components["responses"]["Problem409_165"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "plan-watch": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    watch: {
                        watchId: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-22T02:40:23.000Z
                         */
                        from: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-22T02:40:23.000Z
                         */
                        until: string;
                        line: {
                            officer: string;
                            deputy: string | null;
                            head: string | null;
                        };
                    };
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_163"];
            409: components["responses"]["Problem409_166"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_167"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "remove-watch": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                county: string;
                organisation: string;
                watch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_163"];
            409: components["responses"]["Problem409_164"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-staff": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        personId: string;
                        name: string | null;
                        scopes: {
                            role: string;
                            organisationId: string;
                            region: string;
                            until: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_87"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "add-staff": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Mainland mobile number, 11 digits */
                    phone?: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "leave-staff": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_87"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "change-staff-details": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string | null;
                    phone?: string | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_87"];
            409: components["responses"]["Problem409_168"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-staff": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            personId: string;
                            name: string | null;
                            hasPhone: boolean;
                            /** @enum {string} */
                            phase: "present" | "left";
                            offices: {
                                officeId: string;
                                role: string;
                                organisationId: string;
                                region: string;
                                from: string;
                                until: string | null;
                            }[];
                        }[];
                        next: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "import-staff": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    file: string;
                    /** @default true */
                    dryRun?: boolean;
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        new: number;
                        changed: number;
                        unchanged: number;
                        refused: {
                            line: number;
                            command: string;
                            code: string;
                            message: string;
                        }[];
                        errors: ({
                            line: number;
                            code: string;
                            message: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description who each row is; to be named in watches, and as account */
                        people: {
                            line: number;
                            personId: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_142"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_49"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_145"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "take-office": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    office: {
                        officeId: string;
                        /** @enum {string} */
                        role: "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "justice-office" | "legal-aid-clerk" | "legal-aid-head" | "mediator" | "committee-chair" | "notary" | "correction-officer" | "editor";
                        organisationId: string;
                        region: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-22T02:40:23.000Z
                         */
                        from: string;
                        until: string | null;
                    };
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_169"];
            404: components["responses"]["Problem404_87"];
            409: components["responses"]["Problem409_170"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_137"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "end-office": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                person: string;
                office: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_171"];
            409: components["responses"]["Problem409_172"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-accounts": {
        parameters: {
            query?: {
                kind?: "lawyer" | "staff";
                cursor?: string;
                limit?: string;
                id?: string;
                phase?: "active" | "suspended";
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "citizen" | "lawyer" | "staff";
                            /** @enum {string} */
                            phase: "active" | "suspended";
                            grants: {
                                /** @enum {string} */
                                role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
                                region: string | null;
                                organisation: string | null;
                            }[];
                            lawyerId: string | null;
                            hasPassword: boolean;
                            hasSecondFactor: boolean;
                            openedAt: string;
                            name: string | null;
                        }[];
                        next: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "open-account": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "desk-01",
                 *       "kind": "staff",
                 *       "name": "其木格",
                 *       "because": "窗口新到岗"
                 *     }
                 */
                "application/json": {
                    id: string;
                    /** @enum {string} */
                    kind: "lawyer" | "staff";
                    /** @description Mainland mobile number, 11 digits */
                    phone?: string;
                    name?: string;
                    lawyerId?: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_142"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            409: components["responses"]["Problem409_173"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "issue-link": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        livesMs: number;
                    };
                };
            };
            400: components["responses"]["Problem400_174"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_175"];
            404: components["responses"]["Problem404_176"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-account": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "citizen" | "lawyer" | "staff";
                        /** @enum {string} */
                        phase: "active" | "suspended";
                        grants: {
                            /** @enum {string} */
                            role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
                            region: string | null;
                            organisation: string | null;
                        }[];
                        lawyerId: string | null;
                        hasPassword: boolean;
                        hasSecondFactor: boolean;
                        openedAt: string;
                        name: string | null;
                        scopes: {
                            role: string;
                            region: string | null;
                            organisation: string | null;
                            /** @enum {string} */
                            by: "grant" | "office";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_176"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "grant-role": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                account: string;
                role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "region": "150921",
                 *       "organisation": null,
                 *       "because": "接替李明负责系统运行"
                 *     }
                 */
                "application/json": {
                    region: string | null;
                    organisation: string | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_177"];
            404: components["responses"]["Problem404_176"];
            409: components["responses"]["Problem409_178"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_137"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "revoke-role": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                account: string;
                role: "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_177"];
            404: components["responses"]["Problem404_176"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "remove-second-factor": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_179"];
            404: components["responses"]["Problem404_176"];
            409: components["responses"]["Problem409_180"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "suspend-account": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "left-office" | "misuse" | "lost-device" | "own-request" | "security";
                    /** @description why, in one's own words; kept sealed with the act */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_177"];
            404: components["responses"]["Problem404_176"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "reinstate-account": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_177"];
            404: components["responses"]["Problem404_176"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-promise-board": {
        parameters: {
            query?: {
                from?: string;
                until?: string;
                by?: "township" | "channel" | "topic";
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        countyCode: string;
                        now: string;
                        from: string;
                        until: string;
                        /** @enum {string} */
                        grain: "hour" | "day";
                        /** @enum {string} */
                        by: "township" | "channel" | "topic";
                        total: {
                            asked: number;
                            answered: number;
                            quorum: number;
                            quorumIn10: number;
                            overdue: number;
                            pending: number;
                            kept: number;
                            broken: number;
                            voided: number;
                            waived: number;
                            /** @description as many lawyers have answered as the policy wants: of those that have them or whose time for them is over */
                            enough: {
                                met: number;
                                of: number;
                            };
                            /** @description first answer within so many minutes, exclusive */
                            within: {
                                /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                3: {
                                    met: number;
                                    of: number;
                                };
                                /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                6: {
                                    met: number;
                                    of: number;
                                };
                                /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                10: {
                                    met: number;
                                    of: number;
                                };
                            };
                        };
                        series: {
                            start: string;
                            figures: {
                                asked: number;
                                answered: number;
                                quorum: number;
                                quorumIn10: number;
                                overdue: number;
                                pending: number;
                                kept: number;
                                broken: number;
                                voided: number;
                                waived: number;
                                /** @description as many lawyers have answered as the policy wants: of those that have them or whose time for them is over */
                                enough: {
                                    met: number;
                                    of: number;
                                };
                                /** @description first answer within so many minutes, exclusive */
                                within: {
                                    /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                    3: {
                                        met: number;
                                        of: number;
                                    };
                                    /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                    6: {
                                        met: number;
                                        of: number;
                                    };
                                    /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                    10: {
                                        met: number;
                                        of: number;
                                    };
                                };
                            };
                        }[];
                        groups: {
                            rows: {
                                /** @description empty: not said */
                                key: string;
                                figures: {
                                    asked: number;
                                    answered: number;
                                    quorum: number;
                                    quorumIn10: number;
                                    overdue: number;
                                    pending: number;
                                    kept: number;
                                    broken: number;
                                    voided: number;
                                    waived: number;
                                    /** @description as many lawyers have answered as the policy wants: of those that have them or whose time for them is over */
                                    enough: {
                                        met: number;
                                        of: number;
                                    };
                                    /** @description first answer within so many minutes, exclusive */
                                    within: {
                                        /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                        3: {
                                            met: number;
                                            of: number;
                                        };
                                        /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                        6: {
                                            met: number;
                                            of: number;
                                        };
                                        /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                        10: {
                                            met: number;
                                            of: number;
                                        };
                                    };
                                };
                            }[];
                            /** @description groups too small to be named, together */
                            merged: {
                                groups: number;
                                figures: {
                                    asked: number;
                                    answered: number;
                                    quorum: number;
                                    quorumIn10: number;
                                    overdue: number;
                                    pending: number;
                                    kept: number;
                                    broken: number;
                                    voided: number;
                                    waived: number;
                                    /** @description as many lawyers have answered as the policy wants: of those that have them or whose time for them is over */
                                    enough: {
                                        met: number;
                                        of: number;
                                    };
                                    /** @description first answer within so many minutes, exclusive */
                                    within: {
                                        /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                        3: {
                                            met: number;
                                            of: number;
                                        };
                                        /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                        6: {
                                            met: number;
                                            of: number;
                                        };
                                        /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                        10: {
                                            met: number;
                                            of: number;
                                        };
                                    };
                                };
                            } | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "compare-counties": {
        parameters: {
            query?: {
                from?: string;
                until?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        region: string;
                        now: string;
                        from: string;
                        until: string;
                        counties: {
                            countyCode: string;
                            figures: {
                                asked: number;
                                answered: number;
                                quorum: number;
                                quorumIn10: number;
                                overdue: number;
                                pending: number;
                                kept: number;
                                broken: number;
                                voided: number;
                                waived: number;
                                /** @description as many lawyers have answered as the policy wants: of those that have them or whose time for them is over */
                                enough: {
                                    met: number;
                                    of: number;
                                };
                                /** @description first answer within so many minutes, exclusive */
                                within: {
                                    /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                    3: {
                                        met: number;
                                        of: number;
                                    };
                                    /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                    6: {
                                        met: number;
                                        of: number;
                                    };
                                    /** @description of those that were answered or whose minutes are over; one that its asker closed before is in neither */
                                    10: {
                                        met: number;
                                        of: number;
                                    };
                                };
                            };
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-deadlines": {
        parameters: {
            query?: {
                minutes?: string;
                after?: string;
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: string;
                        until: string;
                        items: {
                            /**
                             * Format: date-time
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            due: string;
                            passing: {
                                type: string;
                                says: {
                                    [key: string]: string | number | boolean | null;
                                };
                            }[];
                            stream: string;
                            place: string | null;
                            consultationId: string | null;
                            /** @description those that follow within the time asked for, if nothing else happens */
                            then: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-22T02:40:23.000Z
                                 */
                                due: string;
                                passing: {
                                    type: string;
                                    says: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                                /** @description about how many lawyers the tier that opens would reach; null: no tier opens */
                                reach: number | null;
                            }[];
                            /** @description about how many lawyers the tier that opens would reach; null: no tier opens */
                            reach: number | null;
                        }[];
                        next: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "look-at-deadlines": {
        parameters: {
            query: {
                minutes?: string;
                streams: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: string;
                        until: string;
                        items: {
                            /**
                             * Format: date-time
                             * @example 2026-11-22T02:40:23.000Z
                             */
                            due: string;
                            passing: {
                                type: string;
                                says: {
                                    [key: string]: string | number | boolean | null;
                                };
                            }[];
                            stream: string;
                            place: string | null;
                            consultationId: string | null;
                            /** @description those that follow within the time asked for, if nothing else happens */
                            then: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-22T02:40:23.000Z
                                 */
                                due: string;
                                passing: {
                                    type: string;
                                    says: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                                /** @description about how many lawyers the tier that opens would reach; null: no tier opens */
                                reach: number | null;
                            }[];
                            /** @description about how many lawyers the tier that opens would reach; null: no tier opens */
                            reach: number | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_123"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "look-into-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purpose: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        view: string;
                        until: string;
                        story: {
                            consultationId: string;
                            streams: string[];
                            events: {
                                stream: string;
                                category: string;
                                version: number;
                                type: string;
                                at: string;
                                lateMs: number;
                                cause: {
                                    /** @constant */
                                    kind: "command";
                                    command: string;
                                    role: string;
                                    actorId: string;
                                    onBehalfOf: string | null;
                                } | {
                                    /** @constant */
                                    kind: "deadline";
                                    due: string;
                                };
                                follows: {
                                    stream: string;
                                    version: number;
                                } | null;
                                /** @description as recorded; what is sealed is a lock */
                                facts: {
                                    [key: string]: unknown;
                                };
                                /** @description opened for roles that may read the question; null inside: erased */
                                texts: {
                                    [key: string]: string | null;
                                } | null;
                            }[];
                            /** @description of members of staff and lawyers who occur, by id */
                            names: {
                                [key: string]: string;
                            };
                            rules: {
                                rules: number;
                                policyVersion: number | null;
                                policyHash: string | null;
                                terms: unknown;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "continue-story": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        consultationId: string;
                        streams: string[];
                        events: {
                            stream: string;
                            category: string;
                            version: number;
                            type: string;
                            at: string;
                            lateMs: number;
                            cause: {
                                /** @constant */
                                kind: "command";
                                command: string;
                                role: string;
                                actorId: string;
                                onBehalfOf: string | null;
                            } | {
                                /** @constant */
                                kind: "deadline";
                                due: string;
                            };
                            follows: {
                                stream: string;
                                version: number;
                            } | null;
                            /** @description as recorded; what is sealed is a lock */
                            facts: {
                                [key: string]: unknown;
                            };
                            /** @description opened for roles that may read the question; null inside: erased */
                            texts: {
                                [key: string]: string | null;
                            } | null;
                        }[];
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                        rules: {
                            rules: number;
                            policyVersion: number | null;
                            policyHash: string | null;
                            terms: unknown;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_181"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-case-at": {
        parameters: {
            query: {
                at: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        streams: {
                            stream: string;
                            version: number;
                            state: unknown;
                            next: {
                                due: string;
                                passing: {
                                    type: string;
                                    says: {
                                        [key: string]: unknown;
                                    };
                                }[];
                            } | null;
                            passed: {
                                due: string;
                                type: string;
                                data: unknown;
                            }[];
                            category: string;
                        }[];
                        eligible: {
                            tier: number;
                            scope: string;
                            openedAt: string;
                            recordedAt: string | null;
                            count: number | null;
                            ranked: string[] | null;
                            notAsked: {
                                [key: string]: number;
                            };
                        }[];
                        told: {
                            stream: string;
                            notice: string;
                            tier: number | null;
                            openedAt: string;
                            told: number;
                            held: number;
                            waiting: number;
                            stopped: string | null;
                            hasList: boolean;
                            rows: {
                                recipient: string;
                                rank: number | null;
                                wave: number | null;
                                at: string | null;
                                pushes: {
                                    channel: string;
                                    outcome: string | null;
                                    reported?: string;
                                }[];
                                held: {
                                    channel: string | null;
                                    reason: string;
                                }[];
                                notReached: string | null;
                            }[];
                        }[];
                        /** @description names of lawyers that occur, by id */
                        lawyers: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_181"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "verify-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        events: number;
                        streams: number;
                        commands: number;
                        deadlines: number;
                        findings: {
                            kind: string;
                            stream: string;
                            version: number;
                            code: string;
                            says: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_181"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "enrol-supervisee": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Mainland mobile number, 11 digits */
                    phone: string;
                    name: string;
                    region: string;
                    office: string;
                    /** @default [] */
                    officers?: string[];
                    /** @enum {string} */
                    sentence: "public-surveillance" | "probation" | "parole" | "outside-prison";
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    from: string;
                    /** @description exclusive */
                    until: unknown;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        superviseeId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_142"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_182"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_183"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-supervisees": {
        parameters: {
            query?: {
                over?: "true" | "false";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            superviseeId: string;
                            region: string;
                            office: string;
                            officers: string[];
                            /** @enum {string} */
                            sentence: "public-surveillance" | "probation" | "parole" | "outside-prison";
                            from: string;
                            until: string;
                            /** @enum {string} */
                            phase: "under-correction" | "over";
                            bases: {
                                basisId: string;
                                /** @enum {string} */
                                kind: "checks" | "positioning";
                                ground: string | null;
                                device: string | null;
                                /** @description number of the approval on paper */
                                decision: string | null;
                                from: string;
                                /** @description exclusive: from this very instant nothing is taken on it */
                                until: string;
                                by: string;
                                endedAt: string | null;
                                end: ("lapsed" | "not-needed" | "replaced") | null;
                            }[];
                            check: {
                                checkId: string;
                                basisId: string;
                                openedAt: string;
                                closesAt: string;
                            } | null;
                            end: {
                                reason: string;
                                at: string;
                                /** @description how many positions were destroyed then, SHA-256 over their digests, and when */
                                track?: {
                                    fixes: number | null;
                                    digest: string | null;
                                    at: string;
                                };
                            } | null;
                            isLetterSigned: boolean;
                            isTracked: boolean;
                        }[];
                        next: string | null;
                        total: number;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "look-at-supervisee": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purpose: string;
                    /**
                     * @description in which zones are given
                     * @default wgs-84
                     * @enum {string}
                     */
                    datum?: "wgs-84" | "gcj-02" | "bd-09";
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        superviseeId: string;
                        region: string;
                        office: string;
                        officers: string[];
                        /** @enum {string} */
                        sentence: "public-surveillance" | "probation" | "parole" | "outside-prison";
                        from: string;
                        until: string;
                        /** @enum {string} */
                        phase: "under-correction" | "over";
                        bases: {
                            basisId: string;
                            /** @enum {string} */
                            kind: "checks" | "positioning";
                            ground: string | null;
                            device: string | null;
                            /** @description number of the approval on paper */
                            decision: string | null;
                            from: string;
                            /** @description exclusive: from this very instant nothing is taken on it */
                            until: string;
                            by: string;
                            endedAt: string | null;
                            end: ("lapsed" | "not-needed" | "replaced") | null;
                        }[];
                        check: {
                            checkId: string;
                            basisId: string;
                            openedAt: string;
                            closesAt: string;
                        } | null;
                        end: {
                            reason: string;
                            at: string;
                            /** @description how many positions were destroyed then, SHA-256 over their digests, and when */
                            track?: {
                                fixes: number | null;
                                digest: string | null;
                                at: string;
                            };
                        } | null;
                        /** @description null: erased */
                        name: string | null;
                        terms: {
                            checksPerDay: number;
                            checkMs: number;
                            positioningMonths: number;
                            phoneMayServe: boolean;
                            utcOffsetMs: number;
                            checkInMs: number;
                            leave: {
                                officeDays: number;
                                grantDays: number;
                                cumulatedDays: number;
                                cumulatedMonths: number;
                                reportMs: number;
                            };
                        };
                        tracking: {
                            basisId: string;
                            deviceId: string;
                            since: string;
                        } | null;
                        letter: {
                            text: string | null;
                            identity: string;
                            device: string | null;
                            signedAt: string;
                        } | null;
                        devices: {
                            deviceId: string;
                            kind: string;
                            serial: string | null;
                            boundAt: string;
                            unboundAt: string | null;
                        }[];
                        silence: {
                            rung: string;
                            reason: string;
                            since: string;
                        } | null;
                        hints: {
                            kind: string;
                            signs: string[];
                            at: string;
                        }[];
                        /** @description the plan; its moments are nobody's to know */
                        checkIns: {
                            perDay: number;
                            from: number;
                            until: number;
                            /** @enum {string} */
                            way: "photo" | "call";
                            by: string;
                            at: string;
                        } | null;
                        checkIn: {
                            checkInId: string;
                            number: string;
                            /** @enum {string} */
                            way: "photo" | "call";
                            dueAt: string;
                            at: string;
                        } | null;
                        /** @description all versions, the latest first */
                        zones: {
                            /** @description with its version: home@3 */
                            name: string;
                            zoneId: string;
                            version: number;
                            /** @description null: of a leave */
                            kind: ("allowed" | "stay" | "forbidden") | null;
                            schedule: {
                                day: number;
                                from: number;
                                until: number;
                            }[] | null;
                            form: ("circle" | "polygon" | "corridor" | "outline" | "several") | null;
                            /** @description it reaches out of the county, or nobody had said where that ends */
                            isBeyond: boolean;
                            by: string;
                            from: string;
                            /** @description another version, or none, since then */
                            retiredAt: string | null;
                            label: string | null;
                            shapes: ({
                                /** @constant */
                                kind: "circle";
                                /** @description [longitude, latitude] */
                                centre: number[];
                                radiusM: number;
                            } | {
                                /** @constant */
                                kind: "polygon";
                                /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                                coordinates: number[][][][];
                            } | {
                                /** @constant */
                                kind: "corridor";
                                line: number[][];
                                halfWidthM: number;
                            })[];
                        }[];
                        /** @description that reach out of the county: waiting, and decided */
                        zoneProposals: {
                            proposalId: string;
                            zoneId: string;
                            /** @enum {string} */
                            kind: "allowed" | "stay" | "forbidden";
                            schedule: {
                                day: number;
                                from: number;
                                until: number;
                            }[] | null;
                            /** @enum {string} */
                            form: "circle" | "polygon" | "corridor" | "outline" | "several";
                            /** @description it reaches out of the county, or nobody had said where that ends: one of the two who let it bind is the head */
                            isBeyond: boolean;
                            /** @description the head proposed it */
                            isByHead: boolean;
                            by: string;
                            askedAt: string;
                            /** @enum {string} */
                            phase: "proposed" | "approved" | "rejected";
                            decidedBy: string | null;
                            decidedAt: string | null;
                            label: string | null;
                            shapes: ({
                                /** @constant */
                                kind: "circle";
                                /** @description [longitude, latitude] */
                                centre: number[];
                                radiusM: number;
                            } | {
                                /** @constant */
                                kind: "polygon";
                                /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                                coordinates: number[][][][];
                            } | {
                                /** @constant */
                                kind: "corridor";
                                line: number[][];
                                halfWidthM: number;
                            })[];
                            refusal: string | null;
                        }[];
                        leaves: {
                            leaveId: string;
                            /** @enum {string} */
                            cause: "medical" | "family" | "work" | "study" | "court" | "other";
                            from: string;
                            until: string;
                            days: number;
                            cumulatedDays: number;
                            /**
                             * @description who decides
                             * @enum {string}
                             */
                            level: "office" | "county" | "superior";
                            /** @enum {string} */
                            phase: "requested" | "approved" | "over" | "overrun" | "reported" | "refused" | "withdrawn";
                            proofs: {
                                digest: string;
                                bytes: number;
                                mediaType: string;
                            }[];
                            hasArea: boolean;
                            decision: string | null;
                            toldProcuratorate: boolean;
                            decidedBy: string | null;
                            askedAt: string;
                            decidedAt: string | null;
                            reportedAt: string | null;
                            reason: string | null;
                            destination: string | null;
                            refusal: string | null;
                        }[];
                        checkInsDone: {
                            checkInId: string;
                            /** @description to be seen in the photo */
                            number: string;
                            /** @enum {string} */
                            way: "photo" | "call";
                            dueAt: string;
                            /** @enum {string} */
                            phase: "due" | "answered" | "missed" | "accepted" | "rejected";
                            askedAt: string;
                            answeredAt: string | null;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            /** @description without one she asks to be called back */
                            hasPhoto: boolean;
                        }[];
                        transitions: {
                            transitionId: string;
                            /** @enum {string} */
                            kind: "Kept" | "OutOfArea" | "InForbiddenZone" | "LeaveOverrun";
                            condition: string;
                            version: number;
                            zones: string[];
                            basis: string;
                            leave: string | null;
                            /** @description number of the rules that decided */
                            rules: number;
                            since: string;
                            knownAt: string;
                            /** @description digests of the fixes that carry it */
                            evidence: string[];
                            foundAt: string;
                            withdrawnAt: string | null;
                        }[];
                        alarms: {
                            alarmId: string;
                            superviseeId: string;
                            region: string;
                            /** @enum {string} */
                            kind: "out-of-area" | "in-forbidden-zone" | "leave-overrun" | "silent" | "check-unanswered" | "check-in-missed" | "check-in-rejected";
                            /** @enum {string} */
                            level: "notice" | "warning" | "alarm" | "lost";
                            cause: string;
                            since: string;
                            officers: string[];
                            /** @enum {string} */
                            phase: "raised" | "unheard" | "acknowledged" | "closed" | "withdrawn";
                            isOpen: boolean;
                            acknowledgeDue: string | null;
                            acknowledgedBy: string | null;
                            acknowledgedAt: string | null;
                            closed: {
                                /** @enum {string} */
                                finding: "breach" | "no-breach" | "device-fault" | "position-wrong" | "with-leave" | "searched-for";
                                by: string;
                                at: string;
                            } | null;
                            notes: {
                                what: string;
                                at: string;
                                by: string | null;
                            }[];
                            raisedAt: string;
                            /**
                             * @description of late, about the person: no finding and no cause of the alarm; on the board alone
                             * @default []
                             */
                            hints: {
                                kind: string;
                                signs: string[];
                                at: string;
                            }[];
                            proposed: {
                                /** @enum {string} */
                                finding: "breach" | "no-breach" | "device-fault" | "position-wrong" | "with-leave" | "searched-for";
                                by: string;
                                at: string;
                                note: string | null;
                            } | null;
                        }[];
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "assign-justice-office": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    region: string;
                    office: string;
                    /** @default [] */
                    officers?: string[];
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_186"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "permit-checks": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    from: string;
                    /** @description exclusive */
                    until: unknown;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        basisId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_187"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_188"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "approve-positioning": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    ground: "injunction-breached" | "left-without-leave" | "refused-to-report" | "public-order-penalty" | "revocation-sought";
                    /** @enum {string} */
                    device: "dedicated" | "phone";
                    /** @description number of the approval on paper */
                    decision: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    from: string;
                    /** @description exclusive */
                    until: unknown;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        basisId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_189"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_190"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "end-basis": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                basis: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "not-needed" | "replaced";
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_191"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "bind-device": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "dedicated" | "phone";
                    /** @description as printed on it; kept under seal */
                    serial: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        deviceId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_192"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "unbind-device": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                device: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_193"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "start-tracking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    deviceId: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_193"];
            409: components["responses"]["Problem409_194"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "stop-tracking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "open-check": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        checkId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_195"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "end-correction": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "revoked" | "re-imprisoned" | "died" | "moved";
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-my-supervision": {
        parameters: {
            query?: {
                datum?: "wgs-84" | "gcj-02" | "bd-09";
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            superviseeId: string;
                            region: string;
                            office: string;
                            officers: string[];
                            /** @enum {string} */
                            sentence: "public-surveillance" | "probation" | "parole" | "outside-prison";
                            from: string;
                            until: string;
                            /** @enum {string} */
                            phase: "under-correction" | "over";
                            bases: {
                                basisId: string;
                                /** @enum {string} */
                                kind: "checks" | "positioning";
                                ground: string | null;
                                device: string | null;
                                /** @description number of the approval on paper */
                                decision: string | null;
                                from: string;
                                /** @description exclusive: from this very instant nothing is taken on it */
                                until: string;
                                by: string;
                                endedAt: string | null;
                                end: ("lapsed" | "not-needed" | "replaced") | null;
                            }[];
                            check: {
                                checkId: string;
                                basisId: string;
                                openedAt: string;
                                closesAt: string;
                            } | null;
                            end: {
                                reason: string;
                                at: string;
                                /** @description how many positions were destroyed then, SHA-256 over their digests, and when */
                                track?: {
                                    fixes: number | null;
                                    digest: string | null;
                                    at: string;
                                };
                            } | null;
                            isTracked: boolean;
                            checkIn: {
                                checkInId: string;
                                number: string;
                                /** @enum {string} */
                                way: "photo" | "call";
                                dueAt: string;
                                at: string;
                            } | null;
                            /** @description that bind now */
                            zones: {
                                /** @description with its version: home@3 */
                                name: string;
                                zoneId: string;
                                version: number;
                                /** @description null: of a leave */
                                kind: ("allowed" | "stay" | "forbidden") | null;
                                schedule: {
                                    day: number;
                                    from: number;
                                    until: number;
                                }[] | null;
                                form: ("circle" | "polygon" | "corridor" | "outline" | "several") | null;
                                /** @description it reaches out of the county, or nobody had said where that ends */
                                isBeyond: boolean;
                                by: string;
                                from: string;
                                /** @description another version, or none, since then */
                                retiredAt: string | null;
                                label: string | null;
                                shapes: ({
                                    /** @constant */
                                    kind: "circle";
                                    /** @description [longitude, latitude] */
                                    centre: number[];
                                    radiusM: number;
                                } | {
                                    /** @constant */
                                    kind: "polygon";
                                    /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                                    coordinates: number[][][][];
                                } | {
                                    /** @constant */
                                    kind: "corridor";
                                    line: number[][];
                                    halfWidthM: number;
                                })[];
                            }[];
                            leaves: {
                                leaveId: string;
                                /** @enum {string} */
                                cause: "medical" | "family" | "work" | "study" | "court" | "other";
                                from: string;
                                until: string;
                                days: number;
                                cumulatedDays: number;
                                /**
                                 * @description who decides
                                 * @enum {string}
                                 */
                                level: "office" | "county" | "superior";
                                /** @enum {string} */
                                phase: "requested" | "approved" | "over" | "overrun" | "reported" | "refused" | "withdrawn";
                                proofs: {
                                    digest: string;
                                    bytes: number;
                                    mediaType: string;
                                }[];
                                hasArea: boolean;
                                decision: string | null;
                                toldProcuratorate: boolean;
                                decidedBy: string | null;
                                askedAt: string;
                                decidedAt: string | null;
                                reportedAt: string | null;
                                reason: string | null;
                                destination: string | null;
                                refusal: string | null;
                            }[];
                            /** @description not signed yet */
                            toSign: {
                                text: string;
                                hash: string;
                            } | null;
                            signed: {
                                text: string | null;
                                signedAt: string;
                            } | null;
                        }[];
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_123"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "sign-letter": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    hash: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_80"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_196"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-my-letter": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_197"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_198"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "export-letter": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purpose: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pdf: string;
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_199"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_198"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "answer-check": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                check: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_200"];
            409: components["responses"]["Problem409_201"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "set-zone": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description what people call it; the person reads it on her phone, so it names no victim and not who lives there; kept under seal */
                    label: string;
                    geometry: {
                        /** @constant */
                        kind: "circle";
                        /** @description [longitude, latitude] */
                        centre: number[];
                        radiusM: number;
                    } | {
                        /** @constant */
                        kind: "polygon";
                        /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                        coordinates: number[][][][];
                    } | {
                        /** @constant */
                        kind: "corridor";
                        line: number[][];
                        halfWidthM: number;
                    } | {
                        /** @constant */
                        kind: "several";
                        shapes: ({
                            /** @constant */
                            kind: "circle";
                            /** @description [longitude, latitude] */
                            centre: number[];
                            radiusM: number;
                        } | {
                            /** @constant */
                            kind: "polygon";
                            /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                            coordinates: number[][][][];
                        } | {
                            /** @constant */
                            kind: "corridor";
                            line: number[][];
                            halfWidthM: number;
                        })[];
                    } | {
                        /** @constant */
                        kind: "county";
                    } | {
                        /** @constant */
                        kind: "geojson";
                        text: string;
                    };
                    /**
                     * @description in which it was drawn; maps and phones of the mainland draw in gcj-02 or bd-09
                     * @default wgs-84
                     * @enum {string}
                     */
                    datum?: "wgs-84" | "gcj-02" | "bd-09";
                    /**
                     * @description allowed: all of these together are the area, always; stay: to be there by the schedule; forbidden: not to go there by the schedule
                     * @enum {string}
                     */
                    kind: "allowed" | "stay" | "forbidden";
                    /**
                     * @description null: always
                     * @default null
                     */
                    schedule?: {
                        day: number;
                        from: number;
                        until: number;
                    }[] | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        zoneId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_202"];
            404: components["responses"]["Problem404_203"];
            409: components["responses"]["Problem409_204"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_205"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "change-zone": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                zone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description what people call it; the person reads it on her phone, so it names no victim and not who lives there; kept under seal */
                    label: string;
                    geometry: {
                        /** @constant */
                        kind: "circle";
                        /** @description [longitude, latitude] */
                        centre: number[];
                        radiusM: number;
                    } | {
                        /** @constant */
                        kind: "polygon";
                        /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                        coordinates: number[][][][];
                    } | {
                        /** @constant */
                        kind: "corridor";
                        line: number[][];
                        halfWidthM: number;
                    } | {
                        /** @constant */
                        kind: "several";
                        shapes: ({
                            /** @constant */
                            kind: "circle";
                            /** @description [longitude, latitude] */
                            centre: number[];
                            radiusM: number;
                        } | {
                            /** @constant */
                            kind: "polygon";
                            /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                            coordinates: number[][][][];
                        } | {
                            /** @constant */
                            kind: "corridor";
                            line: number[][];
                            halfWidthM: number;
                        })[];
                    } | {
                        /** @constant */
                        kind: "county";
                    } | {
                        /** @constant */
                        kind: "geojson";
                        text: string;
                    };
                    /**
                     * @description in which it was drawn; maps and phones of the mainland draw in gcj-02 or bd-09
                     * @default wgs-84
                     * @enum {string}
                     */
                    datum?: "wgs-84" | "gcj-02" | "bd-09";
                    /**
                     * @description allowed: all of these together are the area, always; stay: to be there by the schedule; forbidden: not to go there by the schedule
                     * @enum {string}
                     */
                    kind: "allowed" | "stay" | "forbidden";
                    /**
                     * @description null: always
                     * @default null
                     */
                    schedule?: {
                        day: number;
                        from: number;
                        until: number;
                    }[] | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        zoneId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_202"];
            404: components["responses"]["Problem404_203"];
            409: components["responses"]["Problem409_204"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_205"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "retire-zone": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                zone: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_206"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "propose-zone": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description what people call it; the person reads it on her phone, so it names no victim and not who lives there; kept under seal */
                    label: string;
                    geometry: {
                        /** @constant */
                        kind: "circle";
                        /** @description [longitude, latitude] */
                        centre: number[];
                        radiusM: number;
                    } | {
                        /** @constant */
                        kind: "polygon";
                        /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                        coordinates: number[][][][];
                    } | {
                        /** @constant */
                        kind: "corridor";
                        line: number[][];
                        halfWidthM: number;
                    } | {
                        /** @constant */
                        kind: "several";
                        shapes: ({
                            /** @constant */
                            kind: "circle";
                            /** @description [longitude, latitude] */
                            centre: number[];
                            radiusM: number;
                        } | {
                            /** @constant */
                            kind: "polygon";
                            /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                            coordinates: number[][][][];
                        } | {
                            /** @constant */
                            kind: "corridor";
                            line: number[][];
                            halfWidthM: number;
                        })[];
                    } | {
                        /** @constant */
                        kind: "county";
                    } | {
                        /** @constant */
                        kind: "geojson";
                        text: string;
                    };
                    /**
                     * @description in which it was drawn; maps and phones of the mainland draw in gcj-02 or bd-09
                     * @default wgs-84
                     * @enum {string}
                     */
                    datum?: "wgs-84" | "gcj-02" | "bd-09";
                    /**
                     * @description allowed: all of these together are the area, always; stay: to be there by the schedule; forbidden: not to go there by the schedule
                     * @enum {string}
                     */
                    kind: "allowed" | "stay" | "forbidden";
                    /**
                     * @description null: always
                     * @default null
                     */
                    schedule?: {
                        day: number;
                        from: number;
                        until: number;
                    }[] | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                    /** @description a zone that is there and is to have another version; absent: a new one */
                    zone?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        zoneId: string;
                        proposalId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_203"];
            409: components["responses"]["Problem409_207"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_205"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "approve-zone": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_208"];
            404: components["responses"]["Problem404_209"];
            409: components["responses"]["Problem409_204"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_210"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "reject-zone": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_211"];
            404: components["responses"]["Problem404_209"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "export-zones": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purpose: string;
                    /**
                     * @description RFC 7946 is WGS-84; a map of the mainland may need another
                     * @default wgs-84
                     * @enum {string}
                     */
                    datum?: "wgs-84" | "gcj-02" | "bd-09";
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        geojson: string;
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-boundary": {
        parameters: {
            query?: {
                datum?: "wgs-84" | "gcj-02" | "bd-09";
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        geojson: string;
                        source: string;
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_212"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "set-boundary": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    geojson: string;
                    /**
                     * @description in which the file is; charts of the mainland are gcj-02
                     * @enum {string}
                     */
                    datum: "wgs-84" | "gcj-02" | "bd-09";
                    source: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_213"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_214"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "request-my-leave": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    cause: "medical" | "family" | "work" | "study" | "court" | "other";
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    from: string;
                    /** @description exclusive */
                    until: unknown;
                    reason: string;
                    destination: string;
                    /**
                     * @description uploaded files
                     * @default []
                     */
                    proofs?: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        leaveId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_215"];
            409: components["responses"]["Problem409_216"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_217"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "request-leave": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    cause: "medical" | "family" | "work" | "study" | "court" | "other";
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    from: string;
                    /** @description exclusive */
                    until: unknown;
                    reason: string;
                    destination: string;
                    /**
                     * @description uploaded files
                     * @default []
                     */
                    proofs?: string[];
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                        leaveId: string;
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_215"];
            409: components["responses"]["Problem409_216"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_217"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "withdraw-my-leave": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                leave: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_218"];
            404: components["responses"]["Problem404_219"];
            409: components["responses"]["Problem409_220"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "approve-leave": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                leave: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    area?: {
                        label: string;
                        geometry: {
                            /** @constant */
                            kind: "circle";
                            /** @description [longitude, latitude] */
                            centre: number[];
                            radiusM: number;
                        } | {
                            /** @constant */
                            kind: "polygon";
                            /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                            coordinates: number[][][][];
                        } | {
                            /** @constant */
                            kind: "corridor";
                            line: number[][];
                            halfWidthM: number;
                        } | {
                            /** @constant */
                            kind: "several";
                            shapes: ({
                                /** @constant */
                                kind: "circle";
                                /** @description [longitude, latitude] */
                                centre: number[];
                                radiusM: number;
                            } | {
                                /** @constant */
                                kind: "polygon";
                                /** @description as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed */
                                coordinates: number[][][][];
                            } | {
                                /** @constant */
                                kind: "corridor";
                                line: number[][];
                                halfWidthM: number;
                            })[];
                        } | {
                            /** @constant */
                            kind: "county";
                        } | {
                            /** @constant */
                            kind: "geojson";
                            text: string;
                        };
                        /**
                         * @description in which it was drawn; maps and phones of the mainland draw in gcj-02 or bd-09
                         * @default wgs-84
                         * @enum {string}
                         */
                        datum?: "wgs-84" | "gcj-02" | "bd-09";
                    } | null;
                    /**
                     * @description of the level above, on paper, where it takes one
                     * @default null
                     */
                    decision?: string | null;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_221"];
            404: components["responses"]["Problem404_222"];
            409: components["responses"]["Problem409_223"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_224"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "refuse-leave": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                leave: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description told to her */
                    reason: string;
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_219"];
            409: components["responses"]["Problem409_220"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "report-back": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                leave: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_219"];
            409: components["responses"]["Problem409_220"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "plan-check-ins": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    perDay: number;
                    /** @description local minutes */
                    from: number;
                    until: number;
                    /** @enum {string} */
                    way: "photo" | "call";
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_225"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "stop-check-ins": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            409: components["responses"]["Problem409_185"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "judge-check-in": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                checkIn: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    verdict: "accepted" | "rejected";
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_226"];
            409: components["responses"]["Problem409_227"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-check-in-photo": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                checkIn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                };
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_228"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            416: components["responses"]["Problem416_50"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_51"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "answer-check-in": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                checkIn: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description of an uploaded photo; null: please call me */
                    photo: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_215"];
            409: components["responses"]["Problem409_229"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_95"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-supervision-requests": {
        parameters: {
            query?: {
                open?: "true" | "false";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            superviseeId: string;
                            region: string;
                            requests: {
                                /** @enum {string} */
                                what: "zone" | "leave";
                                /** @description of the proposal, or of the leave */
                                id: string;
                                /** @description of the zone; of a leave its cause */
                                kind: string;
                                /** @description who decides on a leave; null: the head of the bureau */
                                level: ("office" | "county" | "superior") | null;
                                from: string | null;
                                until: string | null;
                                days: number | null;
                                /** @description null: the person */
                                askedBy: string | null;
                                askedAt: string;
                                /** @enum {string} */
                                phase: "waiting" | "approved" | "refused" | "withdrawn";
                                decidedBy: string | null;
                                decidedAt: string | null;
                            }[];
                        }[];
                        next: string | null;
                        /** @description people */
                        total: number;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-alarms": {
        parameters: {
            query?: {
                open?: "true" | "false";
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            alarmId: string;
                            superviseeId: string;
                            region: string;
                            /** @enum {string} */
                            kind: "out-of-area" | "in-forbidden-zone" | "leave-overrun" | "silent" | "check-unanswered" | "check-in-missed" | "check-in-rejected";
                            /** @enum {string} */
                            level: "notice" | "warning" | "alarm" | "lost";
                            cause: string;
                            since: string;
                            officers: string[];
                            /** @enum {string} */
                            phase: "raised" | "unheard" | "acknowledged" | "closed" | "withdrawn";
                            isOpen: boolean;
                            acknowledgeDue: string | null;
                            acknowledgedBy: string | null;
                            acknowledgedAt: string | null;
                            closed: {
                                /** @enum {string} */
                                finding: "breach" | "no-breach" | "device-fault" | "position-wrong" | "with-leave" | "searched-for";
                                by: string;
                                at: string;
                            } | null;
                            notes: {
                                what: string;
                                at: string;
                                by: string | null;
                            }[];
                            raisedAt: string;
                            /**
                             * @description of late, about the person: no finding and no cause of the alarm; on the board alone
                             * @default []
                             */
                            hints: {
                                kind: string;
                                signs: string[];
                                at: string;
                            }[];
                            proposed: {
                                /** @enum {string} */
                                finding: "breach" | "no-breach" | "device-fault" | "position-wrong" | "with-leave" | "searched-for";
                                by: string;
                                at: string;
                                note: string | null;
                            } | null;
                        }[];
                        next: string | null;
                        total: number;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "acknowledge-alarm": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                alarm: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_230"];
            409: components["responses"]["Problem409_231"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "propose-finding": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                alarm: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    finding: "breach" | "no-breach" | "device-fault" | "position-wrong" | "with-leave" | "searched-for";
                    note: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_230"];
            409: components["responses"]["Problem409_232"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "decline-finding": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                alarm: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_230"];
            409: components["responses"]["Problem409_233"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "close-alarm": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                alarm: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_73"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_139"];
            404: components["responses"]["Problem404_230"];
            409: components["responses"]["Problem409_233"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "who-looked-at-me": {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            at: string;
                            by: string;
                            /** @description look: a list or a page; look-at-…: a file or a track */
                            what: string;
                            /** @description in the words of whoever looked; null: a list says none */
                            purpose: string | null;
                        }[];
                        next: string | null;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "who-looked-at-supervisee": {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            at: string;
                            by: string;
                            /** @description look: a list or a page; look-at-…: a file or a track */
                            what: string;
                            /** @description in the words of whoever looked; null: a list says none */
                            purpose: string | null;
                        }[];
                        next: string | null;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-supervision-figures": {
        parameters: {
            query?: {
                from?: string;
                until?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        region: string;
                        now: string;
                        from: string;
                        until: string;
                        /** @description as it stands now, but for those who began and ended */
                        people: {
                            total: number;
                            /** @description a track is approved, or to begin */
                            positioning: number;
                            /** @description checks are permitted, and no track */
                            checks: number;
                            /** @description no ground */
                            none: number;
                            /** @description tracked at this moment */
                            tracked: number;
                            /** @description in these months */
                            begun: number;
                            ended: number;
                            sentences: {
                                [key: string]: number;
                            };
                        };
                        offices: {
                            office: string;
                            total: number;
                            /** @description a track is approved, or to begin */
                            positioning: number;
                            /** @description checks are permitted, and no track */
                            checks: number;
                            /** @description no ground */
                            none: number;
                            /** @description tracked at this moment */
                            tracked: number;
                            alarms: number;
                            /** @description check-ins that nobody answered */
                            missed: number;
                            /** @description leave overstayed */
                            overrun: number;
                        }[];
                        /** @description of those raised in these months, as they stand now */
                        alarms: {
                            raised: number;
                            /** @description escalated because nobody said in time that he heard */
                            unheard: number;
                            levels: {
                                [key: string]: number;
                            };
                            findings: {
                                [key: string]: number;
                            };
                            kinds: {
                                kind: string;
                                raised: number;
                                states: {
                                    [key: string]: number;
                                };
                            }[];
                            acknowledged: number;
                            /** @description half of those who said so had said it within so many minutes, rounded up; null: nobody has */
                            p50Minutes: number | null;
                            p95Minutes: number | null;
                            /** @description of all that were raised */
                            withdrawn: {
                                met: number;
                                of: number;
                            };
                            /** @description of those that two people closed */
                            noBreach: {
                                met: number;
                                of: number;
                            };
                        };
                        checks: {
                            opened: number;
                            answered: number;
                            unanswered: number;
                        };
                        checkIns: {
                            due: number;
                            answered: number;
                            missed: number;
                            accepted: number;
                            rejected: number;
                        };
                        leaves: {
                            requested: number;
                            approved: number;
                            refused: number;
                            reported: number;
                            overrun: number;
                        };
                        positions: {
                            /** @enum {string} */
                            source: "satellite" | "wifi" | "cell" | "unknown";
                            kept: number;
                            /** @description without a basis: counted and not kept */
                            dropped: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-map-tiles": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tiles: ({
                            /** @constant */
                            kind: "raster";
                            url: string;
                            attribution: string;
                            /** @constant */
                            datum: "wgs-84";
                            /** @default 0 */
                            minZoom: number;
                            /** @default 18 */
                            maxZoom: number;
                            /** @default 256 */
                            tileSize: 256 | 512;
                        } | {
                            /** @constant */
                            kind: "vector";
                            url: string;
                            attribution: string;
                            /** @constant */
                            datum: "wgs-84";
                            /** @default 0 */
                            minZoom: number;
                            /** @default 18 */
                            maxZoom: number;
                            layers: {
                                id: string;
                                /** @enum {string} */
                                type: "fill" | "line" | "circle";
                                "source-layer": string;
                                filter?: unknown[];
                                minzoom?: number;
                                maxzoom?: number;
                                layout?: {
                                    [key: string]: unknown;
                                };
                                paint?: {
                                    [key: string]: unknown;
                                };
                            }[];
                        }) | null;
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-supervision-decisions": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            superviseeId: string;
                            region: string;
                            /** @description null: on an alarm */
                            sentence: string | null;
                            /** @description its kind; null: on the person */
                            alarm: string | null;
                            decisions: {
                                /** @enum {string} */
                                what: "enrolled" | "office-assigned" | "checks-permitted" | "positioning-approved" | "basis-ended" | "basis-lapsed" | "tracking-started" | "tracking-stopped" | "zone-set" | "zone-retired" | "zone-proposed" | "zone-approved" | "zone-rejected" | "leave-approved" | "leave-refused" | "leave-returned" | "check-ins-planned" | "check-ins-stopped" | "check-in-accepted" | "check-in-rejected" | "ended" | "finding-proposed" | "finding-declined" | "alarm-closed";
                                /** @description basis, zone with its version or that is proposed, leave, check-in, office or alarm */
                                about: string | null;
                                /** @description of positioning one of five; of an end why; of an alarm what was found */
                                ground: string | null;
                                /** @description number of the paper */
                                decision: string | null;
                                /** @description device, kind of zone or alarm, way of check-ins, or level of a leave */
                                kind: string | null;
                                from: string | null;
                                until: string | null;
                                toldProcuratorate: boolean;
                                /** @description null: by itself */
                                by: string | null;
                                at: string;
                            }[];
                            lastAt: string;
                        }[];
                        next: string | null;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-supervision-looks": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            at: string;
                            by: string;
                            /** @enum {string} */
                            what: "look-at-supervisee" | "look-at-track" | "look-at-positions";
                            /** @description the person, or the district whose map it was */
                            about: string;
                            region: string;
                            /** @description in the words of whoever looked; null: erased */
                            purpose: string | null;
                            outcome: string | null;
                        }[];
                        next: string | null;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "send-positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    device: unknown;
                    datum?: unknown;
                    fixes: unknown[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kept: number;
                        /** @description taken while it may not be known where she is: counted, and not kept */
                        withoutBasis: number;
                        /** @description what was noticed about those that were kept */
                        marks: {
                            [key: string]: number;
                        };
                        /** @description items that say no position; the others were taken */
                        problems: {
                            item: number;
                            field: string;
                            code: string;
                            text: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_9"];
            403: components["responses"]["Problem403_10"];
            404: components["responses"]["Problem404_234"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_235"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_236"];
            504: components["responses"]["Problem504_5"];
            507: components["responses"]["Problem507_106"];
        };
    };
    "send-osmand-query": {
        parameters: {
            query?: never;
            header?: {
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kept: number;
                        /** @description taken while it may not be known where she is: counted, and not kept */
                        withoutBasis: number;
                        /** @description what was noticed about those that were kept */
                        marks: {
                            [key: string]: number;
                        };
                        /** @description items that say no position; the others were taken */
                        problems: {
                            item: number;
                            field: string;
                            code: string;
                            text: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_123"];
            404: components["responses"]["Problem404_234"];
            422: components["responses"]["Problem422_235"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_237"];
            504: components["responses"]["Problem504_5"];
            507: components["responses"]["Problem507_106"];
        };
    };
    "send-osmand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kept: number;
                        /** @description taken while it may not be known where she is: counted, and not kept */
                        withoutBasis: number;
                        /** @description what was noticed about those that were kept */
                        marks: {
                            [key: string]: number;
                        };
                        /** @description items that say no position; the others were taken */
                        problems: {
                            item: number;
                            field: string;
                            code: string;
                            text: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_77"];
            403: components["responses"]["Problem403_10"];
            404: components["responses"]["Problem404_234"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_235"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_236"];
            504: components["responses"]["Problem504_5"];
            507: components["responses"]["Problem507_106"];
        };
    };
    "send-my-positions": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default wgs-84
                     * @enum {string}
                     */
                    datum?: "wgs-84" | "gcj-02" | "bd-09";
                    fixes: unknown[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kept: number;
                        /** @description taken while it may not be known where she is: counted, and not kept */
                        withoutBasis: number;
                        /** @description what was noticed about those that were kept */
                        marks: {
                            [key: string]: number;
                        };
                        /** @description items that say no position; the others were taken */
                        problems: {
                            item: number;
                            field: string;
                            code: string;
                            text: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_138"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_193"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_235"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_236"];
            504: components["responses"]["Problem504_5"];
            507: components["responses"]["Problem507_106"];
        };
    };
    "import-positions": {
        parameters: {
            query: {
                kind: "gpx" | "csv";
                datum?: "wgs-84" | "gcj-02" | "bd-09";
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
                device: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kept: number;
                        /** @description taken while it may not be known where she is: counted, and not kept */
                        withoutBasis: number;
                        /** @description what was noticed about those that were kept */
                        marks: {
                            [key: string]: number;
                        };
                        /** @description items that say no position; the others were taken */
                        problems: {
                            item: number;
                            field: string;
                            code: string;
                            text: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_193"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_238"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_236"];
            504: components["responses"]["Problem504_5"];
            507: components["responses"]["Problem507_106"];
        };
    };
    "look-at-positions": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                region: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purpose: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            at: string;
                            receivedAt: string;
                            /** @description [lng, lat], WGS-84 */
                            place: number[];
                            errorM: number | null;
                            source: string;
                            superviseeId: string;
                            isTracked: boolean;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_239"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_236"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "look-at-track": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                supervisee: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    purpose: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-22T02:40:23.000Z
                     */
                    from: string;
                    /** @description exclusive */
                    until: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fixes: {
                            at: string;
                            receivedAt: string;
                            /** @description [lng, lat], WGS-84 */
                            place: number[];
                            errorM: number | null;
                            source: string;
                            digest: string;
                            marks: string[];
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_138"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_184"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            422: components["responses"]["Problem422_240"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_236"];
            504: components["responses"]["Problem504_5"];
        };
    };
    live: {
        parameters: {
            query?: {
                role?: "citizen" | "enterprise" | "lawyer" | "desk" | "reviewer" | "duty-officer" | "bureau-head" | "policy-admin" | "correction-officer" | "system-admin" | "security-admin" | "auditor" | "procurator" | "probe" | "system";
                clocks?: "true";
                lastEventId?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400_77"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_241"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "issue-turn-credentials": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        iceServers: {
                            urls: string[];
                            username: string;
                            credential: string;
                        }[];
                        /** @enum {string} */
                        iceTransportPolicy: "relay" | "all";
                        /** @description From then on no call can be begun with it; ask again */
                        expiresAt: string;
                    };
                };
            };
            400: components["responses"]["Problem400_22"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_242"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-calls-on": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        isOffered: boolean;
                        items: {
                            callId: string;
                            consultationId: string;
                            /**
                             * @description Which one the viewer is
                             * @enum {string}
                             */
                            side: "asker" | "lawyer";
                            /**
                             * @description Who rang
                             * @enum {string}
                             */
                            by: "asker" | "lawyer";
                            /** @enum {string} */
                            media: "video" | "audio";
                            lawyer: {
                                lawyerId: string;
                                name: string | null;
                                firm: string | null;
                            };
                            /** @enum {string} */
                            phase: "ringing" | "taken" | "ended";
                            /** @description In which tab the viewer rang or took it */
                            device: string | null;
                            rungAt: string;
                            ringDue: string;
                            takenAt: string | null;
                            endedBy: ("asker" | "lawyer") | null;
                            end: ("cancelled" | "declined" | "missed" | "not-connected" | "hung-up" | "lost") | null;
                            endedAt: string | null;
                            /** @description How long both said that they were connected; 0 until it is over */
                            connectedMs: number;
                            /** @description While connected, say so this often */
                            confirmEveryMs: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-calls": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            callId: string;
                            lawyerId: string;
                            /** @enum {string} */
                            by: "asker" | "lawyer";
                            /** @enum {string} */
                            media: "video" | "audio";
                            rungAt: string;
                            takenAt: string | null;
                            end: ("cancelled" | "declined" | "missed" | "not-connected" | "hung-up" | "lost") | null;
                            endedAt: string | null;
                            /** @description How long both said that they were connected; 0 until it is over */
                            connectedMs: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            409: components["responses"]["Problem409_107"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "ring-call": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whom she rings; a lawyer rings the asker and names nobody */
                    lawyerId?: string;
                    /** @description Of this tab, drawn at random and kept over a reload */
                    device: string;
                    /**
                     * @default video
                     * @enum {string}
                     */
                    media?: "video" | "audio";
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        callId: string;
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_243"];
            404: components["responses"]["Problem404_244"];
            409: components["responses"]["Problem409_245"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-call": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                call: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        callId: string;
                        consultationId: string;
                        /**
                         * @description Which one the viewer is
                         * @enum {string}
                         */
                        side: "asker" | "lawyer";
                        /**
                         * @description Who rang
                         * @enum {string}
                         */
                        by: "asker" | "lawyer";
                        /** @enum {string} */
                        media: "video" | "audio";
                        lawyer: {
                            lawyerId: string;
                            name: string | null;
                            firm: string | null;
                        };
                        /** @enum {string} */
                        phase: "ringing" | "taken" | "ended";
                        /** @description In which tab the viewer rang or took it */
                        device: string | null;
                        rungAt: string;
                        ringDue: string;
                        takenAt: string | null;
                        endedBy: ("asker" | "lawyer") | null;
                        end: ("cancelled" | "declined" | "missed" | "not-connected" | "hung-up" | "lost") | null;
                        endedAt: string | null;
                        /** @description How long both said that they were connected; 0 until it is over */
                        connectedMs: number;
                        /** @description While connected, say so this often */
                        confirmEveryMs: number;
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "end-call": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                call: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_70"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_246"];
            404: components["responses"]["Problem404_247"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "take-call": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                call: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    device: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_246"];
            404: components["responses"]["Problem404_247"];
            409: components["responses"]["Problem409_248"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "confirm-call": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                call: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    device: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        receipt: {
                            /**
                             * @description already: it was so before
                             * @enum {string}
                             */
                            effect: "recorded" | "already";
                            position: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_246"];
            404: components["responses"]["Problem404_247"];
            409: components["responses"]["Problem409_249"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "send-call-signal": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                call: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    device: string;
                    signal: {
                        /** @constant */
                        kind: "here";
                        peer: string;
                    } | {
                        /** @constant */
                        kind: "offer";
                        peer: string;
                        to: string;
                        sdp: string;
                    } | {
                        /** @constant */
                        kind: "answer";
                        peer: string;
                        to: string;
                        sdp: string;
                    } | {
                        /** @constant */
                        kind: "candidates";
                        peer: string;
                        to: string;
                        candidates: {
                            candidate: string;
                            sdpMid: string | null;
                            sdpMLineIndex: number | null;
                            usernameFragment?: string | null;
                        }[];
                    } | {
                        /** @constant */
                        kind: "media";
                        peer: string;
                        camera: boolean;
                        microphone: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["Problem400_138"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_247"];
            409: components["responses"]["Problem409_250"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-receipt": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        format: "zhijian-receipt/1";
                        store: string;
                        events: {
                            /** @description as it was hashed */
                            text: string;
                            hash: string;
                            /** @description hash of the event before it in its stream */
                            previous: string;
                            position: string;
                            /** @description of its leaf in the tree over the log */
                            index: number;
                            /** @description RFC 6962 audit path, nearest sibling first */
                            path: string[];
                        }[];
                        seal: {
                            /** @description as it was hashed */
                            text: string;
                            hash: string;
                            /** @description hash of the event before it in its stream */
                            previous: string;
                        };
                        /** @description changes of the key that signs the seals */
                        rotations: {
                            /** @description as it was hashed */
                            text: string;
                            hash: string;
                            /** @description hash of the event before it in its stream */
                            previous: string;
                        }[];
                        openings: {
                            event: number;
                            /** @description JSON pointer */
                            at: string;
                            salt: string;
                            value: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_251"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "print-receipt": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["Problem400_48"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_251"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "give-receipt": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["Problem400_174"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_71"];
            409: components["responses"]["Problem409_251"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "export-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why, in one's own words; kept sealed with the act */
                    because: string;
                };
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["Problem400_174"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_252"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "greet-wechat": {
        parameters: {
            query: {
                timestamp: string;
                nonce: string;
                signature?: string;
                msg_signature?: string;
                echostr?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem400_77"];
            403: components["responses"]["Problem403_253"];
            404: components["responses"]["Problem404_254"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "wechat-reports": {
        parameters: {
            query: {
                timestamp: string;
                nonce: string;
                signature?: string;
                msg_signature?: string;
                echostr?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/xml": string;
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem400_77"];
            403: components["responses"]["Problem403_255"];
            404: components["responses"]["Problem404_254"];
            413: components["responses"]["Problem413_11"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "sms-reports": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown[];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        msg: string;
                    };
                };
            };
            400: components["responses"]["Problem400_138"];
            403: components["responses"]["Problem403_255"];
            404: components["responses"]["Problem404_254"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-services": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            service: "directory" | "lawyer-pool" | "consult-router" | "notifier" | "geofence-monitor" | "gateway" | "operator";
                            ordinal: number;
                            report: {
                                service: string;
                                ordinal: number;
                                instances: number;
                                ready: boolean;
                                reasons: {
                                    code: string;
                                    words: string;
                                }[];
                                head: string | null;
                                views: {
                                    name: string;
                                    version: number;
                                    position: string | null;
                                    isLive: boolean;
                                    behindMs: number;
                                    documents: number;
                                    checkpoint: {
                                        position: string;
                                        stream: string;
                                        version: number;
                                        epoch: string;
                                    } | null;
                                    failures: number;
                                    code: string | null;
                                    rebuild: {
                                        id: string;
                                        /** @enum {string} */
                                        phase: "filling" | "comparing" | "done" | "failed";
                                        /**
                                         * Format: date-time
                                         * @example 2026-11-22T02:40:23.000Z
                                         */
                                        startedAt: string;
                                        endedAt: string | null;
                                        position: string | null;
                                        events: number;
                                        compared: number;
                                        differing: number;
                                        code: string | null;
                                    } | null;
                                }[];
                                consumers: {
                                    consumer: string;
                                    position: string | null;
                                    lag: number | null;
                                    parkedStreams: number;
                                    heldStreams: number;
                                    heldFor: string[];
                                }[];
                                deadlines: {
                                    pending: number;
                                    next: {
                                        stream: string;
                                        /**
                                         * Format: date-time
                                         * @example 2026-11-22T02:40:23.000Z
                                         */
                                        due: string;
                                    } | null;
                                    parked: {
                                        stream: string;
                                        code: string;
                                    }[];
                                    lateness: {
                                        category: string;
                                        count: number;
                                        buckets: {
                                            withinMs: number;
                                            count: number;
                                        }[];
                                    }[];
                                };
                            } | null;
                            code: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "rebuild-view": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                service: "directory" | "lawyer-pool" | "consult-router" | "notifier" | "geofence-monitor" | "gateway" | "operator";
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "与日志核对"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operationId: string;
                        instances: number;
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_256"];
            409: components["responses"]["Problem409_257"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-dead-letters": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        letters: {
                            consumer: string;
                            eventId: string;
                            stream: string;
                            version: number;
                            type: string;
                            code: string;
                            attempts: number;
                            happenedAt: string | null;
                            parkedAt: string;
                            waiting: number;
                            missed: {
                                /** @enum {string} */
                                code: "lawyers-not-told" | "people-not-told" | "asker-not-told" | "lawyer-not-told" | "desk-not-told" | "telling-not-stopped" | "telling-not-resumed" | "outcome-not-recorded" | "nobody-is-asked" | "no-call-back" | "danger-unheard" | "alarm-not-raised" | "officers-not-told" | "supervisee-not-told" | "answer-not-reviewed" | "review-without-effect" | "agent-still-acts" | "lawyer-keeps-questions" | "account-without-lawyer" | "no-show-without-effect" | "licence-stays-taken" | "account-stays-open" | "number-leads-astray" | "forgetting-stands" | "clock-stands";
                                count?: number;
                            } | null;
                        }[];
                        parked: {
                            /** @enum {string} */
                            service: "directory" | "lawyer-pool" | "consult-router" | "notifier" | "geofence-monitor" | "gateway" | "operator";
                            stream: string;
                            code: string;
                        }[];
                        total: number;
                        /** @description services that did not answer */
                        silent: ("directory" | "lawyer-pool" | "consult-router" | "notifier" | "geofence-monitor" | "gateway" | "operator")[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "replay-dead-letter": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consumer: string;
                event: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "短信通道已恢复"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        done: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_258"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "discard-dead-letter": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                consumer: string;
                event: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "咨询已关闭，不再需要通知"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        done: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_258"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "settle-stream-again": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same content gives the same result; with other content 409. Accepted: for ever; refused: 24 h. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
            };
            path: {
                stream: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "缺陷已修复"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        done: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400_52"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_31"];
            404: components["responses"]["Problem404_259"];
            409: components["responses"]["Problem409_72"];
            410: components["responses"]["Problem410_29"];
            413: components["responses"]["Problem413_11"];
            414: components["responses"]["Problem414_8"];
            415: components["responses"]["Problem415_12"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_17"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-notifications": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                county: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            deliveryId: string;
                            notice: string;
                            countyCode: string;
                            consultationId: string | null;
                            isUrgent: boolean;
                            isProbe: boolean;
                            openedAt: string;
                            stopped: string | null;
                            started: number;
                            waves: {
                                dueAt: string;
                                upTo: number;
                            }[];
                            /** @description how many are meant */
                            audience: number;
                            told: number;
                            /** @description by reason */
                            held: {
                                [key: string]: number;
                            };
                            /** @description by channel and outcome: "sms unknown" */
                            receipts: {
                                [key: string]: number;
                            };
                            reports: {
                                [key: string]: number;
                            };
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-question-notifications": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                consultation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            deliveryId: string;
                            notice: string;
                            countyCode: string;
                            consultationId: string | null;
                            isUrgent: boolean;
                            isProbe: boolean;
                            openedAt: string;
                            stopped: string | null;
                            started: number;
                            waves: {
                                dueAt: string;
                                upTo: number;
                            }[];
                            /** @description how many are meant */
                            audience: number;
                            told: number;
                            /** @description by reason */
                            held: {
                                [key: string]: number;
                            };
                            /** @description by channel and outcome: "sms unknown" */
                            receipts: {
                                [key: string]: number;
                            };
                            reports: {
                                [key: string]: number;
                            };
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_6"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-recipients": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                consultation: string;
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            deliveryId: string;
                            recipient: string;
                            at: string;
                            channels: string[];
                            outcomes: {
                                [key: string]: string;
                            };
                            reports: {
                                [key: string]: string;
                            };
                            held: {
                                reason: string;
                                channel: string | null;
                            }[];
                            notice?: string | null;
                            consultationId?: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_7"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-lawyer-notifications": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path: {
                lawyer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            deliveryId: string;
                            recipient: string;
                            at: string;
                            channels: string[];
                            outcomes: {
                                [key: string]: string;
                            };
                            reports: {
                                [key: string]: string;
                            };
                            held: {
                                reason: string;
                                channel: string | null;
                            }[];
                            notice?: string | null;
                            consultationId?: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400_91"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            404: components["responses"]["Problem404_146"];
            410: components["responses"]["Problem410_29"];
            414: components["responses"]["Problem414_8"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "list-audit": {
        parameters: {
            query?: {
                kind?: "operation" | "look" | "security" | "business";
                action?: string;
                person?: string;
                as?: "actor" | "about";
                from?: string;
                until?: string;
                cursor?: string;
                limit?: string;
            };
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "operation" | "look" | "security" | "business";
                            action: string;
                            at: string;
                            actorId: string;
                            role: string | null;
                            onBehalfOf: string | null;
                            category: string;
                            aboutId: string | null;
                            purpose: string | null;
                            /** @description a code */
                            reason: string | null;
                            /** @description in the words of who did it */
                            because: string | null;
                            outcome: string | null;
                            code: string | null;
                            figures: {
                                [key: string]: number;
                            } | null;
                        }[];
                        next: string | null;
                        /** @description of members of staff and lawyers who occur, by id */
                        names: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400_38"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
    "show-policy-matrix": {
        parameters: {
            query?: never;
            header?: {
                /** @description Which of the account's roles to act in. */
                "Zhijian-Role"?: components["parameters"]["Role"];
                /** @description A receipt's position: wait until the answer includes it. */
                "Zhijian-At-Least"?: components["parameters"]["AtLeast"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        roles: string[];
                        reaches: ("all" | "self" | "own" | "eligible" | "region" | "unit")[];
                        items: {
                            route: string;
                            method: string;
                            path: string;
                            tag: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            /** @enum {string} */
                            access: "public" | "enrolment" | "roles";
                            /** @description a role that is not named may not */
                            roles: {
                                [key: string]: "all" | "self" | "own" | "eligible" | "region" | "unit";
                            };
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400_1"];
            401: components["responses"]["Problem401_27"];
            403: components["responses"]["Problem403_39"];
            410: components["responses"]["Problem410_29"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500_3"];
            503: components["responses"]["Problem503_4"];
            504: components["responses"]["Problem504_5"];
        };
    };
}
