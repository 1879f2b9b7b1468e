package org.beianflow.review;

/**
 * The legal basis of a refusal (domain.md I5: never without its version).
 *
 * @param law title of the law or rule, for example 非经营性互联网信息服务备案管理办法
 * @param article article, for example 第十二条
 */
public record LegalGround(String law, String article) {
}
