package org.beianflow.bench;

/** Start-up time and memory of the packaged application and of a bare engine. */
final class StartUp {

	private StartUp() {
	}

	static void main(String[] args) {
		System.out.println(System.getProperty("beianflow.bench.jar"));
	}

}
