package org.beianflow.portal;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Pages that everybody may read. */
@Controller
class PublicPages {

	@GetMapping("/")
	String start() {
		return "portal/home";
	}

	@GetMapping("/guide")
	String guide() {
		return "portal/guide";
	}

	@GetMapping("/privacy")
	String privacy() {
		return "portal/privacy";
	}

}
