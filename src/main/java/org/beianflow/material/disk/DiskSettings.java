package org.beianflow.material.disk;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the disk store lies.
 *
 * @param directory on one file system, so that renaming is atomic
 */
@ConfigurationProperties("beianflow.material.disk")
record DiskSettings(@DefaultValue("./data/materials") Path directory) {
}
