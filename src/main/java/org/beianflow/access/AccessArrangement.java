package org.beianflow.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a service is hosted and how it is connected (接入信息), domain.md §6.4. Every part
 * may be missing in a draft; {@link AccessChecks} says what a submission needs.
 *
 * @param providerId id of an {@link AccessProvider}
 * @param serverRegion where the server stands: six-digit code of a mainland province
 * @param ips IP literals, ranges {@code a-b} or CIDR blocks, as entered
 * @param instanceId the cloud vendor's id of the server
 * @param instanceOwnerAccount the account with the cloud vendor that owns it
 * @param instanceExpiresOn last day for which it is paid
 * @param serviceCode 备案服务码/授权码 of the provider
 * @param techContact whom to call about the server
 * @param allocation must be static
 */
public record AccessArrangement(String providerId, AccessType accessType, String serverRegion, List<String> ips,
		String instanceId, String instanceOwnerAccount, LocalDate instanceExpiresOn, String serviceCode,
		TechnicalContact techContact, AddressAllocation allocation) {

	public AccessArrangement {
		ips = (ips != null) ? Collections.unmodifiableList(new ArrayList<>(ips)) : List.of();
	}

}
