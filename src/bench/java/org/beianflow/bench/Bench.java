package org.beianflow.bench;

import java.util.Arrays;

/**
 * Where the Maven profile {@code bench} enters: {@code startup} compares start-up and
 * memory with a bare engine, everything else goes to JMH.
 */
public final class Bench {

	private Bench() {
	}

	public static void main(String[] args) throws Exception {
		if (args.length > 0 && args[0].equals("startup")) {
			StartUp.main(Arrays.copyOfRange(args, 1, args.length));
		}
		else {
			org.openjdk.jmh.Main.main(args);
		}
	}

}
