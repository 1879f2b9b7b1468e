package org.beianflow.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the demo's telephones received: nobody could read a code otherwise. */
@Controller
@Profile("demo")
class DemoPhonePage {

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
		.withZone(ZoneId.of("Asia/Shanghai"));

	private final DemoPhones phones;

	DemoPhonePage(DemoPhones phones) {
		this.phones = phones;
	}

	/** A message as the page shows it. */
	record Message(String at, String text) {

	}

	@GetMapping("/demo/phone")
	String show(@RequestParam(defaultValue = "") String mobile, Model model) {
		String number = mobile.replaceAll("[^0-9]", "");
		List<Message> messages = this.phones.to(number)
			.stream()
			.map((received) -> new Message(MOMENT.format(received.at()), received.text()))
			.toList();
		model.addAttribute("mobile", number);
		model.addAttribute("messages", messages);
		return "demo/phone";
	}

}
