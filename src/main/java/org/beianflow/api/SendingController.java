package org.beianflow.api;

import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.filing.BulkSending;

import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many filings sent to the authority at once. */
@RestController
@RequestMapping("/api/v1/staff/sendings")
@Tag(name = "批量报送", description = "等待报送的办件；一次报送多件，每件各有结果")
class SendingController {

	private final BulkSending sending;

	private final TaskViews views;

	private final ProblemAdvice problems;

	private final CurrentActors actors;

	SendingController(BulkSending sending, TaskViews views, ProblemAdvice problems, CurrentActors actors) {
		this.sending = sending;
		this.views = views;
		this.problems = problems;
		this.actors = actors;
	}

	@GetMapping
	@Operation(summary = "等待报送的办件", description = "本人可以报送的，最急的在前。")
	List<TaskViews.Card> waiting(Locale locale) {
		return this.views.cards(this.sending.waiting(this.actors.current()), locale);
	}

	/** What is to be sent. */
	record Request(List<BulkSending.Item> items) {

	}

	/**
	 * What came of one filing.
	 *
	 * @param filing case number
	 * @param sent whether it was sent
	 * @param problem why not, null if it was
	 */
	record ItemResult(String filing, boolean sent, ProblemDetail problem) {

	}

	@PostMapping
	@Operation(summary = "批量报送", description = "每件独立办理：一件不能报送，不影响其他各件。")
	List<ItemResult> send(@RequestBody Request request, Locale locale) {
		if (request.items() == null || request.items().stream().anyMatch((item) -> item == null)) {
			throw new Refusal(Refusal.Kind.MALFORMED, "filing.sending.count", BulkSending.MOST);
		}
		return this.sending.send(request.items(), this.actors.current())
			.stream()
			.map((result) -> new ItemResult(result.reference(), result.sent(),
					result.sent() ? null : this.problems.problem(result.refusal(), locale)))
			.toList();
	}

}
