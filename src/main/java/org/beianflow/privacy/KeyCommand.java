package org.beianflow.privacy;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.IntConsumer;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Two commands of the jar, which end it again:
 * {@code --beianflow.privacy.generate-keys=<directory>} makes the keys,
 * {@code --beianflow.privacy.rotate-keys=<file>} adds a new sealing key.
 */
class KeyCommand implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	private final PrintStream out;

	private final IntConsumer exit;

	KeyCommand() {
		this(System.out, System::exit);
	}

	KeyCommand(PrintStream out, IntConsumer exit) {
		this.out = out;
		this.exit = exit;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		run(event.getEnvironment());
	}

	void run(Environment environment) {
		String directory = environment.getProperty("beianflow.privacy.generate-keys");
		String file = environment.getProperty("beianflow.privacy.rotate-keys");
		if (directory == null && file == null) {
			return;
		}
		try {
			if (directory != null) {
				Path path = Path.of(directory).toAbsolutePath().normalize();
				KeyFiles.generate(path);
				this.out.println("Keys are in " + path + ". Start with:");
				this.out.println("  --beianflow.privacy.keyset-file=" + path.resolve(KeyFiles.KEYSET));
				this.out.println("  --beianflow.privacy.index-keyset-file=" + path.resolve(KeyFiles.INDEX_KEYSET));
				this.out.println("Back them up apart from the database: without them its personal data is lost.");
			}
			if (file != null) {
				int keys = KeyFiles.rotate(Path.of(file));
				this.out.println(file + " has " + keys + " keys now; the new one seals after a restart of every node.");
			}
			this.exit.accept(0);
		}
		catch (KeysMissing ex) {
			this.out.println(ex.getMessage());
			this.exit.accept(1);
		}
	}

}
