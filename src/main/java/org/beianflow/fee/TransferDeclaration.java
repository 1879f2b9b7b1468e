package org.beianflow.fee;

import java.time.LocalDate;

/**
 * What the applicant says about a bank transfer.
 *
 * @param date day of the transfer in Asia/Shanghai, not in the future
 * @param amountFen amount in 分, positive
 * @param slipMaterialVersionId version id of the uploaded bank slip
 * @param payerReference serial number of the transfer on the slip (银行流水号), letters and
 * digits only; never the payer's name
 */
public record TransferDeclaration(LocalDate date, long amountFen, String slipMaterialVersionId, String payerReference) {
}
