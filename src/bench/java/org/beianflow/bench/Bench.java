package org.beianflow.bench;

import java.util.Arrays;

/**
 * Where the Maven profile {@code bench} enters: {@code startup} compares start-up and
 * memory with a bare engine, {@code clocks} measures a change of the calendar,
 * {@code firing} many timers due at once, {@code lists} the lists of the console,
 * everything else goes to JMH.
 */
public final class Bench {

	private Bench() {
	}

	private static void measurement(String name, String[] args) throws Exception {
		Class.forName(name)
			.getMethod("main", String[].class)
			.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
	}

	public static void main(String[] args) throws Exception {
		if (args.length > 0 && args[0].equals("startup")) {
			StartUp.main(Arrays.copyOfRange(args, 1, args.length));
		}
		else if (args.length > 0 && args[0].equals("firing")) {
			Firing.main(Arrays.copyOfRange(args, 1, args.length));
		}
		else if (args.length > 0 && args[0].equals("clocks")) {
			measurement("org.beianflow.filing.process.ClockChangeMeasurement", args);
		}
		else if (args.length > 0 && args[0].equals("lists")) {
			measurement("org.beianflow.filing.store.ListMeasurement", args);
		}
		else {
			org.openjdk.jmh.Main.main(args);
		}
	}

}
