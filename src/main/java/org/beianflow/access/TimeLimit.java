package org.beianflow.access;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cuts connections off when their time is over. Time-outs of sockets count from the last
 * byte, so a server that sends one byte now and then would outlast them.
 */
final class TimeLimit implements AutoCloseable {

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "access-time-limit");
		thread.setDaemon(true);
		return thread;
	});

	Running start(Duration limit, Closeable connection) {
		return new Running(this.watch, limit, connection);
	}

	@Override
	public void close() {
		this.watch.shutdownNow();
	}

	/** The limit of one connection; closing it lifts the limit. */
	static final class Running implements AutoCloseable {

		private final AtomicBoolean over = new AtomicBoolean();

		private final ScheduledFuture<?> cut;

		private Running(ScheduledExecutorService watch, Duration limit, Closeable connection) {
			this.cut = watch.schedule(() -> {
				this.over.set(true);
				closeNow(connection);
			}, limit.toMillis(), TimeUnit.MILLISECONDS);
		}

		boolean isOver() {
			return this.over.get();
		}

		@Override
		public void close() {
			this.cut.cancel(false);
		}

		private static void closeNow(Closeable connection) {
			try {
				connection.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
