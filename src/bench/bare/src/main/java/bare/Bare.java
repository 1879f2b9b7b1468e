package bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The engine, its web applications and its REST API, as their starters come. */
@SpringBootApplication
public class Bare {

	public static void main(String[] args) {
		SpringApplication.run(Bare.class, args);
	}

}
