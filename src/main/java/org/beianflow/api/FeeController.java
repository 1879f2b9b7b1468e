package org.beianflow.api;

import java.net.URI;
import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.PaymentOrder;
import org.beianflow.fee.TransferDeclaration;
import org.beianflow.filing.FilingFee;
import org.beianflow.filing.FilingReference;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The service fee as the applicant sees and pays it. */
@RestController
@RequestMapping("/api/v1/filings/{reference}/fee")
@Tag(name = "服务费", description = "通知书、在线支付、银行转账")
class FeeController {

	private final FilingFee fee;

	private final CurrentActors actors;

	FeeController(FilingFee fee, CurrentActors actors) {
		this.fee = fee;
		this.actors = actors;
	}

	@GetMapping
	@Operation(summary = "通知书")
	FeeNotice notice(@PathVariable String reference) {
		return this.fee.notice(new FilingReference(reference), this.actors.current())
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "api.fee.none", reference));
	}

	/** Where to pay. */
	record Payment(String order, URI page, long amountFen, Instant expiresAt) {

	}

	@PostMapping("/payment")
	@Operation(summary = "在线支付")
	Payment pay(@PathVariable String reference) {
		PaymentOrder order = this.fee.pay(new FilingReference(reference), this.actors.current());
		return new Payment(order.id(), order.page(), order.amountFen(), order.expiresAt());
	}

	@PostMapping("/transfer")
	@Operation(summary = "申报转账")
	FeeNotice transfer(@PathVariable String reference, @RequestBody TransferDeclaration declaration) {
		return this.fee.declareTransfer(new FilingReference(reference), declaration, this.actors.current());
	}

	@PostMapping("/reopening")
	@Operation(summary = "重新打开", description = "逾期未缴后可重新打开一次。")
	FeeNotice reopen(@PathVariable String reference) {
		return this.fee.reopen(new FilingReference(reference), this.actors.current());
	}

}
