/**
 * The access provider's service fee: schedule, notice, payment by gateway or transfer,
 * refund.
 */
@ApplicationModule(displayName = "服务费", allowedDependencies = { "audit", "check", "deadline", "paper" })
package org.beianflow.fee;

import org.springframework.modulith.ApplicationModule;
