package org.beianflow.fee;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.beianflow.check.Violation;

/**
 * What is wrong with what people enter about a bank transfer; all of it at once.
 */
final class TransferRules {

	static final int NOTE_LIMIT = 500;

	private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9-]{4,64}");

	private TransferRules() {
	}

	static boolean isSerial(String text) {
		return text != null && SERIAL.matcher(text).matches();
	}

	static List<Violation> ofDeclaration(TransferDeclaration declaration, LocalDate issuedOn, LocalDate today) {
		List<Violation> found = new ArrayList<>();
		if (declaration.date() == null) {
			found.add(Violation.of("date", "MISSING", "fee.transfer.date.missing"));
		}
		else if (declaration.date().isAfter(today)) {
			found.add(Violation.of("date", "FUTURE", "fee.transfer.date.future"));
		}
		else if (declaration.date().isBefore(issuedOn)) {
			found.add(Violation.of("date", "EARLY", "fee.transfer.date.early", issuedOn.toString()));
		}
		if (declaration.amountFen() <= 0) {
			found.add(Violation.of("amountFen", "AMOUNT", "fee.transfer.amount"));
		}
		String slip = declaration.slipMaterialVersionId();
		if (slip == null || slip.isBlank() || slip.length() > 64) {
			found.add(Violation.of("slipMaterialVersionId", "MISSING", "fee.transfer.slip"));
		}
		if (!isSerial(declaration.payerReference())) {
			found.add(Violation.of("payerReference", "FORMAT", "fee.serial.format"));
		}
		return found;
	}

	static List<Violation> ofReceipt(BankReceipt receipt, boolean taken) {
		List<Violation> found = new ArrayList<>();
		if (receipt.receivedFen() < 0) {
			found.add(Violation.of("receivedFen", "AMOUNT", "fee.receipt.amount"));
		}
		if (receipt.receivedFen() > 0 && !isSerial(receipt.bankReference())) {
			found.add(Violation.of("bankReference", "FORMAT", "fee.serial.format"));
		}
		if (receipt.receivedFen() == 0 && receipt.bankReference() != null) {
			found.add(Violation.of("bankReference", "SURPLUS", "fee.receipt.nothing"));
		}
		if (taken) {
			found.add(Violation.of("bankReference", "TAKEN", "fee.receipt.taken"));
		}
		note(found, receipt.note());
		return found;
	}

	/**
	 * @param outstandingFen what is still to be paid; 0 where the money goes back anyway
	 */
	static List<Violation> ofMatch(boolean matched, long receivedFen, String note, Payment recorded,
			long outstandingFen) {
		List<Violation> found = new ArrayList<>();
		if (receivedFen != recorded.receivedFen()) {
			found.add(Violation.of("receivedFen", "DIFFERENT", "fee.match.different"));
		}
		if (matched && receivedFen < outstandingFen) {
			found.add(Violation.of("matched", "SHORT", "fee.match.short", Amounts.yuan(receivedFen),
					Amounts.yuan(outstandingFen)));
		}
		if (!matched && outstandingFen > 0 && receivedFen >= outstandingFen) {
			found.add(Violation.of("matched", "ENOUGH", "fee.match.enough", Amounts.yuan(outstandingFen)));
		}
		if (!matched && (note == null || note.isBlank())) {
			found.add(Violation.of("note", "MISSING", "fee.match.note"));
		}
		note(found, note);
		return found;
	}

	private static void note(List<Violation> found, String note) {
		if (note != null && note.length() > NOTE_LIMIT) {
			found.add(Violation.of("note", "LENGTH", "fee.note.long", NOTE_LIMIT, note.length()));
		}
	}

}
