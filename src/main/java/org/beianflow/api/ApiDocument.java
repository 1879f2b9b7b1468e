package org.beianflow.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The head of the OpenAPI document: what the API is and how callers show who they are.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

	private static final String BEARER = "bearer";

	@Bean
	OpenAPI apiDescription() {
		return new OpenAPI()
			.info(new Info().title("Beianflow API")
				.version("v1")
				.description("申请人办理网站备案所需的全部操作，以及工作人员的任务表单。申请人用 POST /api/v1/session 取得令牌，放在 Authorization 头中；"
						+ "工作人员登录后使用会话。被拒绝的请求按 RFC 9457 答复：哪里不符、如何改正。")
				.license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
			.components(new Components().addSecuritySchemes(BEARER,
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.description("POST /api/v1/session 给出的令牌")))
			.addSecurityItem(new SecurityRequirement().addList(BEARER));
	}

}
