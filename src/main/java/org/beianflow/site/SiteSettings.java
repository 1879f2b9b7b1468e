package org.beianflow.site;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a provider decides about services.
 *
 * @param ipOnly whether services without a domain may be filed (domain.md I14)
 * @param denyTlds top-level domains refused although they are approved, without dot
 * (domain.md I1)
 */
@ConfigurationProperties("beianflow.site")
record SiteSettings(@DefaultValue("false") boolean ipOnly, @DefaultValue List<String> denyTlds) {

}
