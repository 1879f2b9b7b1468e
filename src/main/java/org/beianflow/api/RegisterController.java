package org.beianflow.api;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.check.Refusal;
import org.beianflow.register.PublicRecord;
import org.beianflow.register.Register;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Public look-up of issued numbers (domain.md §15). */
@RestController
@RequestMapping("/api/v1/register")
@Tag(name = "公共查询", description = "按备案号或域名查询，不需要登录")
class RegisterController {

	private final Register register;

	RegisterController(Register register) {
		this.register = register;
	}

	@GetMapping
	@Operation(summary = "查询备案", description = "个人名称只显示姓氏。")
	List<PublicRecord> find(@RequestParam String query) {
		if (query.isBlank() || query.length() > 253) {
			throw new Refusal(Refusal.Kind.MALFORMED, "api.register.query");
		}
		return this.register.find(query.strip());
	}

}
