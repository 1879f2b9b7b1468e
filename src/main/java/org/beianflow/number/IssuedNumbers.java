package org.beianflow.number;

import java.util.List;

import org.beianflow.subject.Province;

/**
 * The numbers a filing received.
 *
 * @param subject the number of the subject, new or the one it already had
 * @param services one number for each service, in the order asked for
 */
public record IssuedNumbers(FilingNumber subject, List<ServiceNumber> services) {

	public IssuedNumbers {
		services = List.copyOf(services);
	}

	/**
	 * What to copy to the bottom centre of a home page (33号令 art. 13): the number,
	 * linked.
	 * @param service which of {@link #services()}, from 0
	 */
	public String footerHtml(int service) {
		return "<a href=\"https://beian.miit.gov.cn/\" target=\"_blank\" rel=\"noreferrer\">" + shownBy(service)
				+ "</a>";
	}

	/**
	 * What the site of a service has to show (domain.md §15): its own number, in 广东 the
	 * subject's.
	 * @param service which of {@link #services()}, from 0
	 */
	public String shownBy(int service) {
		return (this.subject.province() == Province.GUANGDONG) ? this.subject.toString()
				: this.services.get(service).toString();
	}

}
