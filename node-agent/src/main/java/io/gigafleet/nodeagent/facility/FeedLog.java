package io.gigafleet.nodeagent.facility;

import io.gigafleet.nodeagent.plant.Feeder;
import io.gigafleet.nodeagent.plant.PowerTree;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Remembers which feeds are lost and which breakers are open: a restart of the plant closes none.
 */
final class FeedLog {

    private static final String LOST = "lost.";
    private static final String OPEN = "open.";

    private final Path file;

    FeedLog(Path file) {
        this.file = file;
    }

    /** Puts the feeders as they were left; of domains that are no more nothing is said. */
    void restore(PowerTree tree) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Properties left = new Properties();
        left.load(new StringReader(Files.readString(file)));
        for (Feeder feeder : tree.feeders()) {
            feeder.lose(Integer.parseInt(left.getProperty(LOST + feeder.name(), "0")));
            if (left.containsKey(OPEN + feeder.name())) {
                feeder.open();
            }
        }
        tree.darken();
    }

    /** Writes the file whole or not at all. */
    void write(PowerTree tree) throws IOException {
        Properties now = new Properties();
        for (Feeder feeder : tree.feeders()) {
            if (feeder.lostFeeds() > 0) {
                now.setProperty(LOST + feeder.name(), Integer.toString(feeder.lostFeeds()));
            }
            if (feeder.breaker().isOpen()) {
                now.setProperty(OPEN + feeder.name(), "true");
            }
        }
        StringWriter text = new StringWriter();
        now.store(text, null);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, text.toString());
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
