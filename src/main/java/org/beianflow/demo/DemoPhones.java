package org.beianflow.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.beianflow.notice.SendResult;
import org.beianflow.notice.SmsGateway;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The telephones of the demo's people: what was sent to a number can be read here, and
 * where a gateway is configured it goes there as well. Only the last messages of this
 * node are kept, in memory.
 */
@Component
@Primary
@Profile("demo")
class DemoPhones implements SmsGateway {

	private static final int KEPT = 500;

	private static final Pattern CODE = Pattern.compile("(?:验证码为|code is )(\\d{6})");

	private final Deque<Received> received = new ArrayDeque<>();

	private final SmsGateway configured;

	private final Clock clock;

	DemoPhones(@Qualifier("smsGateway") SmsGateway configured, Clock clock) {
		this.configured = configured;
		this.clock = clock;
	}

	/** A message on a telephone. */
	record Received(String mobile, String text, Instant at) {

		@Override
		public String toString() {
			return "a message";
		}

	}

	@Override
	public SendResult send(String id, String mobile, String text) {
		keep(new Received(mobile, text, this.clock.instant()));
		return this.configured.send(id, mobile, text);
	}

	private synchronized void keep(Received message) {
		this.received.addFirst(message);
		if (this.received.size() > KEPT) {
			this.received.removeLast();
		}
	}

	/** The messages to a number, newest first. */
	synchronized List<Received> to(String mobile) {
		return this.received.stream().filter((message) -> message.mobile().equals(mobile)).toList();
	}

	/** The last code sent to a number. */
	Optional<String> code(String mobile) {
		return to(mobile).stream()
			.map((message) -> CODE.matcher(message.text()))
			.filter(Matcher::find)
			.map((matcher) -> matcher.group(1))
			.findFirst();
	}

}
